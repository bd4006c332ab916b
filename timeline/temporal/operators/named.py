"""Named days: Christmas, last Thanksgiving, Easter week."""

from __future__ import annotations

from timeline.temporal.holidays import day_of_holiday
from timeline.temporal.meaning import Meaning, date
from timeline.temporal.operators.registry import operator
from timeline.temporal.period import DAY, WEEK, WEEKEND, YEAR, Period, containing
from timeline.temporal.scene import Scene


@operator
def holiday(scene: Scene, holiday: str, year: int = 0) -> Meaning | None:
    """Read "Christmas 1914", "Thanksgiving": the nearest one, or the narrative's."""
    if year:
        found = day_of_holiday(holiday, year)
        return date(Period(DAY, found)) if found is not None else None
    if scene.narrative and (reference := scene.story()):
        found = day_of_holiday(holiday, reference.year)
        return date(Period(DAY, found), "year") if found is not None else None
    past, future = _around(scene, holiday)
    if past is None or future is None:
        only = past or future
        return date(only, "year") if only else None
    return date(past if past == scene.day else scene.nearest(past, future), "year")


@operator
def step_holiday(scene: Scene, step: int, holiday: str) -> Meaning | None:
    """Read "last Thanksgiving", "next Easter", "this Christmas"."""
    if step == 0:
        found = day_of_holiday(holiday, scene.current(YEAR).number)
        return date(Period(DAY, found)) if found is not None else None
    past, future = _around(scene, holiday)
    chosen = past if step < 0 else future
    return date(chosen) if chosen else None


@operator
def holiday_week(scene: Scene, holiday: str, unit: str = "week") -> Meaning | None:
    """Read "Easter week": the week before the feast for Easter, as churches count; else the week it lies in.

    "The Labor Day weekend" is the one next to it: before a Monday or Tuesday, else that of its week.
    """
    day: Meaning | None = _holiday(scene, holiday)
    if day is None or day.period is None:
        return None
    if unit == "weekend":
        return date(containing(WEEKEND, day.period.number - 2), "year")
    return date(day.period.within(WEEK), "year")


_holiday = holiday


def _around(scene: Scene, name: str) -> tuple[Period | None, Period | None]:
    year = scene.current(YEAR).number
    days = [found for y in range(year - 4, year + 5) if (found := day_of_holiday(name, y)) is not None]
    past = [found for found in days if found <= scene.dct]
    future = [found for found in days if found > scene.dct]
    return (Period(DAY, past[-1]) if past else None, Period(DAY, future[0]) if future else None)
