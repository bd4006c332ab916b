"""Named days: on which day of a year they fall, and since when they exist.

Fixed days, "nth weekday" days of civil law (United States, unless the name says otherwise), and the feasts that move with
Western Easter. A civil holiday is not dated before the year it was first kept. Lunar feasts (Ramadan, Diwali) have no rule
here and are left alone.
"""

from __future__ import annotations

from functools import lru_cache

from dateutil.easter import easter

from timeline.temporal.granularity import day_number, weekday

FIXED = {
    "new_year": (1, 1, 1),
    "valentine": (2, 14, 500),
    "st_patrick": (3, 17, 1631),
    "may_day": (5, 1, 1890),
    "independence_us": (7, 4, 1776),
    "bastille": (7, 14, 1880),
    "halloween": (10, 31, 800),
    "all_saints": (11, 1, 835),
    "armistice": (11, 11, 1919),
    "veterans_day": (11, 11, 1954),
    "christmas_eve": (12, 24, 336),
    "christmas": (12, 25, 336),
    "boxing_day": (12, 26, 1871),
    "new_years_eve": (12, 31, 1),
}
"""Name → month, day, first year."""

NTH_WEEKDAY = {
    "mlk": (1, 0, 3, 1986),
    "presidents_day": (2, 0, 3, 1971),
    "mothers_day": (5, 6, 2, 1914),
    "memorial_day": (5, 0, -1, 1971),
    "fathers_day": (6, 6, 3, 1910),
    "labor_day": (9, 0, 1, 1894),
    "columbus_day": (10, 0, 2, 1971),
    "thanksgiving": (11, 3, 4, 1942),
}
"""Name → month, weekday (Monday = 0), which one (-1 = the last), first year of this rule."""

FROM_EASTER = {
    "ash_wednesday": -46,
    "palm_sunday": -7,
    "shrove_tuesday": -47,
    "maundy_thursday": -3,
    "good_friday": -2,
    "holy_saturday": -1,
    "easter": 0,
    "easter_monday": 1,
    "ascension": 39,
    "pentecost": 49,
    "whit_monday": 50,
}
"""Name → days from Western Easter."""


@lru_cache(maxsize=1024)
def day_of_holiday(name: str, year: int) -> int | None:
    """Return the day number of a named day in a year, None before it existed or beyond what its rule covers.

    >>> from timeline.temporal.granularity import civil
    >>> civil(day_of_holiday("thanksgiving", 1999)), civil(day_of_holiday("easter", 2000))
    ((1999, 11, 25), (2000, 4, 23))
    """
    if name in FIXED:
        month, day, since = FIXED[name]
        return day_number(year, month, day) if year >= since else None
    if name in NTH_WEEKDAY:
        month, wanted, nth, since = NTH_WEEKDAY[name]
        return _nth_weekday(year, month, wanted, nth) if year >= since else None
    if name in FROM_EASTER:
        return easter(year).toordinal() + FROM_EASTER[name] if 1583 <= year <= 4099 else None
    if name == "black_friday":  # the day after Thanksgiving
        thanksgiving = day_of_holiday("thanksgiving", year)
        return thanksgiving + 1 if thanksgiving and year >= 1961 else None
    if name == "election_us":  # the Tuesday after the first Monday of November, of even years
        return _nth_weekday(year, 11, 0, 1) + 1 if year >= 1848 and year % 2 == 0 else None
    return None


def _nth_weekday(year: int, month: int, wanted: int, nth: int) -> int:
    if nth < 0:
        last = day_number(year + month // 12, month % 12 + 1) - 1
        return last - (weekday(last) - wanted) % 7
    first = day_number(year, month)
    return first + (wanted - weekday(first)) % 7 + 7 * (nth - 1)
