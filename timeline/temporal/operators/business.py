"""The frames of business news: quarters, fiscal periods and the period compared with."""

from __future__ import annotations

from timeline.temporal.meaning import Meaning, date
from timeline.temporal.operators.registry import operator
from timeline.temporal.period import DAY, HALF, QUARTER, YEAR, Period, containing
from timeline.temporal.scene import Scene

HALF_A_QUARTER = 45
QUARTER_SCOPE = 400
"""Characters over which a quarter that was named stays the period under comparison."""


def last_finished(scene: Scene) -> Period:
    """Return the quarter before the anchor's: the one reports are about."""
    return scene.current(QUARTER).shift(-1)


def reported(scene: Scene) -> Period:
    """Return the quarter under discussion: the last one named if it is over, else the last finished one."""
    if scene.quarter is not None and scene.quarter < scene.current(QUARTER) and scene.start - scene.quarter_at <= QUARTER_SCOPE:
        return scene.quarter
    return last_finished(scene)


@operator
def numbered_quarter(
    scene: Scene, ordinal: int, year: int = 0, step: int | None = None, yearago: object = None
) -> Meaning | None:
    """Read "the third quarter", "next year's first quarter", "the year-ago third quarter"."""
    if not 1 <= ordinal <= 4 or scene.is_share():
        return None
    if step is not None:
        year = scene.current(YEAR).number + step
    if year:
        return date(Period(QUARTER, year * 4 + ordinal - 1))
    now = scene.current(QUARTER)
    begun = now.shift(-((now.number - ordinal + 1) % 4))
    if scene.tense.future and scene.tense.cue and not yearago and begun.number < now.number - 1:
        scene.why = f'future clause ("{scene.tense.cue}"), and its year\'s results are long out'
        return date(begun.shift(4), "year")
    scene.why = "the last one that has begun"
    return date(begun.shift(-4 if yearago else 0), "year")


@operator
def quarter_of_month(scene: Scene, month: int) -> Meaning | None:
    """Read "the September quarter": the one that ends with the month."""
    found: Meaning | None = numbered_quarter(scene, ordinal=month // 3) if month % 3 == 0 else None
    return found


@operator
def numbered_half(scene: Scene, ordinal: int, year: int = 0, step: int = 0) -> Meaning | None:
    """Read "the second half of 1915", "the first half"."""
    if ordinal not in (-1, 1, 2) or scene.is_share():
        return None
    part = 1 if ordinal == -1 else ordinal - 1
    return date(Period(HALF, (year or scene.current(YEAR).number + step) * 2 + part), *(() if year else ("year",)))


@operator
def the_quarter(scene: Scene) -> Meaning:
    """Read "the quarter", "the latest period": the one under discussion."""
    return date(reported(scene), "quarter", "year")


@operator
def quarter_ended(scene: Scene, date_: Meaning, direction: int = 1) -> Meaning | None:
    """Read "the quarter" of "the quarter ended Sept. 30": the calendar quarter most of it lies in."""
    if date_.period is None:
        return None
    quarter = containing(QUARTER, date_.period.start - HALF_A_QUARTER)
    early = direction < 0 and date_.period.start > scene.dct and "year" in date_.inferred
    return date(quarter.shift(-4) if early else quarter, "year")


@operator
def latest_quarter(scene: Scene) -> Meaning:
    """Read "the latest quarter", "the latest period": the last finished one."""
    return date(last_finished(scene), "quarter", "year")


@operator
def quarter_of_year(scene: Scene, year: int) -> Meaning:
    """Read "the 1988 quarter", "the 1988 period": the quarter under discussion, of another year."""
    return date(Period(QUARTER, year * 4 + reported(scene).number % 4), "quarter")


@operator
def quarter_year_ago(scene: Scene) -> Meaning:
    """Read "the year-ago quarter", "the year-earlier period"."""
    return date(year_before(scene), "quarter")


@operator
def same_period(scene: Scene, step: int) -> Meaning:
    """Read "the same period last year": its quarter among reports, else some part of that year."""
    return date(year_before(scene), "quarter") if scene.business else date(scene.current(YEAR).shift(step))


@operator
def year_ago_frame(scene: Scene) -> Meaning:
    """Return what "a year ago" means among reports: as coarse as what is compared."""
    if not scene.business or not scene.compares_quarters():
        return date(scene.current(YEAR).shift(-1))
    return date(year_before(scene), "quarter")


def year_before(scene: Scene) -> Period:
    """Return the quarter a year before the one under discussion, which is never itself a year-ago one."""
    base = reported(scene)
    return base.shift(-4) if base.number > last_finished(scene).number - 4 else base


@operator
def quarters_of_year(scene: Scene, ordinal: int, number: int, year: int) -> Meaning | None:
    """Read "the first two quarters of 1990": its half."""
    if number != 2 or ordinal not in (-1, 1):
        return None
    return date(Period(HALF, year * 2 + (ordinal == -1)))


@operator
def fiscal_year(scene: Scene, step: int = 0) -> Meaning:
    """Read "the current fiscal year", "the full year"."""
    return date(Period(YEAR, scene.current(YEAR).number + step))


@operator
def year_end(scene: Scene, yearend: object = None) -> Meaning:
    """Read "year-end" (its last day), "the year's end"."""
    year = scene.current(YEAR)
    return date(Period(DAY, year.end - 1)) if yearend else date(year, mod="END")
