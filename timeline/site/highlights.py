"""The main events of what is too long for one page: those of the highest salience, on a page of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from timeline.site import names
from timeline.site.archive import Rows
from timeline.site.atlas import MAIN, Atlas, main
from timeline.site.grouping import groups
from timeline.site.page import Page
from timeline.site.tree import fits
from timeline.site.view import Link, Listing


class Scope(NamedTuple):
    """What may have main events: the site (an empty `folder`) or a timeline."""

    folder: str
    label: str
    rows: Rows


def link(atlas: Atlas, folder: str, rows: Rows) -> Link | None:
    """Return the link to the main events of a scope, None where all its events fit on one page."""
    return None if fits(rows) else Link(atlas.words.ui.gettext("Main events"), atlas.page(f"{folder}main/"), MAIN)


def pages(atlas: Atlas) -> Iterator[Page]:
    """Yield the page of main events of the site, and of every timeline that is only a part of it."""
    scopes = [Scope("", atlas.site.title, atlas.rows)]
    timelines = atlas.subjects["timeline"]
    for slug in timelines:
        title = atlas.present.subject("timeline", timelines.label(slug)).label
        scopes.append(Scope(f"{names.FOLDER['timeline']}{slug}/", title, timelines.rows(slug)))
    for scope in scopes:
        if not fits(scope.rows):
            chosen = atlas.main if len(scope.rows) == len(atlas.rows) else main(scope.rows)
            events = zip(scope.rows.places, scope.rows.field("id"), strict=True)
            yield _page(atlas, scope, scope.rows.at([place for place, event in events if event in chosen]))


def _page(atlas: Atlas, scope: Scope, rows: Rows) -> Page:
    title = atlas.words.ui.gettext("Main events")
    name = f"{scope.label}: {title}" if scope.folder else title
    everything = Link(scope.label, atlas.page(scope.folder), len(scope.rows))

    def make() -> bytes:
        listing = Listing("full", groups(atlas, rows, None, full=True), (), len(rows), (), atlas.span(rows))
        trail = (Link(atlas.site.title, atlas.page("")), *([everything] if scope.folder else []))
        here = atlas.here("main", name, f"{scope.folder}main/", trail=trail)
        return atlas.render.page("main", here, listing=listing, strip=atlas.strips.of(rows), everything=everything)

    inputs = (name, everything, atlas.shown(rows), atlas.pages_mark)
    return Page(f"{atlas.prefix}{scope.folder}main/index.html", "main", inputs, make, f"the main events of {scope.label}")
