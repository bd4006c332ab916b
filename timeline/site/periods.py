"""Names of calendar periods in any language: "December 2019", "1970s", "2nd century BCE", "44 BCE".

Month names and their order come from CLDR (through Babel), the words around them from the message catalogue. Years are our
own arithmetic, because a year may be before 1 or beyond 9999.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from timeline.site.i18n import Interface
from timeline.temporal.granularity import civil, day_number, weekday

_FIELD = re.compile(r"'([^']*)'|([yMLdE])\2*")


@dataclass(frozen=True, slots=True)
class Periods:
    """Wording of years, months and longer periods in one language; years are astronomical (0 = 1 BCE).

    >>> from timeline.site.i18n import interface
    >>> Periods(interface("en")).year(-43), Periods(interface("de")).month(-43, 3)
    ('44 BCE', 'März 44 v. Chr.')
    """

    ui: Interface

    def year(self, year: int) -> str:
        """Word a year: "2019", "44 BCE" for -43, "50,001 BCE" for -50000."""
        if year <= 0:
            return self.ui.gettext("%(year)s BCE", year=self._digits(1 - year))
        return self._digits(year)

    def years(self, first: int, last: int) -> str:
        """Word a stretch of years, "1969–2019", "50–41 BCE", "44 BCE – 2019"."""
        if first == last:
            return self.year(first)
        if last <= 0:
            return self.ui.gettext("%(year)s BCE", year=f"{self._digits(1 - first)}–{self._digits(1 - last)}")
        return f"{self.year(first)}{' – ' if first <= 0 else '–'}{self.year(last)}"

    def month(self, year: int, month: int) -> str:
        """Word a month of a year, "December 2019"."""
        return self.fill(self.skeleton("yMMMM"), year, month)

    def day(self, year: int, month: int, day: int) -> str:
        """Word a day, "29 December 2019"."""
        return self.fill(self.ui.cldr.patterns["long"], year, month, day)

    def weekday(self, number: int) -> str:
        """Word a day number with its weekday, "Sunday 29 December 2019"."""
        return self.fill(self.ui.cldr.patterns["full"], *civil(number))

    def decade(self, first: int) -> str:
        """Word the ten years from `first`, "1970s"; "50–41 BCE" where a decade has no name."""
        return self.ui.gettext("%(year)ss", year=first) if first > 0 else self.years(first, first + 9)

    def century(self, first: int) -> str:
        """Word the century that EDTF writes ``19XX`` (`first` year 1900): "20th century", "2nd century BCE"."""
        if first < 0:
            return self.ui.gettext("%(n)s century BCE", n=self.ordinal(-first // 100 + 1))
        return self.ui.gettext("%(n)s century", n=self.ordinal(first // 100 + 1))

    def millennium(self, first: int) -> str:
        """Word the thousand years from `first`, "2nd millennium"."""
        if first < 0:
            return self.ui.gettext("%(n)s millennium BCE", n=self.ordinal(-first // 1000 + 1))
        return self.ui.gettext("%(n)s millennium", n=self.ordinal(first // 1000 + 1))

    def sometime(self, name: str, exact_year: bool) -> str:
        """Head events of which only the period is known: "Sometime in 2019", "Sometime in the 1970s"."""
        if exact_year:
            return self.ui.gettext("Sometime in %(period)s", period=name)
        return self.ui.gettext("Sometime in the %(period)s", period=name)

    def quarter(self, year: int, quarter: int) -> str:
        """Word a quarter of a year, "2nd quarter 2019"."""
        name = self.ui.cldr.quarters[quarter - 1]
        return self.ui.gettext("%(part)s %(year)s", part=name, year=self.year(year))

    def ordinal(self, n: int) -> str:
        """Word an ordinal number in figures, "21st"."""
        form = {"one": "%(n)sst", "two": "%(n)snd", "few": "%(n)srd"}.get(self.ui.cldr.ordinal_form(n), "%(n)sth")
        return self.ui.pgettext("ordinal", form, n=n)

    def skeleton(self, name: str) -> str:
        """Return the locale's date pattern for a CLDR skeleton such as ``yMMMM``."""
        return self.ui.cldr.skeletons[name]

    def fill(self, pattern: str, year: int, month: int = 1, day: int = 1) -> str:
        """Fill a CLDR date pattern; it may hold years, months, days and weekdays."""
        return "".join([text or self._field(kind, size, year, month, day) for text, kind, size in _parts(pattern)])

    def _field(self, kind: str, size: int, year: int, month: int, day: int) -> str:
        if kind == "y":
            return self.year(year)
        if kind == "E":
            return self.ui.cldr.days[weekday(day_number(year, month, day))]
        if kind == "d":
            return f"{day:0{size}d}"
        if size < 3:
            return f"{month:0{size}d}"
        context, width = "stand-alone" if kind == "L" else "format", "wide" if size == 4 else "abbreviated"
        return self.ui.cldr.months[f"{context} {width}"][month - 1]

    def _digits(self, year: int) -> str:
        return self.ui.number(year) if year > 9999 else str(year)


@lru_cache(maxsize=256)
def _parts(pattern: str) -> tuple[tuple[str, str, int], ...]:
    """Return a pattern's texts, and its fields (no text) with their length."""
    parts, last = [], 0
    for match in _FIELD.finditer(pattern):
        parts.append((pattern[last : match.start()], "", 0))
        quoted = "" if match[2] else match[1] or "'"
        parts.append((quoted, match[2] or "", len(match[0])))
        last = match.end()
    return tuple(part for part in (*parts, (pattern[last:], "", 0)) if part[0] or part[1])
