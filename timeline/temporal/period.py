"""Calendar units as integers: the arithmetic of "last month" is ``number - 1``, for any unit and any year.

A `Period` is one unit of the calendar. Its number counts units from the beginning of our era, so that neighbours differ by one: a
day is its day number, a week the number of Mondays before it, a month ``12 * year + month - 1``, a decade ``198`` for the
1980s. Decades and centuries before our era count down from -1 and keep the field's sense: -49 is the 480s BCE.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from timeline.temporal import edtf
from timeline.temporal.granularity import Granularity, civil, day_number
from timeline.temporal.timevalue import TimeValue

DAY, WEEK, WEEKEND, MONTH = Granularity.DAY, Granularity.WEEK, Granularity.WEEKEND, Granularity.MONTH
SEASON, QUARTER, HALF, YEAR = Granularity.SEASON, Granularity.QUARTER, Granularity.HALF, Granularity.YEAR
DECADE, CENTURY, MILLENNIUM = Granularity.DECADE, Granularity.CENTURY, Granularity.MILLENNIUM

PARTS_OF_YEAR = {MONTH: 12, SEASON: 4, QUARTER: 4, HALF: 2, YEAR: 1}
YEARS = {DECADE: 10, CENTURY: 100, MILLENNIUM: 1000}
SEASON_CODES = ("SP", "SU", "FA", "WI")


class Period(NamedTuple):
    """One calendar unit; `part` is the TIMEX3 tail for a part of a day or a clock time (``TEV``, ``T14:30``)."""

    unit: Granularity
    number: int
    part: str = ""

    def shift(self, count: int) -> Period:
        """Return the unit `count` later (earlier if negative).

        >>> Period(MONTH, 2020 * 12).shift(-1).edtf
        '2019-12'
        """
        return Period(self.unit, self.number + count, self.part)

    def within(self, unit: Granularity) -> Period:
        """Return the `unit` in which this one begins."""
        return self if unit == self.unit and not self.part else containing(unit, self.start)

    @property
    def start(self) -> int:
        """First day, as a day number."""
        return first_day(self.unit, self.number)

    @property
    def end(self) -> int:
        """First day after."""
        if self.unit == WEEKEND:
            return self.number * 7 + 8
        return first_day(self.unit, self.number + 1)

    @property
    def year(self) -> int:
        """Astronomical year in which the unit begins."""
        return civil(self.start)[0]

    @property
    def timex3(self) -> str:
        """The TIMEX3 value, such as ``2019-W52-WE`` or ``BC0480-03``."""
        return _timex3(self.unit, self.number) + self.part

    @property
    def value(self) -> TimeValue:
        """The calendar stretch, as event files state it."""
        return _time_value(self.unit, self.number)

    @property
    def edtf(self) -> str:
        """The EDTF string of the stretch."""
        return self.value.edtf


def containing(unit: Granularity, day: int) -> Period:
    """Return the unit in which a day number lies.

    >>> containing(WEEK, day_number(2019, 12, 29)).timex3, containing(SEASON, day_number(2020, 1, 5)).timex3
    ('2019-W52', '2019-WI')
    """
    if unit <= DAY:
        return Period(DAY, day)
    if unit in (WEEK, WEEKEND):
        return Period(unit, (day - 1) // 7)
    year, month, _ = civil(day)
    if unit == SEASON:
        year, month = (year, month - 2) if month > 2 else (year - 1, month + 10)
        return Period(SEASON, year * 4 + (month - 1) // 3)
    if unit in PARTS_OF_YEAR:
        count = PARTS_OF_YEAR[unit]
        return Period(unit, year * count + (month - 1) * count // 12)
    return of_years(unit, year)


def of_years(unit: Granularity, year: int) -> Period:
    """Return the decade, century or millennium of an astronomical year."""
    size = YEARS[unit]
    return Period(unit, year // size if year > 0 else -((1 - year) // size) - 1)


def day_of(year: int, month: int, day: int) -> Period:
    """Return the day of a civil date."""
    return Period(DAY, day_number(year, month, day))


def month_of(year: int, month: int) -> Period:
    """Return the month of a civil date."""
    return Period(MONTH, year * 12 + month - 1)


def first_day(unit: Granularity, index: int) -> int:
    """Return the day number on which a unit begins."""
    if unit == DAY:
        return index
    if unit == WEEK:
        return index * 7 + 1
    if unit == WEEKEND:
        return index * 7 + 6
    if unit in YEARS:
        size = YEARS[unit]
        if index >= 0:
            return day_number(max(index * size, 1))
        return day_number(1 - min((-index - 1) * size + size - 1, -index * size))
    count = PARTS_OF_YEAR[unit]
    year, part = divmod(index, count)
    if unit == SEASON:
        return day_number(year, part * 3 + 3)
    return day_number(year, part * (12 // count) + 1)


def year_name(year: int, digits: int = 4) -> str:
    """Return a year as TIMEX3 writes it: ``0987``, ``BC0499``."""
    return f"{year:0{digits}d}" if year > 0 else f"BC{1 - year:0{digits}d}"


@lru_cache(maxsize=8192)
def _timex3(unit: Granularity, index: int) -> str:
    if unit == DAY:
        year, month, day = civil(index)
        return f"{year_name(year)}-{month:02d}-{day:02d}"
    if unit in (WEEK, WEEKEND):
        year, _, _ = civil(index * 7 + 4)
        week = index - (day_number(year, 1, 4) - 1) // 7 + 1
        return f"{year_name(year)}-W{week:02d}" + ("-WE" if unit == WEEKEND else "")
    if unit in YEARS:
        digits = {DECADE: 3, CENTURY: 2, MILLENNIUM: 1}[unit]
        return f"{index:0{digits}d}" if index >= 0 else f"BC{-index - 1:0{digits}d}"
    year, part = divmod(index, PARTS_OF_YEAR[unit])
    if unit == SEASON:
        return f"{year_name(year)}-{SEASON_CODES[part]}"
    form = {MONTH: "-{:02d}", QUARTER: "-Q{}", HALF: "-H{}"}.get(unit, "")
    return year_name(year) + form.format(part + 1)


@lru_cache(maxsize=8192)
def _time_value(unit: Granularity, index: int) -> TimeValue:
    start, end = first_day(unit, index), Period(unit, index).end
    if unit == DAY:
        year, month, day = civil(index)
        return TimeValue(edtf.write(year, month, day), unit, start, end, year, month, day)
    if unit in (WEEK, WEEKEND):
        return edtf.interval(Period(DAY, start).value, Period(DAY, end - 1).value)
    if unit in YEARS:
        if 0 < index < 10_000 // YEARS[unit] and unit != MILLENNIUM:
            return edtf.parse(f"{index:0{3 if unit == DECADE else 2}d}" + ("X" if unit == DECADE else "XX"))
        return edtf.interval(Period(YEAR, civil(start)[0]).value, Period(YEAR, civil(end - 1)[0]).value)
    year, part = divmod(index, PARTS_OF_YEAR[unit])
    code = {MONTH: part + 1, SEASON: part + 21, QUARTER: part + 33, HALF: part + 40}.get(unit)
    return TimeValue(edtf.write(year, code), unit, start, end, year, code)
