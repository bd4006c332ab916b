"""The units of a density strip: running numbers of days, months, years, decades and centuries, and where each begins."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
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


def _first_day(months: int, number: int) -> int:
    year, month = divmod(months * number, 12)
    return day_number(year, month + 1)


month_of = Table(_month).__getitem__
"""Return the running number of a day's month; longer units are multiples of it."""
FIRST_DAY: dict[Unit, Callable[[int], int]] = {unit: Table(partial(_first_day, MONTHS[unit])).__getitem__ for unit in UNITS[1:]}
FIRST_DAY["day"] = int
"""What returns the day number on which the unit of a running number begins."""
