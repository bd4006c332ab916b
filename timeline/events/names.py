"""People, groups and places a project knows: ``content/names.yaml`` and a small built-in list of countries and cities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args
from zoneinfo import available_timezones

import yaml

from timeline.errors import Problem
from timeline.events import guard

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
    with path.open("rb") as file:
        return read(file.read(guard.MAX_BYTES + 1), shown)


def read(data: bytes, shown: str) -> tuple[Names, list[Problem]]:
    """Read the bytes of a ``names.yaml``, as `load` does."""
    text, problems = guard.decode(data, shown)
    if not text:
        return Names(), problems
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except RecursionError:
        return Names(), [Problem(shown, 0, 0, "names-syntax", "this file is nested too deep to be read", "write a plain list")]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        return Names(), [Problem(shown, line, column, "names-syntax", error.problem or "not YAML", "mend the YAML")]
    except yaml.YAMLError as error:
        return Names(), [Problem(shown, 0, 0, "names-syntax", str(error).splitlines()[0], "mend the YAML")]
    if root is None:
        return Names(), problems
    if not isinstance(root, yaml.SequenceNode):
        return Names(), [_problem(shown, root, "this file is a list of names", "- name: …")]
    entries: list[Name] = []
    for node in root.value:
        entry = _entry(node, shown, problems)
        if entry:
            entries.append(entry)
    return Names.of(entries), problems


def _problem(shown: str, node: yaml.Node, message: str, hint: str) -> Problem:
    return Problem(shown, node.start_mark.line + 1, node.start_mark.column + 1, "names-entry", message, hint)


def _entry(node: yaml.Node, shown: str, problems: list[Problem]) -> Name | None:
    before = len(problems)
    if not isinstance(node, yaml.MappingNode):
        problems.append(_problem(shown, node, "each entry needs at least a name", "- name: …"))
        return None
    values: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            problems.append(_problem(shown, key, "a key is a word", f"known keys: {', '.join(KEYS)}"))
            continue
        if key.value not in KEYS:
            problems.append(_problem(shown, key, f"there is no key {key.value}", f"known keys: {', '.join(KEYS)}"))
        values[key.value] = value
    name = values.get("name")
    if not isinstance(name, yaml.ScalarNode) or not name.value.strip():
        problems.append(_problem(shown, node, "an entry has no name", "add name: …"))
        return None
    kind = values.get("kind")
    if kind is not None and kind.value not in get_args(Kind):
        problems.append(_problem(shown, kind, f"there is no kind {kind.value}", "person, group or place"))
    also = _scalars(values.get("also"))
    coordinates = _coordinates(values.get("coordinates"), shown, problems)
    if len(problems) > before:
        return None
    return Name(name.value.strip(), also, cast(Kind, kind.value if kind is not None else ""), coordinates)


def _scalars(node: yaml.Node | None) -> tuple[str, ...]:
    if isinstance(node, yaml.SequenceNode):
        return tuple(str(item.value).strip() for item in node.value if isinstance(item, yaml.ScalarNode))
    return (str(node.value).strip(),) if isinstance(node, yaml.ScalarNode) and node.value else ()


def _coordinates(node: yaml.Node | None, shown: str, problems: list[Problem]) -> tuple[float, float] | None:
    if node is None:
        return None
    try:
        latitude, longitude = map(float, _scalars(node) if isinstance(node, yaml.SequenceNode) else str(node.value).split(","))
    except ValueError:
        problems.append(_problem(shown, node, "coordinates are two numbers, latitude and longitude", "coordinates: [33.3, 44.4]"))
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        problems.append(_problem(shown, node, "these coordinates are not on Earth", "latitude first, from -90 to 90"))
        return None
    return latitude, longitude


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
