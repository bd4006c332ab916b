"""What foreign dates have in common: parts to EDTF, two ends to an interval, "about" and "perhaps" in words to marks."""

from __future__ import annotations

import re

from timeline.temporal import edtf

_ABOUT = re.compile(r"\s*(?:c\.|ca\.|circa\b|about\b|around\b|approx|~)", re.IGNORECASE)
_PERHAPS = re.compile(r"\b(?:perhaps|possibly|probably|maybe)\b|\?", re.IGNORECASE)
_DECADE = re.compile(r"(\d{3})0s")


def stated(year: int, month: int | None = None, day: int | None = None) -> str:
    """Return a date of its parts; years are astronomical (0 is 1 BCE).

    >>> stated(-43, 3), stated(2019, 12, 9)
    ('-0043-03', '2019-12-09')
    """
    date = f"{'-' if year < 0 else ''}{abs(year):04d}" if abs(year) < 10000 else f"Y{year}"
    return date + "".join(f"-{part:02d}" for part in (month, day if month else None) if part)


def span(first: str, last: str) -> str:
    """Return the interval of two dates, one date where they are the same or one is missing."""
    return f"{first}/{last}" if first and last and first != last else first or last


def worded(date: str, words: str) -> str:
    """Return a date with what its wording for readers adds: "c." and "about", "?" and "perhaps", a decade.

    >>> worded("1868", "c. 1868"), worded("1970/1979", "1970s"), worded("1868", "1868")
    ('1868~', '197X', '1868')
    """
    words = words.strip()
    if _is_edtf(words) and words[:4] == date[:4]:
        return words
    if (decade := _DECADE.fullmatch(words)) and date.startswith(decade[1]):
        return f"{decade[1]}X"
    mark = "~" if _ABOUT.match(words) else "?" if _PERHAPS.search(words) else ""
    return "/".join(end + mark if end not in ("", "..") else end for end in date.split("/"))


def _is_edtf(text: str) -> bool:
    try:
        edtf.parse(text)
    except ValueError:
        return False
    return True
