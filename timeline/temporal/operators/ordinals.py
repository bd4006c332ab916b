"""The nth of something: the first week of May, the last Sunday in October."""

from __future__ import annotations

from timeline.temporal.granularity import weekday as weekday_of
from timeline.temporal.meaning import Meaning, date
from timeline.temporal.operators.calendar import century
from timeline.temporal.operators.calendar import month as month_near
from timeline.temporal.operators.registry import operator
from timeline.temporal.period import DAY, DECADE, WEEK, YEAR, Period, containing, month_of
from timeline.temporal.scene import Scene


@operator
def nth_week_of(scene: Scene, ordinal: int, month: int = 0, year: int = 0) -> Meaning | None:
    """Read "the first week of May", "the last week of 2015": the week in which that many weeks of it begin or end."""
    whole = _named(scene, month, year)
    if whole is None or whole.period is None or not -1 <= ordinal <= 53:
        return None
    day = whole.period.end - 1 if ordinal < 0 else whole.period.start + 7 * (ordinal - 1)
    return date(containing(WEEK, day), *whole.inferred) if day < whole.period.end else None


@operator
def nth_weekday_of(scene: Scene, ordinal: int, weekday: int, month: int, year: int = 0) -> Meaning | None:
    """Read "the first Monday in May", "the last Sunday of October 2015"."""
    whole = _named(scene, month, year)
    if whole is None or whole.period is None or not -1 <= ordinal <= 5:
        return None
    first = whole.period.start + (weekday - weekday_of(whole.period.start)) % 7
    last = whole.period.end - 1 - (weekday_of(whole.period.end - 1) - weekday) % 7
    day = Period(DAY, last if ordinal < 0 else first + 7 * (ordinal - 1))
    return date(day, *whole.inferred) if day.number < whole.period.end else None


@operator
def part_of_century(scene: Scene, nth: int, unit: str, ordinal: int, era: int = 0) -> Meaning | None:
    """Read "the second decade of the 20th century", "the last quarter of the 18th century" (its end)."""
    whole = century(scene, ordinal=ordinal, era=era)
    if whole is None or whole.period is None or not -1 <= nth <= 10 or (unit == "decade" and era < 0):
        return None
    if unit == "decade":
        return date(Period(DECADE, whole.period.number * 10 + (9 if nth < 0 else nth - 1)))
    return whole.modified("END" if nth in (-1, 4) else "START" if nth == 1 else "MID")


def _named(scene: Scene, month: int, year: int) -> Meaning | None:
    """Return the month of a year, the month alone or the year alone."""
    if not month:
        return date(Period(YEAR, year))
    return date(month_of(year, month)) if year else month_near(scene, month)
