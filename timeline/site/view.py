"""What templates see: plain records, every word and address ready, nothing to compute. `docs/theme.md` lists them page by page.

Addresses begin with `links.ROOT`, which the writer of a page replaces by the way to the site's root (``../../``), so that one
rendered event serves pages at any depth and the site can be read from disk. What is made by the ten thousand is a named tuple,
which is made several times as fast as a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

_NOTHING = Markup()


class Link(NamedTuple):
    """A labelled address; `count` events lie behind it (0 = not counted)."""

    label: str
    url: str
    count: int = 0  # type: ignore[assignment] # not a tuple's method


class DateView(NamedTuple):
    """A date as stated, in words and in marks.

    `words` opens a line ("Late on 29 December 2019"), `note` is for assistive technology ("date approximate"). `datetime` is the
    value of ``<time datetime>``, empty where HTML cannot say it (BCE, decades, intervals). `precision` is one of ``time day week
    month season year decade century millennium interval undated``. `start`, `end` are day numbers, half-open, None where open.
    """

    edtf: str
    words: str
    note: str = ""
    datetime: str = ""
    precision: str = "day"
    approximate: bool = False
    uncertain: bool = False
    start: int | None = None
    end: int | None = None


class FoundView(NamedTuple):
    """Provenance of one mention: the sentence (`before` + `text` + `after`), the anchor, the rule, the reading that lost.

    `anchor` is worded ("Monday 30 December 2019"), `anchor_kind` one of ``published dateline mention manual``; `article` leads to
    the mark in the article, None where the article is not published. `gone` says that the article no longer has the sentence.
    """

    text: str
    before: str
    after: str
    date: DateView
    anchor: str
    anchor_kind: str
    rule: str
    lost: str = ""
    by: str = ""
    gone: bool = False
    article: Link | None = None


class SourceView(NamedTuple):
    """Where an event is reported; `url` and `archived` are http(s) addresses or empty, `page` lists all events of this source."""

    label: str
    url: str = ""
    archived: str = ""
    accessed: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class ImageView:
    """A picture; `src` is an address in this site."""

    src: str
    alt: str
    credit: str = ""


class EventView(NamedTuple):
    """An event, ready to print.

    `id` is the HTML id of its list item, `url` its permanent address (its page, or its anchor on a list page). `status` is
    ``proposed`` (found by machine, not checked), ``accepted`` or ``edited`` (a person wrote or changed it); `modality` is
    ``planned``, ``denied``, ``claimed`` or empty. `edited` says that a person changed the date the machine found.
    """

    id: str
    url: str
    title: str
    date: DateView
    summary: str = ""
    details: tuple[str, ...] = ()
    actors: tuple[Link, ...] = ()
    places: tuple[Link, ...] = ()
    tags: tuple[Link, ...] = ()
    timeline: Link | None = None
    sources: tuple[SourceView, ...] = ()
    image: ImageView | None = None
    note: str = ""
    status: str = "accepted"
    edited: bool = False
    modality: str = ""
    found: tuple[FoundView, ...] = ()
    edit_url: str = ""
    article: Link | None = None


class Group(NamedTuple):
    """Consecutive events under one heading: a year, a month, or `coarse` ones ("Sometime in 2019"). `id` is its HTML id."""

    heading: str
    id: str
    events: Sequence[EventView]
    coarse: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The events of a list page: `groups` in full, then `titles` as one line each, then `periods`, the pages below this one.

    `mode` is ``full`` (every event of the page's scope is in `groups`), ``titles`` (the rest has a page below and a line here) or
    ``periods`` (too many even for that; an index then has its latest events in `titles`). `count` is all in the scope,
    `span` their years in words; `main` leads to its main events where there is a page of them.
    """

    mode: str
    groups: tuple[Group, ...]
    periods: tuple[Link, ...] = ()
    count: int = 0
    titles: tuple[Group, ...] = ()
    span: str = ""
    main: Link | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a timeline, tag, actor, place or source page is about; `intro` is safe HTML written by the site's owner."""

    kind: str
    label: str
    url: str
    intro: Markup = _NOTHING
    cover: ImageView | None = None
    aliases: tuple[str, ...] = ()
    coordinates: str = ""


class Here(NamedTuple):
    """The page being rendered.

    `kind` is one of ``index year month decade century millennium event article timeline tag actor place source overview search
    about page main``. `path` is its file below the output folder, `root` the way to the site's root, `canonical` its full
    address (empty without SITEURL), `trail` the pages above it. `prev` and `next` lead along the chronology. `data` are
    downloads of what this page shows, `feed` its Atom feed. `jsonld` is JSON for a ``<script type="application/ld+json">``.
    """

    kind: str
    title: str
    path: str
    root: str
    canonical: str = ""
    description: str = ""
    csp: str = ""
    trail: tuple[Link, ...] = ()
    prev: Link | None = None
    next: Link | None = None
    data: tuple[Link, ...] = ()
    feed: str = ""
    jsonld: Markup = _NOTHING
    embed: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """The site as a whole, the same on every page; `nav` holds only pages that exist, `static` ends in a slash.

    `data` are downloads of all events, `feed` is the Atom feed of them.
    """

    title: str
    subtitle: str
    lang: str
    dir: str
    url: str
    home: str
    static: str
    nav: tuple[Link, ...] = ()
    timelines: tuple[Link, ...] = ()
    data: tuple[Link, ...] = ()
    feed: str = ""
