"""Days as ISO 8601 writes them, and whether a value may be written as a day at all."""

from __future__ import annotations

from functools import lru_cache

from timeline.temporal.granularity import Granularity, civil
from timeline.temporal.timevalue import TimeValue


@lru_cache(maxsize=1 << 15)
def day(number: int) -> str:
    """Return a day number as an ISO 8601 date; years before 0 and beyond 9999 carry a sign.

    >>> day(737422), day(-15997)
    ('2019-12-29', '-0043-03-15')
    """
    year, month, date = civil(number)
    digits = f"{year:04d}" if 0 <= year <= 9999 else f"{year:+05d}"
    return f"{digits}-{month:02d}-{date:02d}"


def earliest(value: TimeValue) -> str | None:
    """Return the first day covered; None for an open or unknown start."""
    return None if value.start is None else day(value.start)


def latest(value: TimeValue) -> str | None:
    """Return the last day covered (inclusive); None for an open or unknown end."""
    return None if value.end is None else day(value.end - 1)


def is_exact(value: TimeValue) -> bool:
    """Whether a calendar may show the value as whole days: every end a certain, exact day or closer."""
    ends = (value.first, value.last) if value.is_interval else (value,)
    return all(
        end is not None and end.granularity <= Granularity.DAY and not (end.approximate or end.uncertain) for end in ends
    ) and not (value.approximate or value.uncertain)


def coverage(value: TimeValue) -> str:
    """Return a stretch as an ISO 8601 interval, open ends as ``..`` (schema.org ``temporalCoverage``)."""
    first, last = earliest(value), latest(value)
    return first if first and first == last else f"{first or '..'}/{last or '..'}"
