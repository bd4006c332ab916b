"""What the slots of a density strip say and where they lead; each is worded once, since all pages show the same years."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from timeline.site.environment import escape_text
from timeline.site.slots import Slot
from timeline.site.table import Table
from timeline.site.units import Unit, date_of
from timeline.site.words import Words

LinkTo = Callable[[int, int], str]
"""Address of a year's page (month 0) or a month's, or an empty string."""
Openings = dict[tuple[int | None, int], str]


class Label(NamedTuple):
    """A slot's label, ready for SVG, and its length in characters."""

    text: str
    length: int


@lru_cache(maxsize=16)
def labels(unit: Unit, words: Words) -> Table[int, Label]:
    """Return the labels of a unit's slots, by their first days."""

    def label(start: int) -> Label:
        text = _short(start, unit, words)
        return Label(escape_text(text), len(text))

    return Table(label)


@lru_cache(maxsize=16)
def roundness(unit: Unit) -> Table[int, int]:
    """Return how round the name of each of a unit's slots is, by their first days."""
    return Table(lambda start: _roundness(start, unit))


_openings: WeakKeyDictionary[LinkTo, dict[tuple[Unit, Words], Openings]] = WeakKeyDictionary()
"""By the function that links: as long as a site's plan lives."""


def openings(unit: Unit, link: LinkTo, words: Words) -> Openings:
    """Return what is known of `opening`, by slots' first days and numbers of events."""
    return _openings.setdefault(link, {}).setdefault((unit, words), {})


def opening(slot: Slot, unit: Unit, link: LinkTo, words: Words) -> str:
    """Return how the bar of a slot opens: as a link to its page (``<a``) or, where there is none, as a group, with its title."""
    assert slot.start is not None
    title = f"<title>{escape_text(_title(_names(unit, words)[slot.start], slot.events, words))}</title>"
    address = _address(slot, unit, link)
    return f'<a href="{escape_text(address)}" tabindex="-1">{title}' if address else f"<g>{title}"


def _title(name: str, events: int, words: Words) -> str:
    if not events:
        return words.ui.gettext("%(period)s: only dates that cover more than this", period=name)
    counted = words.ui.ngettext("%(n)s event", "%(n)s events", events)
    return words.ui.gettext("%(period)s: %(events)s", period=name, events=counted)


@lru_cache(maxsize=16)
def _names(unit: Unit, words: Words) -> Table[int, str]:
    return Table(lambda start: _name(start, unit, words))


def _name(start: int, unit: Unit, words: Words) -> str:
    year, month, day = date_of(start)
    if unit == "day":
        return words.day(year, month, day)
    if unit == "month":
        return words.month(year, month)
    return {"year": words.year, "decade": words.decade, "century": words.century}[unit](year)


def _address(slot: Slot, unit: Unit, link: LinkTo) -> str:
    """Return the first page within the slot: its month's, else its year's, else that of a year of the decade.

    Where no event of the page lies in the month, others decide whether anything can be linked to there; so its year has to do.
    """
    assert slot.start is not None
    year, month, _ = date_of(slot.start)
    if unit in ("day", "month"):
        return (slot.events and link(year, month)) or link(year, 0)
    last = year if unit == "year" else date_of(slot.end - 1)[0]
    return next(filter(None, (link(candidate, 0) for candidate in range(year, last + 1))), "")


def _roundness(start: int, unit: Unit) -> int:
    """Return how round a slot's name is: 2000 before 1900 before 1990 before 1995, January before July."""
    year, month, day = date_of(start)
    if unit == "day":
        return 3 * (day == 1) + (day % 5 == 0)
    if unit == "month":
        return 3 * (month == 1) + (month == 7)
    return sum(year % step == 0 for step in (5, 10, 20, 50, 100, 500, 1000))


def _short(start: int, unit: Unit, words: Words) -> str:
    year, month, day = date_of(start)
    if unit == "day":
        return words.fill(words.skeleton("MMMd"), year, month, day)
    if unit == "month":
        return words.fill(words.skeleton("yMMM"), year, month)
    return _name(start, unit, words)
