"""A time expression and what it means: TIMEX3 for the field, EDTF for event files, and the trace that led there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from timeline.temporal.anchor import Anchor
from timeline.temporal.timevalue import TimeValue

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


class Reading(NamedTuple):
    """One way to read an expression, with the reason it won or lost."""

    value: str
    why: str


class Trace(NamedTuple):
    """How an answer came about, in the field's words; `timeline explain` prints it.

    `tokens` are (words, class, value) triples, e.g. ``("last", "step", "-1")``, made from `source` when asked for; `pattern` is
    the word order that matched, with `where` it stands in the locale (``en.yaml:61``) and the `operator` that did the
    arithmetic; `inferred` names the parts of the value that the anchor supplied.
    """

    source: Callable[[], tuple[tuple[str, str, str], ...]] = tuple
    pattern: str = ""
    where: str = ""
    operator: str = ""
    inferred: tuple[str, ...] = ()
    won: Reading | None = None
    lost: tuple[Reading, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def tokens(self) -> tuple[tuple[str, str, str], ...]:
        """The words of the expression, each with the class and the value it was read as."""
        return self.source()

    @property
    def stated(self) -> tuple[str, ...]:
        """The classes of words from which the value was read."""
        return tuple(dict.fromkeys(cls for _, cls, _ in self.tokens))


class Timex(NamedTuple):
    """A resolved time expression.

    `start`, `end` delimit the TIMEX3 extent, code points, end exclusive: a leading preposition is outside (``Monday``).
    `found_start`, `found_text` are what readers see: with its preposition (``on Monday``) and the possessive (``Sunday's``).
    `type`, `value`, `mod` are as in TIMEX3 (ISO-TimeML). `time` is the event file's finer word (``early``, ``mid``, ``late``,
    ``morning``, ``afternoon``, ``evening``, ``night``, ``HH:MM``). `when` is the calendar stretch for event files, None for
    durations, sets and vague references.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    rule: str
    anchor: Anchor
    mod: str | None = None
    when: TimeValue | None = None
    time: str | None = None
    uncertain: bool = False
    found_start: int = -1
    found_text: str = ""
    trace: Trace = Trace()

    def __eq__(self, other: object) -> bool:
        """Return whether both give the same answer, however they came to it."""
        return isinstance(other, Timex) and self[:-1] == other[:-1]

    def __ne__(self, other: object) -> bool:
        """Return whether the answers differ."""
        return not self == other

    def __hash__(self) -> int:
        """Return a hash of the answer."""
        return hash(self[:-1])

    @property
    def edtf(self) -> str | None:
        """The EDTF string of `when`, as written into event files."""
        return self.when.edtf if self.when else None

    def as_dict(self) -> dict[str, object]:
        """Return the record of the tagging protocol (``timeline tag --jsonl``)."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "type": self.type,
            "value": self.value,
            "mod": self.mod,
            "edtf": self.edtf,
            "rule": self.rule,
            "anchor": str(self.anchor),
            "uncertain": self.uncertain,
        }
