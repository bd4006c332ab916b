"""Pages of timelines, tags, actors, places and sources, and the overview of each kind."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from markupsafe import Markup

from timeline.site import highlights, names
from timeline.site.atlas import Atlas
from timeline.site.data import downloads
from timeline.site.given import TimelineInfo
from timeline.site.grouping import groups
from timeline.site.links import ROOT
from timeline.site.page import Page
from timeline.site.tree import Node, divide, fits, titles_of, tops
from timeline.site.view import ImageView, Link, Listing, Subject


def pages(atlas: Atlas, chosen: Mapping[str, Container[str]]) -> Iterator[Page]:
    """Yield the overviews, and the pages of those subjects with events that are `chosen`, by kind and slug."""
    for kind in names.KINDS:
        found = atlas.subjects[kind]
        if not found:
            continue
        yield _overview(atlas, kind)
        for slug in found:
            if slug not in chosen[kind]:
                continue
            subject = describe(atlas, kind, slug, found.label(slug))
            rows, address = found.rows(slug), f"{names.FOLDER[kind]}{slug}/"
            if kind == "timeline" and len(found) == 1 and not fits(rows):  # the site itself: its periods have pages already
                root = Node(address, len(rows), lambda: atlas.rows, lambda: (atlas.rows.at([]), tops(atlas.calendar)))
                yield _page(atlas, subject, root, root)
                continue
            root = divide(rows, address)
            for node in root.walk():
                yield _page(atlas, subject, root, node)


def describe(atlas: Atlas, kind: str, slug: str, label: str) -> Subject:
    """Return what is known about a subject from ``names.yaml`` or the timeline's own file."""
    url = atlas.page(f"{names.FOLDER[kind]}{slug}/")
    if kind == "timeline":
        info = atlas.timelines.get(slug, TimelineInfo())
        cover = ImageView(ROOT + info.cover.lstrip("/"), "") if info.cover else None
        return Subject(kind, info.title or label, url, Markup(info.html), cover)
    known = atlas.names.find(label) if kind in ("actor", "place") else None
    if known is None:
        return Subject(kind, label, url)
    where = "{:g}, {:g}".format(*known.coordinates) if known.coordinates else ""
    return Subject(kind, label, url, aliases=known.also, coordinates=where)


def _page(atlas: Atlas, subject: Subject, root: Node, node: Node) -> Page:
    top = node is root
    titles = titles_of(node)
    below = tuple(Link(atlas.label(each), atlas.page(each.address), each.count) for each in node.children)
    name = subject.label if top else f"{subject.label}, {atlas.label(node)}"
    folder = root.address if top and subject.kind == "timeline" else ""

    def make() -> bytes:
        own = groups(atlas, node.own, node.age, full=True)
        lines = groups(atlas, titles, node.age, full=False)
        main = highlights.link(atlas, folder, node.rows) if folder else None
        listing = Listing(node.mode, own, below, node.count, lines, atlas.span(node.rows), main)
        trail = [Link(atlas.site.title, atlas.page("")), _overview_link(atlas, subject.kind)]
        trail += [] if top else [Link(subject.label, subject.url)]
        here = atlas.here(
            subject.kind,
            name,
            node.address,
            trail=tuple(trail),
            data=downloads(atlas, folder) if folder else (),
            feed=atlas.feed(folder) if folder else "",
        )
        return atlas.render.page("subject", here, subject=subject, listing=listing, strip=atlas.strips.of(node.rows))

    shown = atlas.shown(node.own), atlas.titled(titles)
    inputs = (subject, name, shown, below, node.count, atlas.strip_inputs(node.rows, node.mode))
    source = f"{atlas.content}/{node.rows[0].place}"
    return Page(f"{atlas.prefix}{node.address}index.html", subject.kind, inputs, make, source)


def _overview(atlas: Atlas, kind: str) -> Page:
    entries = overview(atlas, kind)
    link = _overview_link(atlas, kind)

    def make() -> bytes:
        here = atlas.here("overview", link.label, names.FOLDER[kind])
        return atlas.render.page("overview", here, entries=entries, subject_kind=kind)

    return Page(f"{atlas.prefix}{names.FOLDER[kind]}index.html", "overview", (kind, entries), make, f"the overview of {kind}s")


def overview(atlas: Atlas, kind: str) -> tuple[Link, ...]:
    """Return links to all subjects of a kind, timelines in the owner's order, others in the alphabet's."""
    found = []
    subjects = atlas.subjects[kind]
    for slug in subjects:
        subject = describe(atlas, kind, slug, subjects.label(slug))
        order = atlas.timelines[slug].order if kind == "timeline" and slug in atlas.timelines else ""
        found.append((order or "~", subject.label.casefold(), Link(subject.label, subject.url, subjects.count(slug))))
    return tuple(link for _, _, link in sorted(found, key=lambda item: item[:2]))


def _overview_link(atlas: Atlas, kind: str) -> Link:
    _ = atlas.words.ui.gettext
    labels = {
        "timeline": _("Timelines"),
        "tag": _("Tags"),
        "actor": _("People and groups"),
        "place": _("Places"),
        "source": _("Sources"),
    }
    return Link(labels[kind], atlas.page(names.FOLDER[kind]))


def navigation(atlas: Atlas) -> tuple[Link, ...]:
    """Return the links every page carries: the overviews that have something in them, search, and about."""
    _ = atlas.words.ui.gettext
    kinds = [kind for kind in names.KINDS if len(atlas.subjects[kind]) > (kind == "timeline")]
    fixed = (Link(_("Search"), atlas.page("search/")), Link(_("About"), atlas.page("about/")))
    return (*(_overview_link(atlas, kind) for kind in kinds), *fixed)
