"""Dates in words, never more precise than they are: "29 December 2019", "early 1970s", "c. 1868", "28–29 December 2019"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time as clock
from functools import lru_cache

from timeline.site.i18n import interface
from timeline.site.periods import Periods
from timeline.temporal.granularity import Granularity, civil
from timeline.temporal.timevalue import TimeValue

_CLOCK = re.compile(r"(\d\d?):(\d\d)$")


@dataclass(frozen=True, slots=True)
class Words(Periods):
    """Wording of `TimeValue` in one language.

    >>> from timeline.site.i18n import interface
    >>> december = TimeValue("2019-12", Granularity.MONTH, 737394, 737425, 2019, 12)
    >>> Words(interface("en")).label(december, "early"), Words(interface("de")).date(december)
    ('Early December 2019', 'Dezember 2019')
    """

    def date(self, value: TimeValue, time: str = "") -> str:
        """Word a date with the finer `time` of its event file ("early", "night", "14:30"), as in running text."""
        return _date(self, value, time)

    def label(self, value: TimeValue, time: str = "") -> str:
        """Word a date as it opens a line: like `date`, with a capital, but never "C. 1868"."""
        text = self.date(value, time)
        abbreviation = text.split(" ", 1)[0].endswith(".")
        return text if abbreviation else text[:1].upper() + text[1:]

    def note(self, value: TimeValue) -> str:
        """Say what "c." and "?" mean, for assistive technology; empty for a plain date."""
        ends = (value, value.first or value, value.last or value) if value.is_interval else (value,)
        notes = [self.ui.gettext("date approximate")] if any(end.approximate for end in ends) else []
        notes += [self.ui.gettext("date uncertain")] if any(end.uncertain for end in ends) else []
        return ", ".join(notes)


@lru_cache(maxsize=50_000)
def _date(words: Words, value: TimeValue, time: str) -> str:
    _ = words.ui.gettext
    if value.is_interval:
        text = _night(words, value) if time == "night" else None
        return text or _interval(words, value)
    text = _point(words, value)
    if time:
        text = _finer(words, text, value, time)
    if value.approximate:
        text = _("c. %(date)s", date=text)
    return _("%(date)s (?)", date=text) if value.uncertain else text


def _point(words: Words, value: TimeValue) -> str:
    """Word a value with one end, without its qualifiers."""
    first = civil(value.start)[0] if value.start is not None else value.year or 0
    year = value.year if value.year is not None else first
    if value.granularity is Granularity.DECADE:
        return words.decade(first)
    if value.granularity is Granularity.CENTURY:
        return words.century(first)
    if value.granularity is Granularity.MILLENNIUM:
        return words.millennium(first)
    if value.month is None:
        return words.year(year)
    if value.month > 12:
        return _part_of_year(words, value, year, value.month)
    return words.month(year, value.month) if value.day is None else words.day(year, value.month, value.day)


def _part_of_year(words: Words, value: TimeValue, year: int, code: int) -> str:
    """Word the EDTF codes 21-41: seasons (of either hemisphere), quarters, thirds, halves."""
    if 33 <= code <= 36:
        return words.quarter(year, code - 32)
    _ = words.ui.gettext
    if code > 36:
        names = (_("first third of"), _("second third of"), _("last third of"), _("first half of"), _("second half of"))
        return _("%(part)s %(year)s", part=names[code - 37], year=words.year(year))
    season = (_("spring"), _("summer"), _("autumn"), _("winter"))[(code - 21) % 4]
    worded = words.year(year)
    if value.start is not None and value.end is not None:
        first, last = civil(value.start)[0], civil(value.end - 1)[0]
        if first != last:  # a northern winter, a southern summer
            worded = f"{words.year(first)}–{last % 100:02d}" if first > 999 else words.years(first, last)
    return _("%(part)s %(year)s", part=season, year=worded)


def _finer(words: Words, text: str, value: TimeValue, time: str) -> str:
    """Add an event's `time` word to a worded date; an unknown word is shown as it was written."""
    _ = words.ui.gettext
    if hour := _CLOCK.match(time):
        from babel.dates import format_time  # slow to import, and seldom wanted

        shown = format_time(clock(int(hour[1]) % 24, int(hour[2]) % 60), "short", locale=words.ui.locale)
        return _("%(date)s, %(time)s", date=text, time=shown)
    if value.day is not None:
        patterns = {
            "early": _("early on %(date)s"),
            "mid": _("midday on %(date)s"),
            "late": _("late on %(date)s"),
            "morning": _("morning of %(date)s"),
            "afternoon": _("afternoon of %(date)s"),
            "evening": _("evening of %(date)s"),
            "night": _("night of %(date)s"),
        }
    else:
        patterns = {"early": _("early %(date)s"), "mid": _("mid-%(date)s"), "late": _("late %(date)s")}
    pattern = patterns.get(time)
    return pattern % {"date": text} if pattern else _("%(date)s, %(time)s", date=text, time=time)


def _night(words: Words, value: TimeValue) -> str | None:
    """Word a night that begins on one day and ends on the next; None for any other interval."""
    first, last = value.first, value.last
    if not (first and last and first.day and last.day and first.start is not None and last.start == first.start + 1):
        return None
    same_month = (first.year, first.month) == (last.year, last.month)
    day = words.ui.cldr.patterns["long"].split("M")[0].strip()
    start = words.fill(day, 0, 1, first.day) if same_month and day.startswith("d") else _point(words, first)
    return words.ui.gettext("night of %(first)s to %(last)s", first=start, last=_point(words, last))


def _interval(words: Words, value: TimeValue) -> str:
    _ = words.ui.gettext
    first, last = value.first, value.last
    if first is None and last is None:
        return _("at an unknown time")
    if last is None and first is not None:
        if value.edtf.endswith("/.."):
            return _("from %(date)s", date=_date(words, first, ""))
        return _("from %(date)s, end unknown", date=_date(words, first, ""))
    if first is None and last is not None:
        if value.edtf.startswith("../"):
            return _("by %(date)s", date=_date(words, last, ""))
        return _("until %(date)s, start unknown", date=_date(words, last, ""))
    assert first is not None and last is not None
    return _shared(words, first, last) or _("%(first)s – %(last)s", first=_date(words, first, ""), last=_date(words, last, ""))


def _shared(words: Words, first: TimeValue, last: TimeValue) -> str | None:
    """Word two plain ends without saying the shared month or year twice, as the locale does; None where they share nothing."""
    plain = not (first.approximate or first.uncertain or last.approximate or last.uncertain)
    ends = (first, last)
    if not plain or any(end.year is None or (end.month or 0) > 12 for end in ends):
        return None
    assert first.year is not None and last.year is not None
    if first.granularity is Granularity.YEAR and last.granularity is Granularity.YEAR:
        return words.years(first.year, last.year)
    if first.year != last.year:
        return None
    if first.granularity is Granularity.MONTH and last.granularity is Granularity.MONTH:
        patterns = words.ui.cldr.ranges.get("yMMMM M")
    elif first.day and last.day:
        patterns = words.ui.cldr.ranges.get(f"yMMMd {'d' if first.month == last.month else 'M'}")
    else:
        return None
    if not patterns:
        return None
    halves = zip(patterns, ends, strict=True)
    return "".join(words.fill(_full(half), end.year or 0, end.month or 1, end.day or 1) for half, end in halves)


def _full(pattern: str) -> str:
    """Ask for whole month names and plain spaces where CLDR's range patterns abbreviate."""
    return re.sub(r"(?<!M)MMM(?!M)", "MMMM", pattern).replace("\u2009", " ")


def shared(lang: str) -> dict[str, object]:
    """Return what every template may call: `Interface.template_globals`, and ``words``."""
    words = Words(interface(lang))
    return {**words.ui.template_globals(), "words": words}
