"""Stretches of the calendar that have a page: which one a date belongs to, and its address (``2019/``, ``196x/``, ``-0043/``)."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from timeline.temporal.granularity import Granularity, civil
from timeline.temporal.timevalue import TimeValue


class Level(IntEnum):
    """How long a page's stretch is, coarsest first."""

    MILLENNIUM = 0
    CENTURY = 1
    DECADE = 2
    YEAR = 3
    MONTH = 4
    DAY = 5

    __hash__ = int.__hash__  # an enumeration's own is slower, and this is part of every key


_YEARS = {Level.MILLENNIUM: 1000, Level.CENTURY: 100, Level.DECADE: 10}
_DIGITS = {Level.MILLENNIUM: 1, Level.CENTURY: 2, Level.DECADE: 3}


class Age(NamedTuple):
    """A millennium, century, decade, year, month or day of the calendar; `year` is its first (astronomical) year."""

    year: int
    level: Level
    month: int = 0
    day: int = 0

    def at(self, level: int) -> Age:
        """Return the stretch of a coarser (or the same) level that holds this one."""
        return _chain(self)[level] if level < self.level else self

    @property
    def address(self) -> str:
        """Return the folder of its page below the scope's own, EDTF in lower case.

        >>> Age(2019, Level.MONTH, 12).address, Age(1960, Level.DECADE).address, Age(-43, Level.YEAR).address
        ('2019/12/', '196x/', '-0043/')
        >>> Age(-49, Level.DECADE).address, Age(0, Level.CENTURY).address, Age(12000, Level.YEAR).address
        ('-004x/', '00xx/', 'y12000/')
        """
        if self.level <= Level.DECADE:
            return self._masked
        sign = "-" if self.year < 0 else ""
        year = f"{sign}{abs(self.year):04d}" if abs(self.year) <= 9999 else f"y{self.year}"
        parts = [year, *(f"{part:02d}" for part in (self.month, self.day) if part)]
        return "/".join(parts) + "/"

    @property
    def _masked(self) -> str:
        size = _YEARS[self.level]
        if self.year < 0:
            return f"-{(-self.year) // size:0{_DIGITS[self.level]}d}{'x' * (4 - _DIGITS[self.level])}/"
        return f"{self.year // size:0{_DIGITS[self.level]}d}{'x' * (4 - _DIGITS[self.level])}/"


@lru_cache(maxsize=1 << 15)
def _chain(age: Age) -> tuple[Age, ...]:
    """Return the stretches of every coarser level that hold one, by level."""
    wide = [Age(_floor(age.year, _YEARS[level]), level) for level in (Level.MILLENNIUM, Level.CENTURY, Level.DECADE)]
    return (*wide, Age(age.year, Level.YEAR), Age(age.year, Level.MONTH, age.month))


def _floor(year: int, size: int) -> int:
    """Return the first year of the masked stretch that holds a year: ``-004X`` holds -49 to -40, ``000X`` 0 to 9."""
    return year // size * size if year >= 0 else -((-year) // size * size + size - 1)


_LEVELS = {
    Granularity.MONTH: Level.MONTH,
    Granularity.DECADE: Level.DECADE,
    Granularity.CENTURY: Level.CENTURY,
    Granularity.MILLENNIUM: Level.MILLENNIUM,
}


def age_of(value: TimeValue) -> Age:
    """Return the stretch a date belongs to: that of its earliest stated part, at the precision stated.

    An interval belongs where it begins (where it ends, if its beginning is open or unknown).
    """
    if value.is_interval:
        end = value.first or value.last
        if end is None:
            raise ValueError(f"{value.edtf} has no end that is known")
        return age_of(end)
    if value.granularity in (Granularity.DECADE, Granularity.CENTURY, Granularity.MILLENNIUM) or value.year is None:
        start = value.start if value.start is not None else (value.end or 1) - 1
        level = _LEVELS.get(value.granularity, Level.YEAR)
        return Age(civil(start)[0], Level.YEAR).at(level)
    if value.month is None or value.month > 12:
        return Age(value.year, Level.YEAR)
    if value.day is None:
        return Age(value.year, Level.MONTH, value.month)
    return Age(value.year, Level.DAY, value.month, value.day)
