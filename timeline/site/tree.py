"""Events divided over pages: each prints at most 400 and half a megabyte, divided by calendar, never by counting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain, groupby

from timeline.site.ages import Age, Level
from timeline.site.archive import Rows

MOST_EVENTS = 400
MOST_BYTES = 420_000
"""Estimated bytes of the events of one page; its frame and a margin for the estimate come on top."""
MOST_TITLES = 1000


Division = tuple[Rows, "list[Node]"]
"""The events that a page prints itself, and the pages below it."""


@dataclass(eq=False)
class Node:
    """A page of a scope that has `count` events: all `rows` below it, those it prints itself (`own`), its children in order.

    `part` numbers pages that divide what has one date (2, 3, …; 0 = no such division). What rows there are (`gather`), and how
    they are divided (`split`), is found out when somebody asks.
    """

    address: str
    count: int
    gather: Callable[[], Rows]
    split: Callable[[], Division]
    age: Age | None = None
    part: int = 0

    @cached_property
    def rows(self) -> Rows:
        """All events below the page."""
        return self.gather()

    @property
    def own(self) -> Rows:
        """The events that the page prints in full."""
        return self._inside[0]

    @property
    def children(self) -> list[Node]:
        """The pages below it."""
        return self._inside[1]

    @cached_property
    def _inside(self) -> Division:
        return self.split()

    @property
    def mode(self) -> str:
        """Return ``full``, ``titles`` or ``periods`` (see `view.Listing`)."""
        if not self.children:
            return "full"
        return "titles" if self.count <= MOST_TITLES else "periods"

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


def fits(rows: Rows) -> bool:
    """Whether one page can print these events in full."""
    return len(rows) <= MOST_EVENTS and sum(rows.field("size")) <= MOST_BYTES


def divide(rows: Rows, address: str, age: Age | None = None) -> Node:
    """Divide a scope: one page if it fits, else one for each century, decade, year, month or day, the coarsest that divides."""
    return Node(address, len(rows), lambda: rows, partial(_divided, rows, address, age), age)


def _divided(rows: Rows, address: str, age: Age | None) -> Division:
    if fits(rows):
        return rows, []
    own, children = rows, list[Node]()
    ages = rows.field("age")
    first, last, coarsest = min(ages), max(ages), min([each.level for each in ages])
    for level in range(Level.MILLENNIUM if age is None else age.level + 1, Level.DAY + 1):
        if level <= min(coarsest, Level.YEAR) and first.at(level) == last.at(level):
            continue  # all lie in one stretch
        groups, coarse = _grouped(rows.places, ages, level)
        if not groups or (len(groups) == 1 and not coarse):
            continue
        own = rows.at(coarse)
        base = address if age is None else address.removesuffix(age.address)
        children = [divide(rows.at(groups[each]), base + each.address, each) for each in sorted(groups)]
        break
    return _numbered(address, age, own, children)


def _grouped(places: Sequence[int], ages: Sequence[Age], level: int) -> tuple[dict[Age, list[int]], list[int]]:
    """Group places of rows by their stretch of a level; those whose age is coarser come on their own."""
    groups: dict[Age, list[int]] = {}
    own: list[int] = []
    current, group = None, own
    for place, age in zip(places, ages, strict=True):
        stretch = age.year if level <= Level.YEAR else (age.year, age.month, age.day if level == Level.DAY else 0)
        if age.level < level:
            own.append(place)
        elif stretch == current:  # as mostly, since they come in order
            group.append(place)
        else:
            current, group = stretch, groups.setdefault(age.at(level), [])
            group.append(place)
    return groups, own


def _numbered(address: str, age: Age | None, own: Rows, children: list[Node]) -> Division:
    """Divide what a page would print itself, where even that is too much, into numbered parts."""
    parts = list(_chunks(own))
    if len(parts) < 2:
        return own, children
    return parts[0], [*(_part(f"{address}{n}/", part, age, n) for n, part in enumerate(parts[1:], 2)), *children]


def _part(address: str, rows: Rows, age: Age | None, part: int) -> Node:
    return Node(address, len(rows), lambda: rows, lambda: (rows, []), age, part)


def _chunks(rows: Rows) -> Iterator[Rows]:
    start, size = 0, 0
    for end, more in enumerate(rows.field("size")):
        if end > start and (end - start >= MOST_EVENTS or size + more > MOST_BYTES):
            yield rows[start:end]
            start, size = end, 0
        size += more
    if len(rows) > start:
        yield rows[start:]


def calendar(rows: Rows) -> dict[Age, Node]:
    """Return the site's own pages by age, coarse first within their time: every year with events has one.

    A decade or century has one where some date is no more precise than that, or where it joins several pages.
    """
    own = _by_year(rows)
    nodes = {age: divide(own[age], age.address, age) for age in own if age.level == Level.YEAR}
    tops = sorted(nodes.items())
    for level in (Level.DECADE, Level.CENTURY, Level.MILLENNIUM):
        below: dict[Age, list[tuple[Age, Node]]] = {age: [] for age in own if age.level == level}
        for top in tops:
            below.setdefault(top[0].at(level), []).append(top)
        tops = []
        for age, parts in sorted(below.items()):
            if age in own or (level > Level.MILLENNIUM and len(parts) > 1):
                nodes[age] = _join(age, own.get(age, rows.at([])), [part for _, part in parts])
                tops.append((age, nodes[age]))
            else:
                tops += parts
    return dict(sorted(nodes.items()))


def _by_year(rows: Rows) -> dict[Age, Rows]:
    """Group rows by year, those whose age is coarser by that."""
    ages, numbers = rows.column("age")
    whole = {year: Age(year, Level.YEAR) for year in {age.year for age in ages}}
    years = [age if age.level < Level.YEAR else whole[age.year] for age in ages]
    own: dict[Age, list[int]] = {}
    start = 0
    for year, together in groupby(map(years.__getitem__, numbers)):
        end = start + len(list(together))
        own.setdefault(year, []).extend(rows.places[start:end])
        start = end
    return {age: rows.at(places) for age, places in own.items()}


def _join(age: Age, own: Rows, parts: list[Node]) -> Node:
    """Return the page of what is no more precise than a decade, above the pages of its years."""
    count = len(own) + sum([part.count for part in parts])
    gather = lambda: own.at(sorted(chain(own.places, *(part.rows.places for part in parts))))  # noqa: E731
    return Node(age.address, count, gather, lambda: _numbered(age.address, age, own, list(parts)), age)


def inner(node: Node) -> Iterator[Node]:
    """Yield a page of a calendar and the divisions below it that are not pages of the calendar themselves."""
    yield node
    if node.age and node.age.level < Level.YEAR:
        yield from (child for child in node.children if child.part)
    else:
        for child in node.children:
            yield from inner(child)


def tops(pages: Mapping[Age, Node]) -> list[Node]:
    """Return those pages of a calendar that lie in no other's."""
    below = {id(child) for age, node in pages.items() if age.level < Level.YEAR for child in node.children}
    return [node for node in pages.values() if id(node) not in below]


def titles_of(node: Node) -> Rows:
    """Return what a page prints as lines: all that its children print in full, if that is not too much."""
    if node.mode != "titles":
        return node.own.at([])
    own = set(node.own.places)
    return node.rows.at([place for place in node.rows.places if place not in own])
