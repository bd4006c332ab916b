"""Data files and feeds: all events of the site, or of one timeline, in the formats of `timeline.exchange`."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from heapq import nlargest
from itertools import compress
from operator import attrgetter, not_
from urllib.parse import quote

from markupsafe import Markup

from timeline.events.event import Event, belonging
from timeline.exchange import atom, formats, jsonld, published
from timeline.exchange.publication import Publication
from timeline.site import indexes, names
from timeline.site.archive import Rows
from timeline.site.atlas import Atlas
from timeline.site.links import absolute
from timeline.site.page import Page, Parts, digest_of, digest_of_plain
from timeline.site.pieces import Runs
from timeline.site.rows import Row, known_since
from timeline.site.tree import MOST_TITLES, fits
from timeline.site.view import Link
from timeline.temporal import edtf

_LABELS = {"json": "JSON", "csv": "CSV", "ical": "iCalendar", "jsonld": "JSON-LD", "geojson": "GeoJSON"}
MOST_IN_SITEMAP = 50_000
"""How many addresses a sitemap may hold by its standard."""


def downloads(atlas: Atlas, folder: str) -> tuple[Link, ...]:
    """Return the links to the data files of a scope; `folder` is empty for the site, else a timeline's."""
    chosen = (formats.named(name) for name in formats.PUBLISHED)
    return tuple(Link(_LABELS[form.name], atlas.file(f"{folder}data/events.{form.ending}")) for form in chosen)


def data_pages(atlas: Atlas, kept: Container[str] = ()) -> Iterator[Page]:
    """Yield all data files and feeds, and the indexes that scripts read; of these none that is `kept`."""
    scopes = list(_scopes(atlas))
    runs_of = cache(lambda scope: atlas.runs(scope.rows))
    for form in map(formats.named, formats.PUBLISHED):
        for scope in scopes:
            make = partial(_document, atlas, scope, form, runs_of)
            paths = [f"{atlas.prefix}{folder}data/events.{form.ending}" for folder in scope.folders]
            for path in paths:
                yield Page(path, "data", (form.name, scope.mark), make, "a data file", paths[0] if path != paths[0] else "")
    for scope in scopes:
        yield from _feeds(atlas, scope)
    everything = scopes[0].mark
    found = partial(_search_index, atlas, scopes[0], runs_of)
    yield Page(f"{atlas.prefix}data/search.json", "data", (everything,), found, "the search index")
    yield from _marks(atlas, kept)
    yield from _homes(atlas, kept)


def _marks(atlas: Atlas, kept: Container[str]) -> Iterator[Page]:
    """Yield the instrument's index, and files of its lanes."""
    mark_of = cache(lambda field: digest_of_plain(list(atlas.rows.field(field))))
    dated = cache(lambda: indexes.dated(atlas.rows))
    facets = () if fits(atlas.rows) else tuple(kind for kind in indexes.LANES if len(atlas.subjects[kind]) > 1)
    path = f"{atlas.prefix}data/marks"

    def marks() -> str:
        return indexes.marks_index(dated(), _title(atlas), facets)

    def lanes(kind: str) -> str:
        return indexes.lanes_index(dated(), kind)

    if f"{path}.json" not in kept:
        yield Page(f"{path}.json", "data", (facets, mark_of("date"), mark_of("timeline")), marks, "the instrument's index")
    for kind in facets:
        if f"{path}-{kind}.json" not in kept:
            inputs = kind, mark_of("date"), mark_of(f"{kind}s")
            yield Page(f"{path}-{kind}.json", "data", inputs, partial(lanes, kind), "lanes of the instrument")


def _document(atlas: Atlas, scope: _Scope, form: formats.Format, runs_of: Callable[[_Scope], Runs]) -> Parts:
    """Return a data file: a frame, and in it the parts of its events, each with what stands between it and the next."""
    runs = runs_of(scope)
    left_out = atlas.kept.blank(form.name, runs)
    opening, closing = form.frame(publication(atlas, scope.title), len(scope.rows) - left_out, left_out)
    return [opening.encode(), *atlas.kept.joined(form.name, runs, form.between), closing.encode()]


@dataclass(frozen=True, slots=True, eq=False)
class _Scope:
    """What one set of data files holds: its events, the folders it stands in, and a fingerprint of it all."""

    folders: tuple[str, ...]
    title: str
    rows: Rows
    mark: str


def _scopes(atlas: Atlas) -> Iterator[_Scope]:
    """Yield the site, then each timeline; a site's only timeline is the site."""

    def scope(folders: tuple[str, ...], title: str, rows: Rows) -> _Scope:
        return _Scope(folders, title, rows, digest_of((title, atlas.shown(rows))))

    timelines = atlas.subjects["timeline"]
    folders = {f"{names.FOLDER['timeline']}{slug}/": slug for slug in timelines}
    if len(timelines) == 1:
        yield scope(("", *folders), atlas.site.title, atlas.rows)
        return
    yield scope(("",), atlas.site.title, atlas.rows)
    for folder, slug in folders.items():
        yield scope((folder,), f"{atlas.site.title}: {timelines.label(slug)}", timelines.rows(slug))


def _homes(atlas: Atlas, kept: Container[str]) -> Iterator[Page]:
    """Yield which page prints each event, ``{id: folder}``, in a file for each last letter of ids.

    By it, pages that became too long for their events send readers of old anchors on.
    """
    path = f"{atlas.prefix}data/homes/%s.json"
    if len(atlas.rows) <= MOST_TITLES or path % atlas.rows[0].id[-1] in kept:  # all of them are, or none
        return
    found: dict[str, dict[str, str]] = {}
    for event in atlas.rows.field("id"):
        found.setdefault(event[-1], {})[event] = atlas.homes[event]
    for letter, homes in found.items():
        make, mark = partial(json.dumps, homes, separators=(",", ":")), digest_of_plain(list(homes.items()))
        yield Page(path % letter, "data", mark, make, "the pages of events")


def sitemap(atlas: Atlas, pages: Iterable[str]) -> Page:
    """Return the sitemap (sitemaps.org) of a site made for a host; `pages` are the output paths of its pages."""
    paths = sorted(path.removesuffix("index.html") for path in pages if path.endswith(".html"))
    addresses = [html.escape(f"{atlas.site.url}/{quote(path)}", quote=False) for path in paths[:MOST_IN_SITEMAP]]
    body = "".join([f"<url><loc>{address}</loc></url>\n" for address in addresses])
    opening = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return Page(f"{atlas.prefix}sitemap.xml", "data", tuple(paths), lambda: f"{opening}{body}</urlset>\n", "the sitemap")


KEPT = ("entry", *formats.PUBLISHED, "search")
"""The kinds of text that are made of an event once: its entry in lists, and its part of each data file."""


def fill(atlas: Atlas, rows: Rows) -> None:
    """Make the texts of those events of which they are not kept, file by file: so few files are open at a time."""
    wanted = map(atlas.inputs.__getitem__, rows.field("id"))
    missing = rows.at(list(compress(rows.places, map(not_, map(atlas.kept.keys.__contains__, wanted)))))
    for row in sorted(missing, key=attrgetter("file.path", "number")):
        fill_one(atlas, row)


def fill_one(atlas: Atlas, row: Row) -> None:
    """Make the texts of an event, unless they are kept."""
    key = atlas.inputs[row.id]
    if key not in atlas.kept.keys:
        atlas.turn_to(row.file)
        entry = atlas.render.entry_text(atlas.present.event(row))
        atlas.kept.add(key, [entry, *[text.encode() for text in _pieces(atlas, row)]])


def _pieces(atlas: Atlas, row: Row) -> Iterator[str]:
    event, frame = stated(row), publication(atlas, atlas.site.title)
    yield from published.pieces(event, frame, _described(atlas, row))
    said = indexes.entry(row, absolute(atlas.url(row), "").lstrip("/"), atlas.present.when(row).words)
    yield said + indexes.BETWEEN


def _search_index(atlas: Atlas, scope: _Scope, runs_of: Callable[[_Scope], Runs]) -> Parts:
    entries = atlas.kept.joined("search", runs_of(scope), indexes.BETWEEN)
    return indexes.search_index(scope.rows, entries, _title(atlas))


def _title(atlas: Atlas) -> Callable[[str], str]:
    return cache(lambda name: atlas.present.subject("timeline", name).label)


def _feeds(atlas: Atlas, scope: _Scope) -> Iterator[Page]:
    @cache
    def recent() -> list[Event]:
        known = scope.rows.field("changed")
        days = sorted(set(known))[-atom.ENTRIES :]  # quicker than all events by day and id
        late = (each for each in zip(known, scope.rows.field("id"), scope.rows.places, strict=True) if each[0] >= days[0])
        return [stated(row) for row in scope.rows.at([place for *_, place in nlargest(atom.ENTRIES, late)])]

    def feed(address: str) -> str:
        return atom.write(recent(), publication(atlas, scope.title), address)

    for folder in scope.folders:
        path = f"{atlas.prefix}{folder}feeds/events.atom.xml"
        yield Page(path, "data", ("atom", scope.mark), partial(feed, f"/{path}"), "the feed")


def stated(row: Row) -> Event:
    """Return an event that names its timeline, even where its file left that to the folder."""
    return row.event if row.stated else belonging(row.event, row.timeline)


def publication(atlas: Atlas, title: str) -> Publication:
    """Return the frame of an export."""
    if title not in atlas.frames:
        atlas.frames[title] = Publication(
            title=title,
            url=atlas.site.url,
            lang=atlas.site.lang,
            address=_address_in(atlas),
            changed=changed,
            coordinates=atlas.coordinates,
            words=lambda event: atlas.words.label(edtf.parse(event.date), event.time) if event.date else "",
        )
    return atlas.frames[title]


def _address_in(atlas: Atlas) -> Callable[[Event], str]:
    """Return what gives an event's address; each is asked for by several formats in turn."""
    known = lru_cache(maxsize=16)(lambda event: absolute(atlas.url_of(event), ""))
    return lambda event: known(event.id)


def changed(event: Event) -> str:
    """Return when an event became known: its latest article's day (the clock and files' times are not content)."""
    return f"{known_since(event)}T00:00:00Z"


def thing(atlas: Atlas, row: Row) -> Markup:
    """Return an event's JSON-LD, ready for its script element."""
    return Markup(jsonld.script(_described(atlas, row))) if row.date else Markup()


def _described(atlas: Atlas, row: Row) -> str:
    """Return an event's JSON-LD; the latest is remembered: its part of a data file and its page are made in turn."""
    if atlas.described[0] is not row:
        text = jsonld.thing(row.event, publication(atlas, atlas.site.title)) if row.date else ""
        atlas.described = row, text
    return atlas.described[1]
