"""Which events name what: the timelines, tags, actors, places and sources of a site, each with its events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress
from operator import attrgetter

from timeline.site import names
from timeline.site.rows import Row

_FEW = 4
"""How many subjects of a kind are looked for one by one; where more are wanted, all are found in one walk."""


class Membership(Collection[str]):
    """The subjects of one kind: an event belongs to those whose names it carries, whatever their spelling."""

    def __init__(self, kind: str, rows: Sequence[Row], tally: Mapping[tuple[str, ...], int] | None = None) -> None:
        """Take all events, in order, and how many carry each list of names of this kind, if that is known."""
        self._rows, self._single, self._asked = rows, kind == "timeline", 0
        self._column = attrgetter("timeline" if self._single else f"{kind}s")
        self._tally: Mapping[Hashable, int] = Counter(map(self._column, rows)) if tally is None else tally  # type: ignore[assignment]

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

    def rows(self, slug: str) -> Sequence[Row]:
        """Return the events that belong to a subject, in order."""
        if self.count(slug) == len(self._rows):
            return self._rows
        self._asked += 1
        if self._asked > _FEW:
            return self._all[slug]
        wanted = {stated for stated, slugs in self._slugs.items() if slug in slugs}
        return list(compress(self._rows, map(wanted.__contains__, map(self._column, self._rows))))

    @cached_property
    def _slugs(self) -> dict[Hashable, list[str]]:
        """The subjects behind each list of names."""
        return {stated: list(dict.fromkeys(map(names.slug, self._labels(stated)))) for stated in self._tally}

    def _labels(self, stated: Hashable) -> tuple[str, ...]:
        return (stated,) if self._single else stated  # type: ignore[return-value]

    @cached_property
    def _found(self) -> dict[str, tuple[str, int]]:
        counts: dict[str, int] = {}
        spellings: dict[str, dict[str, int]] = {}
        for stated, count in self._tally.items():
            for slug in self._slugs[stated]:
                counts[slug] = counts.get(slug, 0) + count
            for label in self._labels(stated):
                used = spellings.setdefault(names.slug(label), {})
                used[label] = used.get(label, 0) + count
        best = {slug: min(used, key=lambda label: (-used[label], label)) for slug, used in spellings.items()}
        return {slug: (best[slug], counts[slug]) for slug in sorted(counts)}

    @cached_property
    def _all(self) -> dict[str, list[Row]]:
        members: dict[str, list[Row]] = {slug: [] for slug in self._found}
        lists = {stated: [members[slug] for slug in slugs] for stated, slugs in self._slugs.items()}
        for row, stated in zip(self._rows, map(self._column, self._rows), strict=True):
            for each in lists[stated]:
                each.append(row)
        return members
