"""Calendar units and day numbers for any year, BCE and far years included.

A *day number* is what `datetime.date.toordinal` returns (1 = 0001-01-01), continued in both directions without limit
in the proleptic Gregorian calendar with astronomical years (0 = 1 BCE), as in ISO 8601-2 / EDTF.
"""

from __future__ import annotations

from enum import IntEnum


class Granularity(IntEnum):
    """How coarse a time value is, finest first."""

    SECOND = 1
    MINUTE = 2
    HOUR = 3
    PART_OF_DAY = 4
    DAY = 5
    WEEKEND = 6
    WEEK = 7
    MONTH = 8
    SEASON = 9
    QUARTER = 10
    HALF = 11
    YEAR = 12
    DECADE = 13
    CENTURY = 14
    MILLENNIUM = 15


def day_number(year: int, month: int = 1, day: int = 1) -> int:
    """Return the day number of a civil date; after Howard Hinnant, "chrono-compatible low-level date algorithms".

    >>> day_number(1), day_number(2019, 12, 29), day_number(-43, 3, 15)
    (1, 737422, -15997)
    """
    year -= month <= 2
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 305


def civil(number: int) -> tuple[int, int, int]:
    """Return (year, month, day) of a day number, the inverse of `day_number`.

    >>> civil(737422), civil(-15997)
    ((2019, 12, 29), (-43, 3, 15))
    """
    era, day_of_era = divmod(number + 305, 146097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    month = shifted_month + 3 if shifted_month < 10 else shifted_month - 9
    return year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * shifted_month + 2) // 5 + 1


def weekday(number: int) -> int:
    """Return the weekday of a day number, Monday = 0.

    >>> weekday(day_number(2019, 12, 29))
    6
    """
    return (number - 1) % 7


def days_in_month(year: int, month: int) -> int:
    """Return the number of days in a month.

    >>> days_in_month(2024, 2), days_in_month(1900, 2)
    (29, 28)
    """
    return day_number(year + month // 12, month % 12 + 1) - day_number(year, month)
