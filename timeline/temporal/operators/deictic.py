"""Expressions counted from the anchor: today, last month, this morning, two weeks ago; and modified dates."""

from __future__ import annotations

import re

from timeline.temporal import edtf
from timeline.temporal.granularity import Granularity, civil, days_in_month, weekday
from timeline.temporal.meaning import MOD_WORDS, UNITS, Meaning, date, reference, stretch
from timeline.temporal.meaning import part as part_of
from timeline.temporal.operators.business import year_ago_frame
from timeline.temporal.operators.durations import iso_duration
from timeline.temporal.operators.quantities import Quantity, with_half
from timeline.temporal.operators.registry import operator
from timeline.temporal.period import DAY, MONTH, QUARTER, WEEK, WEEKEND, YEAR, YEARS, Period, containing, day_of
from timeline.temporal.scene import Scene

_COUNTED = re.compile(r"P(\d+)([DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
DAYS = {"D": 1, "W": 7}
SHORT = {"minute": 1 / 1440, "hour": 1 / 24, "second": 0.0}


@operator
def today(scene: Scene, today: int, part: str = "") -> Meaning:
    """Read "yesterday", "today", "tomorrow", "tonight", "yesterday morning"; a history's "today" is its reader's."""
    if scene.narrative and not today and not part:
        return reference("PRESENT_REF")
    return date(Period(DAY, scene.dct + today, part))


@operator
def step_unit(scene: Scene, step: int, unit: str) -> Meaning | None:
    """Read "last month" (2019-12-30) → 2019-11; "this week", "next year"."""
    if scene.is_quoted_title() or scene.is_share():
        return None
    spec = UNITS[unit]
    if spec.granularity == WEEKEND:
        return weekend(scene, step=step)
    if unit == "night":
        return date(Period(DAY, scene.dct + step, "TNI"))
    if spec.granularity < DAY:
        return stretch(iso_duration(1, unit))
    return date(scene.current(spec.granularity).shift(step))


@operator
def past_unit(scene: Scene, step: int, unit: str) -> Meaning | None:
    """Read "the past year", "the past week": the unit before, as a stretch of one."""
    return step_unit(scene, step, unit)


@operator
def the_unit(scene: Scene, unit: str) -> Meaning:
    """Read "the week", "the year": the current one, or the narrative's."""
    if unit == "weekend":
        return weekend(scene)
    base = scene.base() if scene.narrative else scene.day
    granularity = UNITS[unit].granularity
    if granularity == WEEK and not scene.narrative and weekday(scene.dct) == 0 and not scene.tense.future:
        scene.why = "on a Monday, the week that is over"
        return date(base.within(WEEK).shift(-1), unit)
    return date(base if base.unit > granularity else base.within(granularity), unit)


@operator
def in_the_day(scene: Scene, mod: str) -> Meaning:
    """Read "later in the day"."""
    return date((scene.base() if scene.narrative else scene.day).within(DAY), "day", mod=mod)


def weekend(scene: Scene, step: int | None = None) -> Meaning:
    """Read "the weekend": the week's that is over, or the coming one in a future clause; "last", "this", "next weekend"."""
    now = scene.current(WEEKEND)
    if step is None:
        past = now if now.start <= scene.dct else now.shift(-1)
        return date(scene.choose(past, past.shift(1)), "week")
    if step < 0:
        return date(now.shift(-1))
    return date(now.shift(step))


@operator
def this_part(scene: Scene, part: str, step: int = 0) -> Meaning:
    """Read "this morning", "the afternoon", "last night"."""
    base = scene.base() if scene.narrative else scene.day
    return date(part_of(base.within(DAY), part).shift(step) if base.unit <= DAY else base, "day")


@operator
def the_part(scene: Scene, part: str, by: int = 0) -> Meaning | None:
    """Read "in the morning", "by mid-afternoon": of the last day mentioned nearby, else of the anchor's; no other mornings."""
    if not scene.follows("part_of" if by else "part_before") or scene.describes():
        return None
    day = scene.day_nearby() or scene.base()
    return date(part_of(day.within(DAY), part), "day") if day.unit <= DAY else None


@operator
def overnight(scene: Scene) -> Meaning:
    """Read "overnight", said of the night that led to the anchor's day."""
    night = Period(DAY, scene.dct - 1, "TNI")
    when = edtf.interval(Period(DAY, scene.dct - 1).value, scene.day.value)
    return date(night, "day")._replace(when=when)


@operator
def part_of_date(scene: Scene, part: str, date_: Meaning, mod: str = "") -> Meaning:
    """Read "Sunday morning", "the night of 9 March", "the early morning hours of Friday"."""
    day = date_.period
    if day is None or day.unit != DAY or day.part:
        return date_
    return date(part_of(day, part), *date_.inferred, mod=mod or None)


@operator
def modified(scene: Scene, mod: str, date: Meaning) -> Meaning:
    """Read "early 1998", "late on Sunday", "the end of August"."""
    return date._replace(mod=mod, time=date.time or MOD_WORDS.get(mod))


@operator
def approximate(scene: Scene, date: Meaning) -> Meaning:
    """Read "about 1868", "circa 480 BC": EDTF's ``~``."""
    if date.period is None or date.period.part:
        return date._replace(mod="APPROX")
    return date._replace(mod="APPROX", when=edtf.qualified(date.when or date.period.value, approximate=True))


@operator
def bounded(scene: Scene, date: Meaning, mod: str) -> Meaning:
    """Read "post-1945", "1990 or later"."""
    if date.period is None:
        return date
    return date._replace(mod=mod)


@operator
def ago(scene: Scene, quantity: Quantity, unit: str, direction: int = -1, half: float = 0) -> Meaning:
    """Read "three days ago", "a week from now": counted from the anchor, as coarse as the unit."""
    quantity = with_half(quantity, half)
    if unit == "year" and quantity == 1 and direction < 0 and scene.business:
        return year_ago_frame(scene)
    return counted(scene, scene.base() if scene.narrative else scene.day, quantity, unit, direction)


@operator
def ago_refined(scene: Scene, date_: Meaning, point: Meaning) -> Meaning:
    """Read "a decade ago this week", "a year ago today", "a week ago Friday": the day or week within the stretch counted to."""
    far, near = date_.period, point.period
    if far is None or near is None or near.unit >= far.unit:
        return date_
    if far.unit == WEEK:
        return date(Period(DAY, far.start + weekday(near.start)), "week")
    year, month, day = civil(near.start)
    if far.unit == MONTH:
        year, month, _ = civil(far.start)
    elif far.unit == YEAR:
        year = far.year + year - scene.current(YEAR).number
    return date(day_of(year, month, min(day, days_in_month(year, month))).within(near.unit), "year")


def counted(scene: Scene, base: Period, quantity: Quantity, unit: str, direction: int) -> Meaning:
    """Return the date `quantity` units away from a base, as coarse as the unit (or as the base, if that is coarser)."""
    if isinstance(quantity, str):
        return reference("PAST_REF" if direction < 0 else "FUTURE_REF")
    spec = UNITS[unit]
    if unit in SHORT:
        return date(base) if base.unit > DAY else date(Period(DAY, base.start + round(direction * quantity * SHORT[unit])))
    if spec.granularity in YEARS:
        years = round(direction * quantity * spec.factor)
        return date(base.within(Granularity.YEAR).shift(years))
    if base.unit > spec.granularity:
        return date(base)
    if quantity != int(quantity) and spec.parts and spec.smaller in UNITS:
        smaller = UNITS[spec.smaller]
        if smaller.granularity >= DAY:
            return date(base.within(smaller.granularity).shift(direction * round(quantity * spec.parts)))
    if unit == "fortnight":
        return date(base.within(Granularity.WEEK).shift(round(direction * quantity * 2)))
    if spec.granularity == QUARTER:
        return date(containing(QUARTER, base.start).shift(round(direction * quantity)))
    return date(base.within(spec.granularity).shift(round(direction * quantity)))


@operator
def week_of(scene: Scene, week: Meaning, date_: Meaning) -> Meaning:
    """Read "the week of March 6", "the weekend of March 9"."""
    return date(date_.period.within(week.period.unit), *date_.inferred) if date_.period and week.period else date_


@operator
def same_date(scene: Scene, date: Meaning) -> Meaning:
    """Read "the rest of 1942", "this Sunday, March 8": the date itself."""
    return date


@operator
def from_date(scene: Scene, unit: str, direction: int, date_: Meaning) -> Meaning:
    """Read "the day after March 3"."""
    return counted(scene, date_.period, 1, unit, direction) if date_.period else date_


@operator
def duration_from_date(scene: Scene, duration: Meaning, direction: int, date_: Meaning) -> Meaning | None:
    """Read "two days before Christmas", "a week after March 3"."""
    stated = _COUNTED.fullmatch(duration.value)
    if date_.period is None or stated is None:
        return reference("PAST_REF" if direction < 0 else "FUTURE_REF")
    return counted(scene, date_.period, int(stated[1]), _UNITS[stated[2]], direction)


@operator
def from_day_on(scene: Scene, duration: Meaning, date_: Meaning) -> Meaning | None:
    """Read "a week from Friday", "a year from today": counted from the coming one, to the day where days or weeks are counted."""
    stated, day = _COUNTED.fullmatch(duration.value), date_.period
    if day is None or day.unit != DAY or stated is None:
        return None
    if day.number < scene.dct and "week" in date_.inferred:
        day = day.shift(7)
    if stated[2] in DAYS:
        return date(day.shift(int(stated[1]) * DAYS[stated[2]]), *date_.inferred)
    return counted(scene, day, int(stated[1]), _UNITS[stated[2]], 1)


@operator
def vague(scene: Scene, value: str) -> Meaning:
    """Read "now", "recently", "the future"."""
    return reference(value)


@operator
def soon(scene: Scene) -> Meaning | None:
    """Read "soon" where the clause looks forward ("will soon resume"); "was soon released" names no time."""
    return reference("FUTURE_REF") if scene.tense.future else None
