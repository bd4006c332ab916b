"""An edition in which few events differ from the last one: which pages have to be planned anew, since only they can differ.

Whatever is not sure is left to a whole plan: other period pages (every density strip leads to them), another choice about event
pages, a published file that is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from timeline.site import names
from timeline.site.ages import Age, Level
from timeline.site.archive import Rows
from timeline.site.atlas import Atlas, have_pages
from timeline.site.indexes import LANES
from timeline.site.output import Paths, Published
from timeline.site.register import Delta, Plan
from timeline.site.rows import Row
from timeline.site.tree import MOST_EVENTS, inner


class Touched(NamedTuple):
    """What to plan anew, beside what always is: `events` by place, period pages by age, slugs of `subjects` by kind.

    `kept` are the keys of all other pages, by path; `moved` the list pages of events that have another than before, by id.
    """

    events: Sequence[int]
    ages: Set[Age]
    subjects: Mapping[str, Set[str]]
    kept: Mapping[str, str]
    moved: Mapping[str, str]


def touched(atlas: Atlas, delta: Delta, last: Plan, keys: Mapping[str, str], published: Published) -> Touched | None:
    """Return what the events that differ can touch; None where that may be anything.

    `keys` are those of the last edition's pages, but for articles, by path. Where it can be told, the atlas takes over `last`.
    """
    differing = [*delta.gone, *delta.new]
    if have_pages(atlas.settings, len(atlas.rows) - len(delta.new) + len(delta.gone)) != atlas.event_pages:
        return None
    paths = Paths(keys)
    ages = {row.age.at(level) for row in differing for level in range(min(row.age.level, Level.YEAR) + 1)}
    if not all(_same_pages(atlas, age, paths) for age in ages):
        return None
    nodes = [node for age in ages if age in atlas.calendar for node in inner(atlas.calendar[age])]
    moved, moving = dict[str, str](), list[int]()
    for node in nodes:
        for place, event in zip(node.own.places, node.own.field("id"), strict=True):
            if last.homes.get(event) != node.address:
                moved[event] = node.address
                moving.append(place)
    elsewhere = atlas.rows.at(moving)
    last.homes.update(moved)
    atlas.take_over(homes=last.homes, pages_mark=last.mark)
    if delta.spares("salience", "start"):
        atlas.take_over(main=frozenset(last.main))
    rows = [*delta.new, *_retold(atlas, delta), *([] if atlas.event_pages else elsewhere)]
    subjects = {
        kind: {slug for row in (*delta.gone, *rows) for slug in map(names.slug, row.labels(kind))} for kind in names.KINDS
    }
    kept = dict(keys)
    for path in _renewed(atlas, delta, subjects, paths, spare_homes=not moved):
        kept.pop(path, None)
    if any(published.missing(kept)):
        return None
    places = {*_around(atlas.rows, differing), *(atlas.rows.find(row.order) for row in rows), *moving}
    return Touched(sorted(places), {row.age.at(Level.YEAR) for row in (*differing, *rows)}, subjects, kept, moved)


def _same_pages(atlas: Atlas, age: Age, paths: Paths) -> bool:
    """Whether a stretch of the calendar has the same pages as before."""
    nodes = inner(atlas.calendar[age]) if age in atlas.calendar else ()
    return sorted(f"{atlas.prefix}{node.address}index.html" for node in nodes) == paths.below(atlas.prefix + age.address)


def _retold(atlas: Atlas, delta: Delta) -> Iterator[Row]:
    """Yield the events of articles in which other words are marked than before: their texts tell where the marks are."""
    said = [{(row.id, row.order, row.said): row for row in rows if row.articles} for rows in delta]
    for mention in said[0].keys() ^ said[1].keys():
        for path in (said[0].get(mention) or said[1][mention]).articles:
            yield from atlas.told_by(path)


def _renewed(atlas: Atlas, delta: Delta, subjects: Mapping[str, Set[str]], paths: Paths, *, spare_homes: bool) -> Iterator[str]:
    """Yield pages of the last edition that are not there any more, unless they are planned again."""
    for row in delta.gone:
        yield from (f"{atlas.prefix}events/{name}/index.html" for name in (row.id, *row.aliases))
    for kind, slugs in subjects.items():
        for slug in slugs:
            yield from paths.below(f"{atlas.prefix}{names.FOLDER[kind]}{slug}/")
    data = f"{atlas.prefix}data/"
    spared = set()
    if len(atlas.rows) > MOST_EVENTS:
        spared = {f"{data}marks.json"} if delta.spares("date", "timeline", *(f"{kind}s" for kind in LANES)) else set()
        spared |= {f"{data}marks-{kind}.json" for kind in LANES if delta.spares("date", f"{kind}s")}
        spared |= set(paths.below(f"{data}homes/")) if spare_homes and delta.spares() else set()
    for folder in (f"{atlas.prefix}main/", data, f"{atlas.prefix}sitemap.xml"):
        yield from (path for path in paths.below(folder) if path not in spared)


def _around(rows: Rows, differing: Iterable[Row]) -> Iterator[int]:
    """Yield the places of events whose pages lead to one that differs."""
    for row in differing:
        place = rows.find(row.order)
        yield from (near for near in (place - 1, place, place + 1) if 0 <= near < len(rows))
