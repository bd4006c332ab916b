"""Expressions counted from the last date mentioned: that year, the following day, two weeks later."""

from __future__ import annotations

from timeline.temporal.meaning import UNITS, Meaning, date, reference
from timeline.temporal.meaning import part as part_of
from timeline.temporal.operators.business import year_ago_frame
from timeline.temporal.operators.deictic import counted
from timeline.temporal.operators.quantities import Quantity, with_half
from timeline.temporal.operators.registry import operator
from timeline.temporal.period import DAY, SEASON, Period
from timeline.temporal.scene import Scene


@operator
def that_unit(scene: Scene, unit: str) -> Meaning:
    """Read "that year", "the same month", "that day"."""
    base = scene.base()
    granularity = UNITS[unit].granularity
    return date(base if base.unit > granularity else base.within(granularity), unit)


@operator
def that_time(scene: Scene) -> Meaning | None:
    """Read "at the same time", "during this period": the time told of; without its preposition it may be an occasion."""
    if not scene.follows_preposition():
        return None
    base = scene.base()
    return date(base)._replace(period=None, when=base.value)  # what follows counts from the date itself


@operator
def numbered_day(scene: Scene, ordinal: int) -> Meaning | None:
    """Read "the second day", of a battle: near the last date mentioned, but no day of the calendar for certain."""
    return date(scene.base())._replace(period=None) if ordinal < 100 else None


@operator
def that_season(scene: Scene, season: int, step: int = 0) -> Meaning:
    """Read "that same spring", "the following winter": of the year told of, the first behind it where a step is told."""
    base = scene.base()
    found = Period(SEASON, base.year * 4 + season)
    return date(found.shift(4) if step and found.start < base.end else found, "year")


@operator
def step_from_mention(scene: Scene, step: int, unit: str) -> Meaning:
    """Read "the following day", "the next year", "the previous month"."""
    base = scene.base()
    granularity = UNITS[unit].granularity
    if base.unit > granularity:
        return date(base)
    return date(base.within(granularity).shift(step), unit)


@operator
def unit_before(scene: Scene, step: int, unit: str) -> Meaning | None:
    """Read "the year before" where nothing follows that it could be before; "the year before the war" names no year of ours."""
    return step_from_mention(scene, step=step, unit=unit) if scene.ends_clause() else None


@operator
def step_part_from_mention(scene: Scene, part: str, step: int = 0) -> Meaning:
    """Read "the next morning", "that night"."""
    base = scene.base()
    if base.unit > DAY:
        return date(base)
    return date(part_of(base.within(DAY).shift(step), part))


@operator
def later(scene: Scene, quantity: Quantity, unit: str, direction: int, half: float = 0) -> Meaning:
    """Read "two days later", "a month earlier"."""
    quantity = with_half(quantity, half)
    if unit == "year" and quantity == 1 and direction < 0 and scene.business:
        return year_ago_frame(scene)
    return counted(scene, scene.base(), quantity, unit, direction)


@operator
def event_offset(scene: Scene, quantity: Quantity, unit: str, direction: int) -> Meaning:
    """Read "two days after" in a story: from the last date mentioned, in doubt where an event follows that is counted from."""
    found: Meaning = later(scene, quantity=quantity, unit=unit, direction=direction)
    return found if scene.ends_clause() else found._replace(doubtful=True)


@operator
def vague_later(scene: Scene, unit: str, direction: int) -> Meaning:
    """Read "weeks later", "years earlier"."""
    return reference("PAST_REF" if direction < 0 else "FUTURE_REF")
