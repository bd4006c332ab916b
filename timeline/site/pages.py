"""The plan of a site: every output file that comes from events, with what it depends on and how it is made."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from timeline.site import highlights, subjects
from timeline.site.ages import Age, Level
from timeline.site.atlas import CSP, Atlas, mode_of
from timeline.site.data import data_pages, fill_one, thing
from timeline.site.grouping import groups
from timeline.site.page import Page
from timeline.site.replan import Touched
from timeline.site.rows import Row, proposed
from timeline.site.tree import Node, titles_of
from timeline.site.view import Link, Listing
from timeline.temporal import edtf

SAMPLE = 100
"""How many of the latest events an index prints that is too long to print all."""
MOST_LINKS = 150
"""How many years a navigator lists before it turns to decades, decades before centuries."""


def plan(atlas: Atlas, touched: Touched | None = None) -> Iterator[Page]:
    """Yield all pages of a site, or all but those that are `kept` since nothing touches them."""
    if atlas.event_pages:  # first, since what they make serves the lists too
        yield from _events(atlas, touched.events if touched else range(len(atlas.rows)))
    yield _index(atlas)
    yield from highlights.pages(atlas)
    yield from _periods(atlas, touched.ages if touched else atlas.calendar.keys())
    yield from _aliases(atlas)
    yield from subjects.pages(atlas, touched.subjects if touched else atlas.subjects)
    yield from _fixed(atlas)
    yield from data_pages(atlas, touched.kept if touched else ())


def _index(atlas: Atlas) -> Page:
    mode = mode_of(atlas.rows)
    none = atlas.rows.at([])
    full = atlas.rows if mode == "full" else none
    titles = none if full else atlas.rows[-SAMPLE:] if mode == "periods" else atlas.rows
    years = navigator(atlas)
    timelines = subjects.overview(atlas, "timeline")

    def make() -> bytes:
        entries, lines = groups(atlas, full, None, full=True), groups(atlas, titles, None, full=False)
        main = highlights.link(atlas, "", atlas.rows)
        listing = Listing(mode, entries, years, len(atlas.rows), lines, atlas.span(atlas.rows), main)
        here = atlas.here("index", atlas.site.title, "", data=atlas.site.data, feed=atlas.site.feed)
        strip = atlas.strips.of(atlas.rows)
        return atlas.render.page("index", here, listing=listing, strip=strip, years=years, timelines=timelines)

    inputs = (
        mode,
        len(atlas.rows),
        years,
        atlas.shown(full),
        atlas.titled(titles),
        timelines,
        atlas.strip_inputs(atlas.rows, mode),
    )
    return Page(f"{atlas.prefix}index.html", "index", inputs, make, f"{atlas.content}/events")


def navigator(atlas: Atlas) -> tuple[Link, ...]:
    """Return links to the years, or to decades or centuries where there are too many, with the number of events behind each."""
    pages = list(atlas.calendar.values())
    coarse = [node for node in pages if node.age and node.age.level < Level.YEAR and node.own]
    links: list[Node] = [node for node in pages if node.age and node.age.level == Level.YEAR]
    for level in (Level.DECADE, Level.CENTURY):
        if len(links) > MOST_LINKS:
            joined = {node.age.at(level): node for node in links if node.age}
            links = [atlas.calendar.get(age, node) for age, node in joined.items()]
    chosen = {id(node): node for node in (*coarse, *links)}.values()
    ordered = sorted(chosen, key=lambda node: node.age or Age(0, Level.YEAR))
    return tuple(Link(atlas.label(node), atlas.page(node.address), node.count) for node in ordered)


def _periods(atlas: Atlas, years: Container[Age]) -> Iterator[Page]:
    """Yield the pages of these years, and those of all decades, centuries and millennia."""
    tops: dict[Level, list[Node]] = {}
    for node in atlas.calendar.values():
        assert node.age is not None
        tops.setdefault(node.age.level, []).append(node)
    for level, nodes in tops.items():
        for node, before, after in _neighbours(nodes):
            if level == Level.YEAR and node.age not in years:
                continue
            yield _period(atlas, node, before, after)
            if level == Level.YEAR:
                yield from _inside(atlas, node)
            else:
                yield from (_period(atlas, child, None, None) for child in node.children if child.part)


def _inside(atlas: Atlas, node: Node) -> Iterator[Page]:
    for child, before, after in _neighbours(node.children):
        yield _period(atlas, child, before, after)
        yield from _inside(atlas, child)


def _neighbours(nodes: Sequence[Node]) -> Iterator[tuple[Node, Node | None, Node | None]]:
    for i, node in enumerate(nodes):
        yield node, nodes[i - 1] if i else None, nodes[i + 1] if i + 1 < len(nodes) else None


def _period(atlas: Atlas, node: Node, before: Node | None, after: Node | None) -> Page:
    age = node.age
    assert age is not None
    titles = titles_of(node)
    below = tuple(Link(atlas.label(each), atlas.page(each.address), each.count) for each in node.children)
    ends = tuple(_link(atlas, each) for each in (before, after))
    trail = _trail(atlas, node)
    years = _siblings(atlas, age)
    kind = age.level.name.lower() if age.level <= Level.MONTH else "month"

    def make() -> bytes:
        entries, lines = groups(atlas, node.own, age, full=True), groups(atlas, titles, age, full=False)
        listing = Listing(node.mode, entries, below, node.count, lines)
        here = atlas.here(kind, atlas.label(node), node.address, trail=trail, prev=ends[0], next=ends[1])
        return atlas.render.page("period", here, listing=listing, strip=atlas.strips.of(node.rows), years=years)

    inputs = (
        node.mode,
        atlas.shown(node.own),
        atlas.titled(titles),
        below,
        ends,
        trail,
        years,
        atlas.label(node),
        node.count,
        atlas.strip_inputs(node.rows, node.mode),
    )
    source = f"{atlas.content}/{node.rows[0].place}"
    return Page(f"{atlas.prefix}{node.address}index.html", kind, inputs, make, source)


def _link(atlas: Atlas, node: Node | None) -> Link | None:
    return Link(atlas.label(node), atlas.page(node.address)) if node else None


def _trail(atlas: Atlas, node: Node) -> tuple[Link, ...]:
    age = node.age
    assert age is not None
    above = [age.at(level) for level in range(age.level)]
    trail = [Link(atlas.site.title, atlas.page(""))]
    shown = (each for each in above if each in atlas.calendar or each.level == Level.MONTH)
    trail += [Link(atlas.name(each), atlas.page(each.address)) for each in shown]
    if node.part:
        trail.append(Link(atlas.name(age), atlas.page(age.address)))
    return tuple(trail)


def _siblings(atlas: Atlas, age: Age) -> tuple[Link, ...]:
    """Return links to the years of the same decade (the decades of the same century …), without counts."""
    level = min(age.level, Level.YEAR)
    if level == Level.MILLENNIUM:
        return ()
    near = atlas.neighbourhoods.get((level, age.at(level - 1)), ())
    return tuple(Link(atlas.name(each), atlas.page(each.address)) for each in near)


def _events(atlas: Atlas, places: Iterable[int]) -> Iterator[Page]:
    """Yield the pages of the events at some places, which lead to those before and after."""
    start, inputs, homes, rows = f"{atlas.prefix}events/", atlas.inputs, atlas.homes, atlas.rows
    for place in places:
        row, event = rows[place], rows[place].id
        before = rows[place - 1] if place else None
        after = rows[place + 1] if place + 1 < len(rows) else None
        around = [f"{each.id} {each.title}" if each else "" for each in (before, after)]
        stated = f"{inputs[event]}\n{homes[event]}\n{around[0]}\n{around[1]}"
        make = partial(_event, atlas, place)
        yield Page(f"{start}{event}/index.html", "event", stated, make, f"{atlas.content}/{row.file.path}:{row.line}")


def _event(atlas: Atlas, place: int) -> bytes:
    row = atlas.rows[place]
    before = atlas.rows[place - 1] if place else None
    after = atlas.rows[place + 1] if place + 1 < len(atlas.rows) else None
    atlas.turn_to(row.file)
    fill_one(atlas, row)
    view = atlas.present.event(row)
    home = row.age.at(Level.YEAR)
    here = atlas.here(
        "event",
        row.title,
        f"events/{row.id}/",
        trail=(Link(atlas.site.title, atlas.page("")), Link(atlas.name(home), atlas.place(row.id))),
        prev=Link(before.title, atlas.url(before)) if before else None,
        next=Link(after.title, atlas.url(after)) if after else None,
        description=view.summary or f"{view.date.words}: {row.title}",
        jsonld=thing(atlas, row),
    )
    return atlas.render.page("event", here, event=view)


def _aliases(atlas: Atlas) -> Iterator[Page]:
    for row in atlas.rows.at([place for place, aliases in enumerate(atlas.rows.field("aliases")) if aliases]):
        for alias in row.aliases:
            target = atlas.url(row)
            folder = f"events/{alias}/"

            def make(row: Row = row, target: str = target, folder: str = folder) -> bytes:
                here = atlas.here("event", row.title, folder)
                return atlas.render.page("redirect", here, target=target)

            path = f"{atlas.prefix}{folder}index.html"
            yield Page(path, "redirect", (row.title, target), make, f"{atlas.content}/{row.place}")


def _fixed(atlas: Atlas) -> Iterator[Page]:
    _ = atlas.words.ui.gettext

    def search() -> bytes:
        csp = CSP.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
        here = atlas.here("search", _("Search"), "search/", csp=csp)
        found = {"index": atlas.file("data/search.json"), "pagefind": atlas.file("search/pagefind/")}
        return atlas.render.page("search", here, search=found)

    yield Page(f"{atlas.prefix}search/index.html", "search", (), search, "the search page")
    numbers = _numbers(atlas)

    def about() -> bytes:
        here = atlas.here("about", _("About this timeline"), "about/")
        return atlas.render.page("about", here, numbers=numbers)

    yield Page(f"{atlas.prefix}about/index.html", "about", tuple(numbers.values()), about, "the page about the site")


def _numbers(atlas: Atlas) -> dict[str, Any]:
    first, last = (next(filter(None, dates), "") for dates in (atlas.rows.field("date"), reversed(atlas.rows.field("date"))))
    return {
        "events": len(atlas.rows),
        "proposed": sum(map(proposed, atlas.rows.field("found"), atlas.rows.field("review"))),
        "articles": len(atlas.articles),
        "timelines": len(atlas.subjects["timeline"]),
        "first": atlas.words.date(edtf.parse(first)) if first else "",
        "last": atlas.words.date(edtf.parse(last)) if last else "",
    }
