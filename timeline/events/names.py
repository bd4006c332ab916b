"""People, groups and places a project knows: ``content/names.yaml`` and a small built-in list of countries and cities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal
from zoneinfo import available_timezones

from timeline.errors import Problem

Kind = Literal["person", "group", "place", ""]
KEYS = ("name", "also", "kind", "coordinates")


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or some place; `also` are other forms of the name, `coordinates` (latitude, longitude) in degrees."""

    name: str
    also: tuple[str, ...] = ()
    kind: Kind = ""
    coordinates: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """All names of a project; they override what the machine thinks."""

    entries: tuple[Name, ...] = ()
    _forms: Mapping[str, Name] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, entries: Iterable[Name]) -> Names:
        """Index the entries by every form of their names, case ignored; the first entry with a form keeps it."""
        kept = tuple(entries)
        forms: dict[str, Name] = {}
        for entry in kept:
            for form in (entry.name, *entry.also):
                forms.setdefault(form.casefold(), entry)
        return cls(kept, forms)

    def find(self, text: str) -> Name | None:
        """Return the entry with this form of name."""
        return self._forms.get(text.casefold())

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """Finds every form in a text, longest first; None when there are no names."""
        return _pattern(frozenset(form for entry in self.entries for form in (entry.name, *entry.also)))


@cache
def _pattern(forms: frozenset[str]) -> re.Pattern[str] | None:
    ordered = sorted(forms, key=lambda f: (-len(f), f))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)") if ordered else None


def load(path: Path, shown: str = "content/names.yaml") -> tuple[Names, list[Problem]]:
    """Read ``names.yaml`` (a list of ``{name, also, kind, coordinates}``); an absent file is an empty one.

    Every fault is a `Problem` under the path `shown`; entries without fault are used all the same.
    """
    if not path.exists():
        return Names(), []
    from timeline.events import guard, namesfile  # and with it YAML

    with path.open("rb") as file:
        entries, problems = namesfile.read(file.read(guard.MAX_BYTES + 1), shown)
    return Names.of(entries), problems


@cache
def gazetteer(lang: str) -> frozenset[str]:
    """Names of countries and continents in a language (CLDR) and of the world's bigger cities (IANA time zones)."""
    from babel import Locale, UnknownLocaleError

    try:
        territories = set(Locale.parse(lang.replace("-", "_")).territories.values())
    except (UnknownLocaleError, ValueError):
        territories = set()
    cities = {
        zone.rsplit("/", 1)[1].replace("_", " ")
        for zone in available_timezones()
        if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "US/"))
    }
    english = {
        "U.S.",
        "US",
        "U.S.A.",
        "USA",
        "U.K.",
        "UK",
        "Britain",
        "Washington",
        "Soviet Union",
        "America",
        "West Bank",
        "Gaza",
    }
    return frozenset(territories | cities | (english if lang.startswith("en") else set()))


@cache
def stems(lang: str) -> frozenset[str]:
    """First four letters of each country, to know an adjective made of it ("Iraqi", "Lebanese")."""
    return frozenset(name[:4] for name in gazetteer(lang) if len(name) >= 4)
