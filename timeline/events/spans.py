"""Two dates on one predicate make one: a range, or the finer of the two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from timeline.temporal.granularity import Granularity
from timeline.temporal.timevalue import TimeValue
from timeline.temporal.timex import Timex


def combine(timexes: Sequence[Timex]) -> tuple[TimeValue, Timex, str]:
    """Return the value of all dates of one predicate, the expression that stands for them, and the rule.

    Dates one inside the other: the finer. Days in a row ("April 24 and 25"): an interval. Else the first.
    """
    dated = [(t.when, t) for t in timexes if t.when is not None]
    first = min(dated, key=lambda d: (d[0].granularity, d[1].start))
    if len(dated) == 1:
        return *first, "one-date"
    whens = [w for w, _ in dated]
    if all(_inside(first[0], w) for w in whens):
        return *first, "finest-of-nested"
    days = sorted((w for w in whens if w.granularity == Granularity.DAY and not w.is_interval), key=lambda w: w.start or 0)
    if len(days) == len(whens) and all(a.end is not None and b.start is not None and b.start <= a.end for a, b in pairwise(days)):
        low, high = days[0], days[-1]
        value = TimeValue(f"{low.edtf}/{high.edtf}", Granularity.DAY, low.start, high.end, first=low, last=high)
        return value, dated[0][1], "days-in-a-row"
    return *dated[0], "first-of-several"


def _inside(inner: TimeValue, outer: TimeValue) -> bool:
    if inner.start is None or inner.end is None:
        return inner is outer
    return (outer.start is None or outer.start <= inner.start) and (outer.end is None or inner.end <= outer.end)
