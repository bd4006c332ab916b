"""Calendar dates: weekdays, months, days, years and what is made of years."""

from __future__ import annotations

import re

from timeline.temporal.granularity import day_number, days_in_month
from timeline.temporal.granularity import weekday as weekday_of
from timeline.temporal.meaning import Meaning, date, part
from timeline.temporal.operators.registry import operator
from timeline.temporal.period import CENTURY, DAY, DECADE, MONTH, SEASON, WEEK, YEAR, Period, day_of, month_of
from timeline.temporal.scene import Scene


def weekday_near(scene: Scene, weekday: int) -> Period:
    """Return the day a bare weekday names: the anchor's own, else by the clause's tense."""
    begun = scene.range_start(DAY)
    if begun and begun.number > scene.dct - 7:  # "Monday through Friday"
        return begun.shift((weekday - weekday_of(begun.number)) % 7)
    base = scene.base() if scene.narrative else scene.day
    if base.unit != DAY:
        base = Period(DAY, base.start)
    ahead = (weekday - weekday_of(base.number)) % 7
    same = Period(DAY, base.number) if ahead == 0 else None
    return scene.choose(Period(DAY, base.number + ahead - 7), Period(DAY, base.number + (ahead or 7)), same)


@operator
def weekday(scene: Scene, weekday: int, part: str = "") -> Meaning | None:
    """Read "Monday", "Tuesday morning"."""
    if scene.bare_word_is_other() or (part and scene.in_name()):
        return None
    return date(Period(DAY, weekday_near(scene, weekday).number, part), "week")


@operator
def step_weekday(scene: Scene, step: int, weekday: int, part: str = "") -> Meaning:
    """Read "last Friday", "next Tuesday", "this Sunday": that of the week before, after, or of the anchor."""
    week = scene.current(WEEK)
    day = Period(DAY, week.shift(step).start + weekday, part)
    if step > 0 and week.start + weekday > scene.dct:
        scene.disagree(Period(DAY, week.start + weekday), "the coming one", "that of next week")
    return date(day)


@operator
def weekday_date(scene: Scene, weekday: int, date: Meaning) -> Meaning:
    """Read "Friday, March 13": the date says it all, the weekday settles the year where it was inferred."""
    if date.period is None or date.period.unit != DAY or "year" not in date.inferred:
        return date
    year = date.period.year
    _, month, day = _civil(date.period)
    for candidate in (year, year - 1, year + 1):
        if day <= days_in_month(candidate, month) and weekday_of(day_number(candidate, month, day)) == weekday:
            return date._replace(period=day_of(candidate, month, day), value=day_of(candidate, month, day).timex3)
    return date


def _civil(period: Period) -> tuple[int, int, int]:
    value = period.value
    return value.year or 0, value.month or 1, value.day or 1


@operator
def month(scene: Scene, month: int) -> Meaning | None:
    """Read "November", without a year."""
    if scene.bare_word_is_other():
        return None
    if begun := scene.range_start(MONTH):
        return date(begun.shift((month - 1 - begun.number) % 12), "year")
    if scene.narrative and (reference := scene.story()):
        return date(month_of(reference.year, month), "year")
    now = scene.current(MONTH)
    ahead = (month - 1 - now.number) % 12
    same = now if ahead == 0 else None
    return _unless_told(scene, scene.choose_month(now.shift(ahead - 12), now.shift(ahead or 12), same))


@operator
def step_month(scene: Scene, step: int, month: int) -> Meaning:
    """Read "last October", "next March", "this July"."""
    now = scene.current(MONTH)
    if step == 0:
        return date(month_of(scene.current(YEAR).number, month))
    ahead = (month - 1 - now.number) % 12
    return date(now.shift(ahead - 12 if step < 0 else ahead or 12))


@operator
def step_month_day(scene: Scene, step: int, month: int, day: int) -> Meaning | None:
    """Read "last Oct. 23"."""
    named = step_month(scene, step=step, month=month)
    return _valid(named.period.year, month, day, "year") if named.period else None


@operator
def month_year(
    scene: Scene, month: int, year: int = 0, inside: Meaning | None = None, era: int = 0, until: int = 0
) -> Meaning | None:
    """Read "November 1918", "March of that year", "May 480 BC", the first of "November to March 1918" (1917)."""
    number = _year(year, inside, era)
    return None if number is None else date(month_of(number - (month > until > 0), month))


@operator
def month_of_step_year(scene: Scene, month: int, step: int) -> Meaning:
    """Read "July last year"."""
    return date(month_of(scene.current(YEAR).number + step, month))


@operator
def month_of_that_year(scene: Scene, month: int) -> Meaning:
    """Read "March of the same year"."""
    return date(month_of(scene.base().year, month), "year")


@operator
def ides(scene: Scene, month: int, year: int = 0, era: int = 0) -> Meaning | None:
    """Read "the Ides of March, 44 BC": the 15th of four months, else the 13th; of no year told they are a saying."""
    return _valid(astronomical(year, era), month, 15 if month in (3, 5, 7, 10) else 13) if year else None


@operator
def month_day_of_that_year(scene: Scene, month: int, day: int) -> Meaning | None:
    """Read "March 20 of that year"."""
    return _valid(scene.base().year, month, day, "year")


@operator
def month_day(
    scene: Scene, month: int, day: int, year: int | None = None, inside: Meaning | None = None, era: int = 0
) -> Meaning | None:
    """Read "December 29", "29 December 2019", "July 4 of that year"."""
    if year is not None or inside is not None:
        number = _year(year or 0, inside, era)
        return None if number is None else _valid(number, month, day)
    if begun := scene.range_start(DAY):
        first = _valid(begun.year, month, day, "year")
        over = first is not None and first.period is not None and first.period.number < begun.number
        return _valid(begun.year + over, month, day, "year")
    now = scene.current(YEAR).number
    if scene.narrative and (reference := scene.story()):
        return _valid(reference.year, month, day, "year")
    days = [found for year in (now - 1, now, now + 1) if (found := _valid(year, month, day, "year"))]
    periods = [meaning.period for meaning in days if meaning.period]
    if (scene.day) in periods:
        return date(scene.day, "year")
    past = [period for period in periods if period.number < scene.dct]
    future = [period for period in periods if period.number > scene.dct]
    if not past or not future:
        return days[0] if days else None
    return _unless_told(scene, scene.nearest(past[-1], future[0]))


def _unless_told(scene: Scene, chosen: Period) -> Meaning:
    """Doubt a year counted from the anchor where the paragraph tells of one long before."""
    told = scene.years_back()
    if told is not None and told < chosen.year:
        _, month, day = _civil(chosen)
        other = month_of(told, month) if chosen.unit == MONTH else day_of(told, month, min(day, days_in_month(told, month)))
        scene.disagree(other, f"this paragraph tells of {told}", scene.why)
    return date(chosen, "year")


def _valid(year: int, month: int, day: int, *inferred: str) -> Meaning | None:
    if not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        return None
    return date(day_of(year, month, day), *inferred)


def _year(year: int, inside: Meaning | None, era: int) -> int | None:
    if inside is not None:
        return inside.period.year if inside.period else None
    return astronomical(year, era)


def astronomical(year: int, era: int) -> int:
    """Return the astronomical year of a year before (era < 0) or of our era."""
    return 1 - year if era < 0 else year


@operator
def day_again(scene: Scene, day: int, date: Meaning) -> Meaning | None:
    """Read "April 6-7", "5, 6 and 9 May": another day of a month named beside it."""
    if date.period is None or date.period.unit != DAY:
        return None
    year, month, _ = _civil(date.period)
    return _valid(year, month, day, "month", "year")


@operator
def iso_date(scene: Scene, iso: str) -> Meaning | None:
    """Read "2019-12-29", "2019-12-29T14:30Z"."""
    day, _, clock = iso.replace("/", "-").partition("t")
    year, month, number = (int(part) for part in day.split("-"))
    found = _valid(year, month, number)
    if found is None or found.period is None or not clock:
        return found
    return date(part(found.period, "T" + clock.upper()))


@operator
def slashed_date(scene: Scene, slashed: str) -> Meaning | None:
    """Read "12/30/2019": month first unless only the other order is a date, uncertain if both are; "30.12.2019": day first."""
    first, second, year = (int(part) for part in re.split(r"[/.]", slashed))
    if year < 100:
        year += 2000 if year <= scene.current(YEAR).number % 100 + 10 else 1900
    american, european = _valid(year, first, second), _valid(year, second, first)
    if "." in slashed:
        return european
    if american and european and american.value != european.value and european.period:
        scene.disagree(european.period, "day before month", "month before day, as in the United States")
    return american or european


@operator
def year(scene: Scene, year: int, era: int = 0) -> Meaning | None:
    """Read "1914", "499 BC"; a bare number that counts something ("1914 men", "$1914") is none."""
    if not era and (year < 100 or scene.counts_something()):
        return None
    return date(Period(YEAR, astronomical(year, era)))


@operator
def short_year(scene: Scene, two: int, date: Meaning) -> Meaning | None:
    """Read the second half of "1961-63"."""
    if date.period is None or date.period.unit != YEAR:
        return None
    number = date.period.number - date.period.number % 100 + two
    return year(scene, year=number, era=0) if number > date.period.number else None


@operator
def decade(scene: Scene, decade: int, era: int = 0) -> Meaning | None:
    """Read "the 1990s", "the '90s", "the 480s BC"."""
    if era < 0:
        return date(Period(DECADE, -(decade // 10) - 1))
    if scene.is_of_somebody():
        return None
    if decade < 100:
        words = scene.low[scene.start : scene.end]
        if words[:4] != "the " and not re.search(r"['’]\d0", words):  # "in his 30s"
            return None
        decade += 100 * (scene.current(YEAR).number // 100)
        if decade > scene.current(YEAR).number:
            decade -= 100
        return date(Period(DECADE, decade // 10), "century")
    return date(Period(DECADE, decade // 10)) if decade >= 1000 else None


@operator
def century(scene: Scene, ordinal: int, era: int = 0) -> Meaning | None:
    """Read "the 19th century", "the 5th century BC", "the last century"."""
    if scene.in_name():
        return None
    if ordinal == -1:
        return date(scene.current(CENTURY).shift(-1))
    if not 1 <= ordinal <= 30:
        return None
    return date(Period(CENTURY, -ordinal if era < 0 else ordinal - 1))


@operator
def half_of(scene: Scene, half: Meaning, date_: Meaning) -> Meaning:
    """Read "the first half of the 20th century", "the last half of the '80s": its beginning or its end."""
    return date_.modified("START" if half.period and half.period.number % 2 == 0 else "END")


@operator
def season(scene: Scene, season: int, year: int = 0, inside: Meaning | None = None, era: int = 0) -> Meaning | None:
    """Read "the summer", "spring 1918", "the winter of 480 BC"."""
    if year or inside is not None:
        number = _year(year, inside, era)
        return None if number is None else date(Period(SEASON, number * 4 + season))
    if scene.bare_word_is_other() or scene.in_name():
        return None
    if scene.narrative and (reference := scene.story()):
        return date(Period(SEASON, reference.year * 4 + season), "year")
    now = scene.current(SEASON)
    ahead = (season - now.number) % 4
    return date(scene.choose(now.shift(ahead - 4), now.shift(ahead or 4), now if ahead == 0 else None), "year")


@operator
def season_of_step_year(scene: Scene, season: int, step: int) -> Meaning:
    """Read "the spring of next year"."""
    return date(Period(SEASON, (scene.current(YEAR).number + step) * 4 + season))


@operator
def step_season(scene: Scene, step: int, season: int) -> Meaning:
    """Read "last winter", "next spring", "this fall"."""
    now = scene.current(SEASON)
    if step == 0:
        return date(Period(SEASON, scene.current(YEAR).number * 4 + season))
    ahead = (season - now.number) % 4
    return date(now.shift(ahead - 4 if step < 0 else ahead or 4))
