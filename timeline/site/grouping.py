"""Events under headings: by year, on a year's page by month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from timeline.site.ages import Age, Level
from timeline.site.archive import Rows
from timeline.site.atlas import Atlas
from timeline.site.entries import Entries
from timeline.site.view import EventView, Group


def groups(atlas: Atlas, rows: Rows, age: Age | None, full: bool) -> tuple[Group, ...]:
    """Group events by year, on the page of a year (`age`) by month; dates too coarse for that have headings of their own."""
    level = Level.YEAR if age is None or age.level < Level.YEAR else Level.MONTH
    grouped: dict[tuple[Age, bool], list[int]] = {}
    last, group = None, list[int]()
    for number, stated, date, bounds in zip(rows.places, *map(rows.field, ("age", "date", "bounds")), strict=True):
        place = _place(stated, level, "/" in (date or bounds))
        if place is not last:  # seldom, since they come in order
            last, group = place, grouped.setdefault(place, [])
        group.append(number)
    shown: Callable[[Rows], Sequence[EventView]] = partial(Entries, atlas.present) if full else atlas.present.briefs
    return tuple(_group(atlas, age, coarse, shown(rows.at(together))) for (age, coarse), together in grouped.items())


@lru_cache(maxsize=1 << 15)
def _place(age: Age, level: Level, interval: bool) -> tuple[Age, bool]:
    """Return the year or month an event stands under, and whether its date is too coarse for that."""
    broad = age.level <= level if level == Level.YEAR else age.level < level
    return age.at(level), broad and not interval


def _group(atlas: Atlas, age: Age, coarse: bool, events: Sequence[EventView]) -> Group:
    name = atlas.name(age)
    heading = atlas.words.sometime(name, age.level >= Level.YEAR) if coarse else name
    return Group(heading, _mark(age, coarse), events, coarse)


@lru_cache(maxsize=1 << 12)
def _mark(age: Age, coarse: bool) -> str:
    return "_" + age.address.rstrip("/").replace("/", "-") + ("-some" if coarse else "")
