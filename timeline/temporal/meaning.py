"""What an operator returns: TIMEX3 attributes and, where there is one, the calendar period behind them."""

from __future__ import annotations

from typing import NamedTuple

from timeline.temporal.granularity import Granularity
from timeline.temporal.period import DAY, Period
from timeline.temporal.timevalue import TimeValue
from timeline.temporal.timex import TimexType

TIME_WORDS = {"TMO": "morning", "TMI": "midday", "TAF": "afternoon", "TEV": "evening", "TNI": "night"}
MOD_WORDS = {"START": "early", "MID": "mid", "END": "late"}


class Meaning(NamedTuple):
    """TIMEX3 type, value and mod, and what they rest on.

    `period` is what later expressions count from; `when` is set if event files need another stretch than the period's; `doubtful`
    if an inferred part may well be wrong.
    """

    type: TimexType
    value: str
    mod: str | None = None
    period: Period | None = None
    when: TimeValue | None = None
    time: str | None = None
    inferred: tuple[str, ...] = ()
    doubtful: bool = False

    def modified(self, mod: str) -> Meaning:
        """Return the same date with a TIMEX3 mod such as ``START``."""
        return self._replace(mod=mod, time=self.time or MOD_WORDS.get(mod))


def date(period: Period, *inferred: str, mod: str | None = None) -> Meaning:
    """Return a date, or a time if the period is part of a day."""
    time = TIME_WORDS.get(period.part, period.part[1:6] if period.part[1:2].isdigit() else None) if period.part else None
    kind: TimexType = "TIME" if period.part else "DATE"
    return Meaning(kind, period.timex3, mod, period, None, time or MOD_WORDS.get(mod or ""), inferred)


def reference(value: str) -> Meaning:
    """Return a vague reference: ``PRESENT_REF``, ``PAST_REF`` or ``FUTURE_REF``."""
    return Meaning("DATE", value)


def stretch(value: str, mod: str | None = None) -> Meaning:
    """Return a duration, an ISO 8601 period."""
    return Meaning("DURATION", value, mod)


def repeated(value: str) -> Meaning:
    """Return a set of times."""
    return Meaning("SET", value)


def part(period: Period, tail: str) -> Period:
    """Return a part of a day, ``part(day, "TEV")``; coarser periods keep their own value."""
    return Period(DAY, period.number, tail) if period.unit == DAY else period


class Unit(NamedTuple):
    """A unit of duration: ISO designator, whether it comes after the ``T``, how many smaller units a half is made of."""

    designator: str
    clock: bool
    granularity: Granularity
    factor: int = 1
    parts: int = 0
    smaller: str = ""


UNITS = {
    "second": Unit("S", True, Granularity.SECOND),
    "minute": Unit("M", True, Granularity.MINUTE, parts=60, smaller="second"),
    "hour": Unit("H", True, Granularity.HOUR, parts=60, smaller="minute"),
    "day": Unit("D", False, Granularity.DAY, parts=24, smaller="hour"),
    "night": Unit("D", False, Granularity.DAY),
    "week": Unit("W", False, Granularity.WEEK),
    "fortnight": Unit("W", False, Granularity.WEEK, 2),
    "weekend": Unit("WE", False, Granularity.WEEKEND),
    "month": Unit("M", False, Granularity.MONTH),
    "season": Unit("M", False, Granularity.SEASON, 3),
    "quarter": Unit("Q", False, Granularity.QUARTER),
    "half": Unit("M", False, Granularity.HALF, 6),
    "year": Unit("Y", False, Granularity.YEAR, parts=12, smaller="month"),
    "decade": Unit("Y", False, Granularity.DECADE, 10),
    "century": Unit("Y", False, Granularity.CENTURY, 100),
    "millennium": Unit("Y", False, Granularity.MILLENNIUM, 1000),
}
