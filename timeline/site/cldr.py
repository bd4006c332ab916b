"""What pages need of a language's locale data (CLDR, through Babel), as plain data: Babel takes long to read all it has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from babel import Locale

FORMS = ("zero", "one", "two", "few", "many", "other")
"""CLDR's plural forms, in its order."""
_TABLE = 1000
"""Up to which number the form is looked up; above it Babel works it out."""
_RANGES = {"yMMMM": ("M",), "yMMMd": ("d", "M")}


class Cldr(NamedTuple):
    """Locale data of one language, made by `read`.

    `id` is Babel's identifier, `dir` the writing direction. `months` are lists of twelve names by context and width ("format
    wide"), `days` the wide names from Monday on, `quarters` the wide names. `patterns` are those of days ("long", "full"),
    `skeletons` those of CLDR's skeletons, `ranges` the two halves of range patterns by skeleton and the field that differs
    ("yMMMd d"). Whole numbers are written in groups of `grouping` digits (the last, the others) with `separator` between them.
    `plural` and `ordinal` are CLDR's rules.
    """

    id: str
    dir: str
    months: Mapping[str, tuple[str, ...]]
    days: tuple[str, ...]
    quarters: tuple[str, ...]
    patterns: Mapping[str, str]
    skeletons: Mapping[str, str]
    ranges: Mapping[str, tuple[str, str]]
    grouping: tuple[int, int]
    separator: str
    plural: tuple[bytes, tuple[tuple[str, str], ...]]
    ordinal: tuple[bytes, tuple[tuple[str, str], ...]]

    def plural_form(self, n: int) -> str:
        """Return the plural form that a counted noun takes with `n`."""
        return _form(self.plural, n)

    def ordinal_form(self, n: int) -> str:
        """Return the form of the ordinal number of `n`."""
        return _form(self.ordinal, n)

    def plural_forms(self) -> list[str]:
        """Return the plural forms the language has, in CLDR's order."""
        has = {form for form, _ in self.plural[1]}
        return [form for form in FORMS if form in has or form == "other"]

    def number(self, n: int) -> str:
        """Return a whole number that is not negative with the language's grouping of digits."""
        digits, size, groups = str(n), self.grouping[0], list[str]()
        while len(digits) > size:
            groups.append(digits[-size:])
            digits, size = digits[:-size], self.grouping[1]
        return self.separator.join([digits, *reversed(groups)])


def read(locale: Locale) -> Cldr:
    """Take from Babel's data what pages need."""
    from babel.numbers import get_group_symbol

    contexts = ("format wide", "format abbreviated", "stand-alone wide", "stand-alone abbreviated")
    names = {each: locale.months[each.split()[0]][each.split()[1]] for each in contexts}
    halves = {
        f"{skeleton} {field}": parts
        for skeleton, fields in _RANGES.items()
        for field in fields
        if len(parts := locale.interval_formats.get(skeleton, {}).get(field, ())) == 2
    }
    return Cldr(
        str(locale),
        str(locale.text_direction),
        {each: tuple(of[month] for month in range(1, 13)) for each, of in names.items()},
        tuple(locale.days["format"]["wide"][day] for day in range(7)),
        tuple(locale.quarters["format"]["wide"][quarter] for quarter in range(1, 5)),
        {each: str(locale.date_formats[each].pattern) for each in ("long", "full")},
        {name: str(skeleton.pattern) for name, skeleton in locale.datetime_skeletons.items()},
        {name: (str(first), str(last)) for name, (first, last) in halves.items()},
        tuple(locale.decimal_formats[None].grouping),
        str(get_group_symbol(locale)),
        _rules(locale.plural_form),
        _rules(locale.ordinal_form),
    )


def _rules(rule: object) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    """Return the forms of the first numbers, as places in `FORMS`, and the rules."""
    from babel.plural import PluralRule

    assert isinstance(rule, PluralRule)
    return bytes(FORMS.index(rule(n)) for n in range(_TABLE)), tuple(sorted(rule.rules.items()))


def _form(rules: tuple[bytes, tuple[tuple[str, str], ...]], n: int) -> str:
    return FORMS[rules[0][n]] if 0 <= n < _TABLE else _worked_out(rules[1], n)


@lru_cache(maxsize=1 << 10)
def _worked_out(rules: tuple[tuple[str, str], ...], n: int) -> str:
    from babel.plural import PluralRule  # slow to import, and seldom wanted

    return str(PluralRule(dict(rules))(n))
