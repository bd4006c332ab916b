"""Which events name what: the timelines, tags, actors, places and sources of a site, each with its events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from functools import cached_property

from timeline.site import names
from timeline.site.archive import Rows

_FEW = 4
"""How many subjects of a kind are looked for one by one; where more are wanted, all are found in one walk."""


class Membership(Collection[str]):
    """The subjects of one kind: an event belongs to those whose names it carries, whatever their spelling."""

    def __init__(self, kind: str, rows: Rows) -> None:
        """Take all events, in order."""
        self._rows, self._single, self._asked = rows, kind == "timeline", 0
        self._stated, self._numbers = rows.column("timeline" if self._single else f"{kind}s")

    def __len__(self) -> int:
        """How many subjects there are."""
        return len(self._found)

    def __iter__(self) -> Iterator[str]:
        """Go through the subjects' slugs in their order."""
        return iter(self._found)

    def __contains__(self, slug: object) -> bool:
        """Whether an event belongs to a subject."""
        return slug in self._found

    def label(self, slug: str) -> str:
        """Return the name that is used most, the first in the alphabet of several."""
        return self._found[slug][0]

    def count(self, slug: str) -> int:
        """Return how many events belong to a subject."""
        return self._found[slug][1]

    def rows(self, slug: str) -> Rows:
        """Return the events that belong to a subject, in order."""
        if self.count(slug) == len(self._rows):
            return self._rows
        self._asked += 1
        if self._asked > _FEW:
            return self._rows.at(self._all[slug])
        wanted = {number for number, slugs in self._slugs.items() if slug in slugs}
        return self._rows.at([place for place, number in enumerate(self._numbers) if number in wanted])

    @cached_property
    def _tally(self) -> dict[int, int]:
        """How many events carry each list of names, by its number."""
        return Counter(self._numbers)

    @cached_property
    def _slugs(self) -> dict[int, list[str]]:
        """The subjects behind each list of names."""
        return {number: list(dict.fromkeys(map(names.slug, self._labels(number)))) for number in self._tally}

    def _labels(self, number: int) -> tuple[str, ...]:
        return (self._stated[number],) if self._single else self._stated[number]

    @cached_property
    def _found(self) -> dict[str, tuple[str, int]]:
        counts: dict[str, int] = {}
        spellings: dict[str, dict[str, int]] = {}
        for number, count in self._tally.items():
            for slug in self._slugs[number]:
                counts[slug] = counts.get(slug, 0) + count
            for label in self._labels(number):
                used = spellings.setdefault(names.slug(label), {})
                used[label] = used.get(label, 0) + count
        best = {slug: min(used, key=lambda label: (-used[label], label)) for slug, used in spellings.items()}
        return {slug: (best[slug], counts[slug]) for slug in sorted(counts)}

    @cached_property
    def _all(self) -> dict[str, list[int]]:
        members: dict[str, list[int]] = {slug: [] for slug in self._found}
        lists = {number: [members[slug] for slug in slugs] for number, slugs in self._slugs.items()}
        for place, number in enumerate(self._numbers):
            for each in lists[number]:
                each.append(place)
        return members
