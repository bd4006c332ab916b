"""The frames of business news: quarters, fiscal periods and the period compared with."""

from __future__ import annotations

from timeline.temporal.meaning import Meaning, date
from timeline.temporal.operators.registry import operator
from timeline.temporal.period import HALF, QUARTER, YEAR, Period
from timeline.temporal.scene import Scene

QUARTER_SCOPE = 1500
"""Characters over which a quarter that was named stays the period under comparison."""


def last_finished(scene: Scene) -> Period:
    """Return the quarter before the anchor's: the one reports are about."""
    return scene.current(QUARTER).shift(-1)


def reported(scene: Scene) -> Period:
    """Return the quarter under discussion: the last one named, else the last finished one."""
    if scene.quarter is not None and scene.start - scene.quarter_at <= QUARTER_SCOPE:
        return scene.quarter
    return last_finished(scene)


@operator
def numbered_quarter(scene: Scene, ordinal: int, year: int = 0, inside: Meaning | None = None, shift: int = 0) -> Meaning | None:
    """Read "the third quarter", "next year's first quarter", "the 1988 quarter"."""
    if not 1 <= ordinal <= 4:
        return None
    if inside is not None and inside.period is not None:
        year = inside.period.year
    if year:
        return date(Period(QUARTER, year * 4 + ordinal - 1))
    now = scene.current(QUARTER)
    past = Period(QUARTER, now.number - (now.number - ordinal + 1) % 4)
    if past == now or not scene.tense.future:
        scene.why = "the last one that has begun"
        return date(past.shift(4 * shift), "year")
    return date(past.shift(4), "year")


@operator
def numbered_half(scene: Scene, ordinal: int, year: int = 0, inside: Meaning | None = None) -> Meaning | None:
    """Read "the second half of 1915"."""
    if ordinal not in (-1, 1, 2):
        return None
    if inside is not None and inside.period is not None:
        year = inside.period.year
    part = 1 if ordinal == -1 else ordinal - 1
    return date(Period(HALF, (year or scene.current(YEAR).number) * 2 + part), *(() if year else ("year",)))


@operator
def the_quarter(scene: Scene, shift: int = 0) -> Meaning:
    """Read "the quarter", "the latest period": the one under discussion."""
    return date(reported(scene).shift(shift), "quarter", "year")


@operator
def this_quarter(scene: Scene, step: int = 0) -> Meaning:
    """Read "the current quarter", "last quarter"."""
    return date(scene.current(QUARTER).shift(step), "quarter", "year")


@operator
def quarter_of_year(scene: Scene, year: int) -> Meaning:
    """Read "the 1988 quarter", "the 1988 period": the quarter under discussion, of another year."""
    return date(Period(QUARTER, year * 4 + reported(scene).number % 4), "quarter")


@operator
def year_ago_frame(scene: Scene) -> Meaning:
    """Read "a year ago" among reports: as coarse as what is compared."""
    return date(reported(scene).shift(-4), "quarter")


@operator
def fiscal_year(scene: Scene, year: int = 0, step: int = 0) -> Meaning:
    """Read "fiscal 1989", "the current fiscal year"."""
    return date(Period(YEAR, year or scene.current(YEAR).number + step))
