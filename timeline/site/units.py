"""The units of a density strip: running numbers of days, months, years, decades and centuries, and where each begins."""

from __future__ import annotations

from typing import Literal

from timeline.site.table import Table
from timeline.temporal.granularity import civil, day_number

Unit = Literal["day", "month", "year", "decade", "century"]
UNITS: tuple[Unit, ...] = ("day", "month", "year", "decade", "century")
MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}
DAYS = {"day": 1, "month": 30, "year": 365, "decade": 3652, "century": 36524}
date_of = Table(civil).__getitem__
"""Return year, month and day of a day number: `civil`, for the same few years again and again."""


def _month(day: int) -> int:
    year, month, _ = date_of(day)
    return year * 12 + month - 1


def _first_day(month: int) -> int:
    return day_number(month // 12, month % 12 + 1)


month_of = Table(_month).__getitem__
"""Return the running number of a day's month; longer units are multiples of it."""
_first_day_of = Table(_first_day).__getitem__


def first_day(unit: Unit, number: int) -> int:
    """Return the day number on which the unit of a running number begins."""
    return number if unit == "day" else _first_day_of(number * MONTHS[unit])
