"""Extended Date/Time Format (EDTF, ISO 8601-2:2019): string to `TimeValue` and back.

The forms event files use are read here, fast and for any year; rarer level-2 forms (sets, partial masks, significant
digits) go to the ``edtf`` package, imported only then.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from timeline.temporal.granularity import Granularity, day_number, days_in_month
from timeline.temporal.timevalue import TimeValue

FORMS = "write 2019, 2019-12, 2019-12-29, 201X, 1868~, 1984?, 2019-12-28/2019-12-29, ../1900 or -0043"
MAX_LENGTH = 200

_SINGLE = re.compile(
    r"(?P<year>-?\d{4}|Y-?\d{5,9}|-?\d{3}X|-?\d\dXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[?~%]?)", re.ASCII
)
_SLASHED = re.compile(r"(\d{1,4})\s*[/.]\s*(\d{1,2})(?:\s*[/.]\s*(\d{2,4}))?")

SEASONS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)}
"""EDTF season code → (first month, number of months), northern meteorological seasons; winter begins in December."""
_PARTS = (
    SEASONS
    | {25 + i: (first, 3) for i, first in enumerate((3, 6, 9, 12))}  # seasons said to be northern
    | {29 + i: (first, 3) for i, first in enumerate((9, 12, 3, 6))}  # and southern
    | {33 + i: (1 + 3 * i, 3) for i in range(4)}
    | {37 + i: (1 + 4 * i, 4) for i in range(3)}
    | {40 + i: (1 + 6 * i, 6) for i in range(2)}
)


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> TimeValue:
    """Read an EDTF string.

    Raises `ValueError` with a sentence for people, which says what to write instead where that can be guessed.

    >>> parse("2019-12-28/2019-12-29").granularity.name, parse("201X").start == parse("2010").start
    ('DAY', True)
    >>> parse("31/12")
    Traceback (most recent call last):
    ...
    ValueError: "31/12" is not a date of this format (a day and a month need a year: write YYYY-12-31 with the year)
    """
    if len(text) > MAX_LENGTH:
        raise ValueError(f"a date of {len(text)} characters is too long ({FORMS})")
    text = text.strip()
    if "/" in text:
        return _interval(text)
    match = _SINGLE.fullmatch(text)
    return _single(text, match) if match else _rare(text)


def format(value: TimeValue) -> str:
    """Return the EDTF string of a value, built from its parts; ``parse(format(v)) == v``."""
    if value.is_interval:
        ends = value.edtf.split("/")
        return "/".join(format(end) if end else text for end, text in zip((value.first, value.last), ends, strict=True))
    if value.year is None or "X" in value.edtf:
        return value.edtf
    return write(value.year, value.month, value.day) + mark(value.approximate, value.uncertain)


def write(year: int, month: int | None = None, day: int | None = None) -> str:
    """Write a year, month (or season or quarter code) or day.

    >>> write(-43, 3, 15), write(2019, 36), write(12000)
    ('-0043-03-15', '2019-36', 'Y12000')
    """
    sign = "-" if year < 0 else ""
    text = f"{sign}{abs(year):04d}" if abs(year) <= 9999 else f"Y{year}"
    if month is not None:
        text += f"-{month:02d}"
    return text if day is None else f"{text}-{day:02d}"


def mark(approximate: bool, uncertain: bool) -> str:
    """Return EDTF's qualification mark: ``~`` approximate, ``?`` uncertain, ``%`` both."""
    return "%" if approximate and uncertain else "~" if approximate else "?" if uncertain else ""


def interval(first: TimeValue | None, last: TimeValue | None) -> TimeValue:
    """Return the interval from the start of one value to the end of the other; None is an open end (``..``).

    Raises `ValueError` if it would end before it begins.
    """
    return _joined(first, last, f"{first or '..'}/{last or '..'}")


def qualified(value: TimeValue, *, approximate: bool = False, uncertain: bool = False) -> TimeValue:
    """Return the same date marked approximate (``~``) or uncertain (``?``); an interval is marked at both ends."""
    if value.is_interval:
        ends = (end and qualified(end, approximate=approximate, uncertain=uncertain) for end in (value.first, value.last))
        return interval(*ends)
    approximate, uncertain = approximate or value.approximate, uncertain or value.uncertain
    bare = value.edtf.rstrip("?~%")
    return replace(value, edtf=bare + mark(approximate, uncertain), approximate=approximate, uncertain=uncertain)


def _single(text: str, match: re.Match[str]) -> TimeValue:
    marks = match["mark"]
    flags = (marks in ("~", "%"), marks in ("?", "%"))
    if "X" in match["year"]:
        if match["month"]:
            return _rare(text)
        return _masked(text, match["year"], *flags)
    year = int(match["year"].removeprefix("Y"))
    if match["month"] is None:
        return TimeValue(text, Granularity.YEAR, day_number(year), day_number(year + 1), year, None, None, *flags)
    month = int(match["month"])
    if match["day"] == "XX":
        return replace(parse(f"{write(year, month)}{marks}"), edtf=text)
    if match["day"]:
        return _day(text, year, month, int(match["day"]), flags)
    if 1 <= month <= 12:
        granularity, first, length = Granularity.MONTH, month, 1
    elif month in _PARTS:
        first, length = _PARTS[month]
        granularity = _part_granularity(month)
    else:
        raise ValueError(f'"{text}" is not a date: there is no month {month:02d} ({_swapped(year, month)}{FORMS})')
    start, end = _month_start(year, first), _month_start(year, first + length)
    return TimeValue(text, granularity, start, end, year, month, None, *flags)


def _part_granularity(code: int) -> Granularity:
    return Granularity.SEASON if code < 33 else Granularity.QUARTER if code < 37 else Granularity.HALF


def _month_start(year: int, month: int) -> int:
    return day_number(year + (month - 1) // 12, (month - 1) % 12 + 1)


def _day(text: str, year: int, month: int, day: int, flags: tuple[bool, bool]) -> TimeValue:
    if not 1 <= month <= 12:
        hint = f"write {write(year, day, month)} if you mean month {day}" if 1 <= day <= 12 and 1 <= month <= 31 else FORMS
        raise ValueError(f'"{text}" is not a date: there is no month {month:02d} ({hint})')
    if not 1 <= day <= (length := days_in_month(year, month)):
        raise ValueError(
            f'"{text}" is not a date: month {month:02d} of {write(year)} has {length} days '
            f"(write a day from 01 to {length}, or {write(year, month)} for the month)"
        )
    start = day_number(year, month, day)
    return TimeValue(text, Granularity.DAY, start, start + 1, year, month, day, *flags)


def _masked(text: str, digits: str, approximate: bool, uncertain: bool) -> TimeValue:
    """``201X`` is a decade, ``20XX`` a century: X may be any digit (of a negative year too)."""
    size = 10 if digits.count("X") == 1 else 100
    head = abs(int(digits.rstrip("X"))) * size
    first, last = (-head - size + 1, -head) if digits.startswith("-") else (head, head + size - 1)
    granularity = Granularity.DECADE if size == 10 else Granularity.CENTURY
    start, end = day_number(first), day_number(last + 1)
    return TimeValue(text, granularity, start, end, first, None, None, approximate, uncertain)


def _interval(text: str) -> TimeValue:
    left, _, right = text.partition("/")
    if "/" in right or (_SLASHED.fullmatch(text) and len(left) < 4):
        raise ValueError(f'"{text}" is not a date of this format ({_suggest(text)})')
    if left in ("", "..") and right in ("", ".."):
        raise ValueError(f'"{text}" says nothing: an interval needs at least one end ({FORMS})')
    ends = [None if end in ("", "..") else parse(end) for end in (left, right)]
    return _joined(ends[0], ends[1], text)


def _joined(first: TimeValue | None, last: TimeValue | None, text: str) -> TimeValue:
    start = first.start if first else None
    end = last.end if last else None
    if start is not None and end is not None and start >= end:
        raise ValueError(f'"{text}" ends before it begins (did you mean {last}/{first}?)')
    granularity = max(value.granularity for value in (first, last) if value)
    approximate = any(value.approximate for value in (first, last) if value)
    uncertain = any(value.uncertain for value in (first, last) if value)
    return TimeValue(text, granularity, start, end, None, None, None, approximate, uncertain, first, last)


def _rare(text: str) -> TimeValue:
    """Read the forms our fast path does not know with the ``edtf`` package; years beyond its reach are refused."""
    if not re.search(r"[0-9]", text) or re.search(r"[^0-9\-XYESTZ?~%.,{}\[\]:+/]", text):
        raise ValueError(f'"{text}" is not a date of this format ({_suggest(text)})')
    from edtf import parse_edtf

    try:
        value = parse_edtf(text)
        bounds = [day_number(s.tm_year, s.tm_mon, s.tm_mday) for s in (value.lower_strict(), value.upper_strict())]
        if bounds[0] > bounds[1]:
            raise ValueError("empty")
    except Exception as error:  # the package raises pyparsing's, its own and attribute errors for odd input
        raise ValueError(f'"{text}" is not a date of this format ({_suggest(text)})') from error
    start, end = bounds[0], bounds[1] + 1
    return TimeValue(text, _granularity_of(end - start), start, end, approximate="~" in text, uncertain="?" in text)


def _granularity_of(days: int) -> Granularity:
    limits = ((1, Granularity.DAY), (31, Granularity.MONTH), (366, Granularity.YEAR), (3653, Granularity.DECADE))
    return next((granularity for limit, granularity in limits if days <= limit), Granularity.CENTURY)


def _swapped(year: int, month: int) -> str:
    return f"write {write(year)} for the year alone; " if month == 0 else ""


def _without_year(first: int, second: int) -> str:
    """Say how to write a day and a month, in either order."""
    found = [(month, day) for day, month in ((first, second), (second, first)) if month in range(1, 13)]
    forms = [f"YYYY-{month:02d}-{day:02d}" for month, day in found if 1 <= day <= days_in_month(2000, month)]
    if not forms:
        return "no month has such a day; a day also needs its year: write YYYY-MM-DD"
    return f"a day and a month need a year: write {' or '.join(dict.fromkeys(forms))} with the year"


def _suggest(text: str) -> str:
    """Guess what was meant by a near miss."""
    if any(char.isdigit() and not char.isascii() for char in text):
        plain = "".join(str(unicodedata.digit(char, char)) for char in text)
        return f"write {plain} with the digits 0 to 9"
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", text):
        return f"write {'-'.join([match[1], *(part.zfill(2) for part in match.groups()[1:] if part)])}"
    if match := _SLASHED.fullmatch(text):
        first, second, third = match.groups()
        if third is None:
            return _without_year(int(first), int(second))
        if len(first) == 4:
            return f"write {first}-{int(second):02d}-{int(third):02d}"
        if len(third) == 4:
            both = {(second, first), (first, second)}
            return "write " + " or ".join(sorted(f"{third}-{int(m):02d}-{int(d):02d}" for m, d in both if int(m) <= 12))
    if match := re.fullmatch(r"(\d{1,3})", text):
        return f"a year has four digits: write {int(text):04d}"
    if match := re.fullmatch(r"(\d{1,4})\s*(?:BCE?|B\.C\.(?:E\.)?)", text, re.I):
        return f"years before our era count from 0000 = 1 BCE: write {write(1 - int(match[1]))}"
    if match := re.fullmatch(r"(?:c\.|ca\.?|circa)\s*(\d{4})", text, re.I):
        return f"write {match[1]}~"
    if match := re.fullmatch(r"(\d{3})0s", text):
        return f"write {match[1]}X for the decade"
    if match := re.fullmatch(r"(\d{4})\s*[–—]\s*(\d{4})", text):
        return f"write {match[1]}/{match[2]}"
    return FORMS
