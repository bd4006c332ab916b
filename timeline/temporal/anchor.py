"""What a relative expression is counted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from timeline.temporal.edtf import write
from timeline.temporal.granularity import civil

AnchorKind = Literal["published", "dateline", "mention", "manual"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A calendar day and where it came from.

    `kind` is the document creation time (``published``, TimeML's DCT), a ``dateline``, an earlier ``mention`` in the same text
    (TimeML's anchorTimeID) or ``manual`` (given on the command line). `origin` says where it was read, for people: the
    words of the mention, or ``FILE:LINE``. `firm` is False when the day itself may be off by one, as for a timestamp near
    midnight in UTC. `day` is a day number (see `granularity`) where the year is beyond `datetime`'s, as 490 BCE is;
    `said` is the EDTF of a mention coarser than a day.
    """

    day: date | int
    kind: AnchorKind = "published"
    origin: str = ""
    firm: bool = True
    said: str = ""

    @property
    def number(self) -> int:
        """The day number of `day`."""
        return self.day if isinstance(self.day, int) else self.day.toordinal()

    def __str__(self) -> str:
        """Return the form event files carry, ``2019-12-30 (published)``."""
        return f"{self.said or write(*civil(self.number))} ({self.kind})"
