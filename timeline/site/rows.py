"""The published events of a site, in order, each with what the page plan needs and a fingerprint of all it says.

A row is made once for each state of an event and kept; the event itself is fetched from its file only where it is printed anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from timeline.config import Settings
from timeline.events.event import Event, Found, Image, Source, is_published
from timeline.events.eventfile import EventFile
from timeline.events.salience import rate
from timeline.site import names
from timeline.site.ages import Age, Level, age_of
from timeline.site.page import digest_of_plain
from timeline.temporal import edtf
from timeline.temporal.timevalue import TimeValue

FAR = 10**9
"""Day number before and beyond all dates, for ends that are open."""
_TIMES = {"early": "00", "morning": "06", "mid": "11", "afternoon": "12", "evening": "18", "late": "19", "night": "21"}
_NEVER = "1970-01-01"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Row(NamedTuple):
    """A published event, in plain data.

    `file` states it, as its event `number`. `age` and `order` place it in the calendar and in the chronology; `start` and `end`
    are day numbers, half-open, None where open; `stated` is the timeline it names, `sources` are labels, `articles` all that
    mention it, `found` counts the mentions. `changed` is the day it became known, `salience` how much it matters, `size`
    estimates the bytes of its HTML in a list. `key` is a fingerprint of all it says, `said` of what it quotes from articles.
    """

    file: EventFile
    number: int
    timeline: str
    age: Age
    key: str
    id: str
    title: str
    date: str
    bounds: str
    time: str
    modality: str
    review: str
    found: int
    aliases: tuple[str, ...]
    line: int
    stated: str
    article: str
    articles: tuple[str, ...]
    tags: tuple[str, ...]
    actors: tuple[str, ...]
    places: tuple[str, ...]
    sources: tuple[str, ...]
    order: tuple[int, int, str, int, str]
    start: int | None
    end: int | None
    size: int
    salience: float
    changed: str
    said: str

    @property
    def event(self) -> Event:
        """The event as its file states it."""
        return self.file.events[self.number]

    @property
    def value(self) -> TimeValue:
        """The date, or the bounds where there is none."""
        return edtf.parse(self.date or self.bounds)

    @property
    def span(self) -> tuple[int | None, int | None]:
        """Day numbers [start, end) covered; None where open."""
        return self.start, self.end

    @property
    def proposed(self) -> bool:
        """Whether the machine found it and nobody has reviewed it yet."""
        return proposed(self.found, self.review)

    def labels(self, kind: str) -> tuple[str, ...]:
        """Return the names of one kind (of `names.KINDS`) that the event carries."""
        return (self.timeline,) if kind == "timeline" else _LABELS[kind](self)

    @property
    def place(self) -> str:
        """Where it is written, ``events/a.yaml:12``, below the content folder."""
        return f"{self.file.path}:{self.line}"


_LABELS: dict[str, Callable[[Row], tuple[str, ...]]] = {
    kind: attrgetter(f"{kind}s") for kind in names.KINDS if kind != "timeline"
}
Facts = tuple[Any, ...]
"""A row in plain data: a number for its file, its own in the file, and the fields of a row from `age` on."""
FILE = 0
in_order = attrgetter("order")
"""The place of a row in the chronology."""


def at(field: str) -> int:
    """Return where facts hold a field of a row: its `number`, or one from `age` on."""
    return 1 if field == "number" else Row._fields.index(field) - 1


_STATED, _ARTICLE, _LINE = map(at, ("stated", "article", "line"))


def proposed(found: int, review: str) -> bool:
    """Whether the machine found an event and nobody has reviewed it yet."""
    return bool(found) and not review


class Reading(NamedTuple):
    """How events become rows: `articles` names each article's timeline, events of those `withheld` (drafts) are not published."""

    articles: Mapping[str, str]
    withheld: frozenset[str]
    settings: Settings

    @property
    def shows_all(self) -> bool:
        """Whether every published event has a row."""
        return self.settings.unreviewed == "show" and not self.withheld

    def shows(self, found: int, review: str, article: str) -> bool:
        """Whether readers see an event of which these fields are known."""
        return not (proposed(found, review) and self.settings.unreviewed != "show") and article not in self.withheld

    def row(self, file: EventFile, facts: Facts) -> Row:
        """Return an event as a row."""
        timeline = self.timeline(facts[_STATED], facts[_ARTICLE], file)
        fields = (file, facts[1], timeline, age(facts[2]), self.key(facts[3], facts[_LINE]), *facts[4:])
        return tuple.__new__(Row, fields)  # NamedTuple's own takes twice as long

    def timeline(self, stated: str, article: str, file: EventFile) -> str:
        """Return an event's timeline."""
        return stated or names.timeline_of(stated, article, file.path, self.articles)

    def key(self, key: str, line: int) -> str:
        """Return the fingerprint of an event, with its line where pages link to that."""
        return f"{key}:{line}" if self.settings.edit_url else key


def facts_of(file: EventFile, number: int = 0) -> list[Facts]:
    """Return what is kept of each published event of a file (see `is_published`); `number` stands for the file."""
    found = [(number, place, *_facts(event)) for place, event in enumerate(file.events) if is_published(event)]
    file.release()
    return found


_LEVELS = tuple(Level)


@lru_cache(maxsize=1 << 16)
def age(stated: tuple[int, int, int, int]) -> Age:
    """Return the age that facts state."""
    year, level, month, day = stated
    return Age(year, _LEVELS[level], month, day)


def _facts(event: Event) -> tuple[Any, ...]:
    value = edtf.parse(event.date or event.bounds)
    start = value.start if value.start is not None else -FAR
    end = value.end if value.end is not None else FAR
    time = _TIMES.get(event.time, event.time)
    mentions = [(found.article or event.article, found.text, found.quote, found.gone) for found in event.found]
    place = age_of(value)
    return (
        (place.year, int(place.level), place.month, place.day),
        fingerprint(event),
        event.id,
        event.title,
        event.date,
        event.bounds,
        event.time,
        event.modality,
        event.review,
        len(event.found),
        event.aliases,
        event.line,
        event.timeline,
        event.article,
        tuple(sorted({event.article, *(found.article for found in event.found)} - {""})),
        event.tags,
        event.actors,
        event.places,
        tuple(dict.fromkeys(filter(None, map(names.source_label, event.sources)))),
        (start, -int(value.granularity), time, end, event.id),
        value.start,
        value.end,
        _size(event),
        rate(event, value, {}, {}).score,
        known_since(event),
        digest_of_plain(mentions) if mentions else "",
    )


def known_since(event: Event) -> str:
    """Return the day an event became known: its latest article's (the clock and files' times are not content)."""
    return max([_day(found.anchor) for found in event.found], default="") or _NEVER


@lru_cache(maxsize=1 << 14)
def _day(anchor: str) -> str:
    """Return the day of an anchor such as ``2019-12-30 (published)``; empty where it has none."""
    match = _DAY.match(anchor)
    return match[0] if match else ""


def _size(event: Event) -> int:
    texts = len(event.title) + len(event.summary) + len(event.note) + sum(map(len, event.details))
    quotes = sum(len(found.quote) + len(found.not_) + 700 for found in event.found)
    links = 120 * (len(event.actors) + len(event.places) + len(event.tags) + 2 * len(event.sources))
    return 900 + int(1.3 * texts) + int(1.3 * quotes) + links


_HEAD = tuple(f.name for f in fields(Event) if f.name not in ("line", "found", "sources", "image", "extra"))
_event = attrgetter(*_HEAD)
_found = attrgetter(*(f.name for f in fields(Found)))
_source = attrgetter(*(f.name for f in fields(Source)))
_image = attrgetter(*(f.name for f in fields(Image)))


def fingerprint(event: Event) -> str:
    """Return a digest of all that an event says."""
    return digest_of_plain(
        (
            _event(event),
            tuple(map(_found, event.found)),
            tuple(map(_source, event.sources)),
            _image(event.image) if event.image else None,
        )
    )
