"""Data files and feeds: all events of the site, or of one timeline, in the formats of `timeline.exchange`."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from operator import attrgetter
from urllib.parse import quote

from markupsafe import Markup

from timeline.events.event import Event, belonging
from timeline.exchange import atom, formats, jsonld, published
from timeline.exchange.publication import Publication
from timeline.site import indexes, names
from timeline.site.atlas import Atlas
from timeline.site.links import absolute
from timeline.site.page import Page, Parts, digest_of, digest_of_plain
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


def data_pages(atlas: Atlas) -> Iterator[Page]:
    """Yield all data files and feeds, and the index that the search page reads."""
    scopes = list(_scopes(atlas))

    for form in map(formats.named, formats.PUBLISHED):
        for scope in scopes:
            for folder in scope.folders:
                path = f"{atlas.prefix}{folder}data/events.{form.ending}"
                yield Page(path, "data", (form.name, scope.mark), partial(_document, atlas, scope, form), "a data file")
    for scope in scopes:
        yield from _feeds(atlas, scope)
    everything = scopes[0].mark
    yield Page(f"{atlas.prefix}data/search.json", "data", (everything,), lambda: _search_index(atlas), "the search index")
    spans = digest_of_plain([(row.date, row.timeline) for row in atlas.rows])
    facets = () if fits(atlas.rows) else tuple(kind for kind in indexes.LANES if len(atlas.subjects[kind]) > 1)
    made = partial(indexes.marks_index, atlas.rows, _title(atlas), facets)
    yield Page(f"{atlas.prefix}data/marks.json", "data", (facets, spans), made, "the instrument's index")
    yield from _homes(atlas)
    for kind in facets:
        lanes = digest_of_plain([(row.date, getattr(row, f"{kind}s")) for row in atlas.rows])
        make_lanes = partial(indexes.lanes_index, atlas.rows, kind)
        yield Page(f"{atlas.prefix}data/marks-{kind}.json", "data", (kind, lanes), make_lanes, "lanes of the instrument")


def _document(atlas: Atlas, scope: _Scope, form: formats.Format) -> Parts:
    """Return a data file: a frame, and in it the parts of its events, each with what stands between it and the next."""
    left_out = atlas.blank(form.name, scope.rows)
    opening, closing = form.frame(publication(atlas, scope.title), len(scope.rows) - left_out, left_out)
    stretches = [each for each in atlas.joined(form.name, scope.rows) if each.end > each.start]
    if stretches:
        stretches[-1] = stretches[-1]._replace(end=stretches[-1].end - len(form.between.encode()))
    return [opening.encode(), *stretches, closing.encode()]


@dataclass(frozen=True, slots=True, eq=False)
class _Scope:
    """What one set of data files holds: its events, the folders it stands in, and a fingerprint of it all."""

    folders: tuple[str, ...]
    title: str
    rows: Sequence[Row]
    mark: str


def _scopes(atlas: Atlas) -> Iterator[_Scope]:
    """Yield the site, then each timeline; a site's only timeline is the site."""

    def scope(folders: tuple[str, ...], title: str, rows: Sequence[Row]) -> _Scope:
        return _Scope(folders, title, rows, digest_of((title, atlas.shown(rows))))

    timelines = atlas.subjects["timeline"]
    folders = {f"{names.FOLDER['timeline']}{slug}/": slug for slug in timelines}
    if len(timelines) == 1:
        yield scope(("", *folders), atlas.site.title, atlas.rows)
        return
    yield scope(("",), atlas.site.title, atlas.rows)
    for folder, slug in folders.items():
        yield scope((folder,), f"{atlas.site.title}: {timelines.label(slug)}", timelines.rows(slug))


def _homes(atlas: Atlas) -> Iterator[Page]:
    """Yield which page prints each event, ``{id: folder}``, in a file for each last letter of ids.

    By it, pages that became too long for their events send readers of old anchors on.
    """
    found: dict[str, dict[str, str]] = {}
    for row in atlas.rows if len(atlas.rows) > MOST_TITLES else ():
        found.setdefault(row.id[-1], {})[row.id] = atlas.homes[row.id]
    for letter, homes in found.items():
        make, mark = partial(json.dumps, homes, separators=(",", ":")), digest_of_plain(list(homes.items()))
        yield Page(f"{atlas.prefix}data/homes/{letter}.json", "data", mark, make, "the pages of events")


def sitemap(atlas: Atlas, pages: Iterable[str]) -> Page:
    """Return the sitemap (sitemaps.org) of a site made for a host; `pages` are the output paths of its pages."""
    paths = sorted(path.removesuffix("index.html") for path in pages if path.endswith(".html"))
    addresses = [html.escape(f"{atlas.site.url}/{quote(path)}", quote=False) for path in paths[:MOST_IN_SITEMAP]]
    body = "".join([f"<url><loc>{address}</loc></url>\n" for address in addresses])
    opening = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return Page(f"{atlas.prefix}sitemap.xml", "data", tuple(paths), lambda: f"{opening}{body}</urlset>\n", "the sitemap")


KEPT = ("entry", *formats.PUBLISHED, "search")
"""The kinds of text that are made of an event once: its entry in lists, and its part of each data file."""


def fill(atlas: Atlas, rows: Iterable[Row]) -> None:
    """Make the texts of those events of which they are not kept, file by file: so few files are open at a time."""
    missing = [row for row in rows if atlas.inputs[row.id] not in atlas.kept]
    for row in sorted(missing, key=attrgetter("file.path", "number")):
        atlas.turn_to(row.file)
        made = (atlas.render.entry_text(atlas.present.event(row)), *_pieces(atlas, row))
        atlas.kept.add(atlas.inputs[row.id], [text.encode() for text in made])


def _pieces(atlas: Atlas, row: Row) -> Iterator[str]:
    event, frame = stated(row), publication(atlas, atlas.site.title)
    yield from published.pieces(event, frame, _described(atlas, row))
    yield indexes.entry(row, absolute(atlas.url(row), "").lstrip("/"), atlas.present.when(row).words)


def _search_index(atlas: Atlas) -> Parts:
    return indexes.search_index(atlas.rows, atlas.pieces("search", atlas.rows), _title(atlas))


def _title(atlas: Atlas) -> Callable[[str], str]:
    return cache(lambda name: atlas.present.subject("timeline", name).label)


def _feeds(atlas: Atlas, scope: _Scope) -> Iterator[Page]:
    @cache
    def recent() -> list[Event]:
        return [stated(row) for row in sorted(scope.rows, key=attrgetter("changed", "id"), reverse=True)[: atom.ENTRIES]]

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
            address=lambda event: absolute(atlas.url_of(event.id), ""),
            changed=changed,
            coordinates=atlas.coordinates,
            words=lambda event: atlas.words.label(edtf.parse(event.date), event.time) if event.date else "",
        )
    return atlas.frames[title]


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
