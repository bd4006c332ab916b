"""A stretch of calendar time at a stated precision: what an EDTF string means."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.temporal.granularity import Granularity


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A date, or an interval of dates, no more precise than its source.

    `start` and `end` are the earliest and (exclusive) latest day covered, as day numbers (see `granularity`), a
    half-open interval; None where the interval is open (``..``) or its end unknown (``/`` with nothing).
    `year`, `month`, `day` are the stated parts: astronomical year, month 1-12 or an EDTF season or quarter code (21-41).
    An interval has none of these three but `first` and `last`, its two ends (None where open or unknown); its
    `granularity` is that of its coarser end.
    """

    edtf: str
    granularity: Granularity
    start: int | None
    end: int | None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    approximate: bool = False
    uncertain: bool = False
    first: TimeValue | None = None
    last: TimeValue | None = None

    def __hash__(self) -> int:
        """Return the hash of the EDTF string, which says all there is."""
        return hash(self.edtf)

    @property
    def is_interval(self) -> bool:
        """Whether the value was stated with two ends."""
        return "/" in self.edtf

    def __str__(self) -> str:
        """Return the EDTF string."""
        return self.edtf
