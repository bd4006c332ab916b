"""All that the pages of one build are made from, and what several kinds of page need alike."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress, repeat
from operator import add
from typing import Any

from timeline.config import Settings
from timeline.events.eventfile import EventFile
from timeline.events.names import Names
from timeline.events.salience import select
from timeline.exchange.publication import Publication
from timeline.site import names as naming
from timeline.site.ages import Age, Level
from timeline.site.archive import Rows
from timeline.site.given import TimelineInfo
from timeline.site.links import INDEX, ROOT, absolute, page
from timeline.site.membership import Membership
from timeline.site.page import digest_of_plain
from timeline.site.pieces import Pieces, Runs
from timeline.site.present import ArticleInfo, Presenter
from timeline.site.render import Renderer
from timeline.site.rows import Row
from timeline.site.strips import Strips
from timeline.site.table import Table
from timeline.site.tree import MOST_TITLES, Node, calendar, fits, inner
from timeline.site.view import Here, Link, Site
from timeline.site.words import Words
from timeline.temporal.granularity import civil

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'"
)
EVENT_PAGES_UP_TO = 5000
MAIN = 100
"""How many main events a page has."""
_BRIEF = ("id", "title", "date", "bounds", "time", "modality", "review")


@dataclass
class Atlas:
    """The published events in order, how they are divided over pages, and the tools that make pages of them."""

    rows: Rows
    settings: Settings
    words: Words
    render: Renderer
    articles: Mapping[str, ArticleInfo]
    site: Site
    names: Names = field(default_factory=Names)
    timelines: Mapping[str, TimelineInfo] = field(default_factory=dict)
    content: str = "content"
    kept: Pieces = field(default=None)  # type: ignore[assignment] # set as soon as it is known what it depends on
    frames: dict[str, Publication] = field(default_factory=dict)
    described: tuple[Row | None, str] = (None, "")
    _open: EventFile | None = None
    _runs: Runs = ()

    @property
    def prefix(self) -> str:
        """The folder of all timeline pages, empty or with a final slash."""
        return self.settings.prefix

    @cached_property
    def calendar(self) -> dict[Age, Node]:
        """The site's own period pages."""
        return calendar(self.rows)

    @cached_property
    def neighbourhoods(self) -> dict[tuple[int, Age], list[Age]]:
        """The ages of one level that lie in the same stretch of the next coarser one, in order."""
        found: dict[tuple[int, Age], list[Age]] = {}
        for age in self.calendar:
            if age.level > Level.MILLENNIUM:
                found.setdefault((age.level, age.at(age.level - 1)), []).append(age)
        return found

    @cached_property
    def homes(self) -> dict[str, str]:
        """The folder of the list page that prints each event in full, by event id."""
        nodes = (node for top in self.calendar.values() for node in inner(top))
        return {event: node.address for node in nodes for event in node.own.field("id")}

    @cached_property
    def event_pages(self) -> bool:
        """Whether every event has a page of its own."""
        return have_pages(self.settings, len(self.rows))

    @cached_property
    def subjects(self) -> dict[str, Membership]:
        """What events name, by kind."""
        return {kind: Membership(kind, self.rows) for kind in naming.KINDS}

    @cached_property
    def tellers(self) -> dict[str, Rows]:
        """The events that mention each article, by its path."""
        found: dict[str, list[int]] = {}
        values, numbers = self.rows.column("articles")
        if any(values):
            for place, number in enumerate(numbers):
                for path in values[number]:
                    found.setdefault(path, []).append(place)
        return {path: self.rows.at(places) for path, places in found.items()}

    def told_by(self, path: str) -> Rows:
        """Return the events that mention an article."""
        return self.tellers.get(path) or self.rows.at([])

    @cached_property
    def present(self) -> Presenter:
        """The maker of view records."""
        titles = {slug: info.title for slug, info in self.timelines.items()}
        return Presenter(self.words, self.settings, self.articles, self.url, titles)

    def page(self, folder: str) -> str:
        """Return the address of a folder below the prefix."""
        return page(self.prefix + folder)

    def file(self, path: str) -> str:
        """Return the address of a file below the prefix."""
        return f"{ROOT}{self.prefix}{path}"

    def feed(self, folder: str) -> str:
        """Return the address of a scope's Atom feed."""
        return self.file(f"{folder}feeds/events.atom.xml")

    @cached_property
    def coordinates(self) -> dict[str, tuple[float, float]]:
        """Known places with (longitude, latitude), by every form of their names."""
        placed = [name for name in self.names.entries if name.coordinates]
        return {form: name.coordinates[::-1] for name in placed for form in (name.name, *name.also)}  # type: ignore[index]

    def url(self, row: Row) -> str:
        """Return an event's permanent address."""
        return self.url_of(row.id)

    def url_of(self, event: str) -> str:
        """Return the permanent address of an event, by its id."""
        return f"{self._events}{event}/{INDEX}" if self.event_pages else self.place(event)

    @cached_property
    def _events(self) -> str:
        return f"{ROOT}{self.prefix}events/"

    def place(self, event: str) -> str:
        """Return an event's address in its list page."""
        return f"{self.page(self.homes[event])}#{event}"

    def here(self, kind: str, title: str, folder: str, **more: Any) -> Here:  # noqa: ANN401 - fields of Here
        """Return the record of a page; `folder` is below the prefix."""
        if "trail" not in more:
            more["trail"] = (Link(self.site.title, self.page("")),) if folder else ()
        return self.at(f"{self.prefix}{folder}index.html", self.page(folder), kind, title, **more)

    def at(self, path: str, address: str, kind: str, title: str, **more: Any) -> Here:  # noqa: ANN401 - fields of Here
        """Return the record of a page at any output path and its address."""
        canonical = absolute(address, self.site.url) if self.site.url else ""
        return Here(kind, title, path, page(""), canonical=canonical, csp=more.pop("csp", CSP), **more)

    def name(self, age: Age) -> str:
        """Return a stretch of the calendar in words."""
        return self._names[age]

    @cached_property
    def _names(self) -> Table[Age, str]:
        return Table(self._name)

    def _name(self, age: Age) -> str:
        if age.level == Level.DAY:
            return self.words.day(age.year, age.month, age.day)
        if age.level == Level.MONTH:
            return self.words.month(age.year, age.month)
        wording: dict[Level, Callable[[int], str]] = {
            Level.YEAR: self.words.year,
            Level.DECADE: self.words.decade,
            Level.CENTURY: self.words.century,
            Level.MILLENNIUM: self.words.millennium,
        }
        return wording[age.level](age.year)

    def label(self, node: Node) -> str:
        """Return a node's name, "December 2019", with its number where a date fills several pages."""
        name = self.name(node.age) if node.age else self.site.title
        return f"{name} ({node.part})" if node.part else name

    def span(self, rows: Rows) -> str:
        """Return the years from the earliest dated event to the latest, "585 BCE – 2020"; empty where there is none."""
        dates = rows.field("date")
        days = (compress(rows.field(name), dates) for name in ("start", "end"))
        starts, ends = ([day for day in each if day is not None] for each in days)
        return self.words.years(civil(min(starts))[0], civil(max(*ends, min(starts) + 1) - 1)[0]) if starts and ends else ""

    @cached_property
    def strips(self) -> Strips:
        """The maker of density strips."""
        return Strips(self.rows, self.calendar, self.page, self.words)

    def strip_inputs(self, rows: Rows, mode: str) -> tuple[Any, ...]:
        """Return what the strip of some events depends on, beside their dates where a page of this `mode` prints them."""
        return digest_of_plain(list(rows.field("date"))) if mode == "periods" else "", self.pages_mark

    @cached_property
    def pages_mark(self) -> int:
        """A number that changes with the set of period pages, to which strips link."""
        return zlib.crc32(" ".join(node.address for top in self.calendar.values() for node in inner(top)).encode())

    @cached_property
    def main(self) -> Set[str]:
        """The ids of the main events of the site."""
        return main(self.rows)

    def take_over(self, **known: Any) -> None:  # noqa: ANN401 - of cached properties
        """Know what would take a walk through all events to find out: `homes`, `pages_mark`, `main`."""
        vars(self).update(known)

    def turn_to(self, file: EventFile | None) -> None:
        """Let go of the events of the file before, so that a walk from file to file has those of one in memory."""
        if self._open and self._open is not file:
            self._open.release()
        self._open = file

    @cached_property
    def inputs(self) -> dict[str, str]:
        """What an event's full entry, and its part of a data file, depend on beside what all pages share, by event id."""
        ids, keys, timelines = map(self.rows.field, ("id", "key", "timeline"))
        homes = repeat("") if self.event_pages else [self.homes[event] for event in ids]
        stated = [f"{key} {home} {timeline}" for key, home, timeline in zip(keys, homes, timelines, strict=False)]
        if self.articles:
            about = {path: f"\n{info.title}\n{info.url}\n{info.key}" for path, info in self.articles.items()}
            known = ["".join([about.get(path, "") for path in paths]) for paths in self.rows.field("articles")]
            stated = list(map(add, stated, known))
        return dict(zip(ids, stated, strict=True))

    def arrange(self) -> None:
        """Have the texts in `kept`, of which there are all, in the order of events, or nearly so."""
        self._runs = self.kept.arrange(list(self.inputs.values()))

    def runs(self, rows: Rows) -> Runs:
        """Return where the texts made of some events stand in `kept`, once they have been arranged."""
        if len(rows) == len(self.rows):
            return self._runs
        return self.kept.runs(map(self.inputs.__getitem__, rows.field("id")))

    def shown(self, rows: Rows) -> str:
        """Return a fingerprint of what the full entries of some events depend on."""
        return digest_of_plain(list(map(self.inputs.__getitem__, rows.field("id"))))

    def titled(self, rows: Rows) -> str:
        """Return a fingerprint of what the lines of titles of some events depend on."""
        if not rows:
            return ""
        homes = () if self.event_pages else [self.homes[event] for event in rows.field("id")]
        return digest_of_plain([list(map(bool, rows.field("found"))), *(list(rows.field(name)) for name in _BRIEF), homes])


def main(rows: Rows) -> Set[str]:
    """Return the ids of the events of the highest salience."""
    return select(zip(*map(rows.field, ("id", "salience", "start")), strict=True), MAIN)


def have_pages(settings: Settings, events: int) -> bool:
    """Return whether each of so many events has a page of its own."""
    return events <= EVENT_PAGES_UP_TO if settings.event_pages == "auto" else bool(settings.event_pages)


def mode_of(rows: Rows) -> str:
    """Return how much of some events a page without subdivisions of its own can print (see `view.Listing`)."""
    if fits(rows):
        return "full"
    return "titles" if len(rows) <= MOST_TITLES else "periods"
