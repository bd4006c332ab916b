"""The published events of a site, in order, each with what the page plan needs and a fingerprint of all it says.

A row is made once for each state of an event and kept; the event itself is fetched from its file only where it is printed anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from timeline.config import Settings
from timeline.events.event import Event, Found, Image, Source, is_published
from timeline.events.eventfile import EventFile
from timeline.events.salience import rate
from timeline.site import kept, names
from timeline.site.ages import Age, Level, age_of
from timeline.site.code import code
from timeline.site.page import digest_of_plain
from timeline.temporal import edtf
from timeline.temporal.timevalue import TimeValue

NAME = "rows.bin"
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
        return bool(self.found) and not self.review

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
_Facts = tuple[Any, ...]
"""The fields of a row from `age` on, as plain data; empty for what is on no page whatever the settings."""
_STATED, _ARTICLE = (Row._fields.index(name) - Row._fields.index("age") for name in ("stated", "article"))


def rows(
    files: Iterable[EventFile],
    articles: Mapping[str, str],
    withheld: frozenset[str],
    settings: Settings,
    cache: Path | None = None,
) -> list[Row]:
    """Return the rows of all events that are published (see `is_published`), in chronological order.

    `articles` names each article's timeline, `withheld` are articles that are not published (drafts): their events are not
    either. What is known of unchanged files is kept in the folder `cache`.
    """
    found: list[Row] = []
    new = tuple.__new__  # NamedTuple's own takes twice as long
    for file, facts in _remembered(files, cache):
        for number, each in enumerate(facts):
            if each:
                timeline = each[_STATED] or names.timeline_of("", each[_ARTICLE], file.path, articles)
                found.append(new(Row, (file, number, timeline, _age(each[0]), *each[1:])))
    if settings.unreviewed != "show":
        found = [row for row in found if not row.proposed]
    if withheld:
        found = [row for row in found if row.article not in withheld]
    if settings.edit_url:
        found = [row._replace(key=f"{row.key}:{row.line}") for row in found]
    found.sort(key=attrgetter("order"))
    return found


def _remembered(files: Iterable[EventFile], cache: Path | None) -> Iterator[tuple[EventFile, list[_Facts]]]:
    loaded = kept.load(cache / NAME, code()) if cache else None
    known: dict[str, list[_Facts]] = loaded if isinstance(loaded, dict) else {}
    seen: dict[str, list[_Facts]] = {}
    for file in files:
        mark = f"{file.digest} {file.path}"
        seen[mark] = known[mark] if mark in known else [_facts(event) for event in file.events]
        file.release()
        yield file, seen[mark]
    if cache and seen.keys() != known.keys():
        kept.save(cache / NAME, code(), seen)


@lru_cache(maxsize=1 << 16)
def _age(stated: tuple[int, int, int, int]) -> Age:
    year, level, month, day = stated
    return Age(year, Level(level), month, day)


def _facts(event: Event) -> _Facts:
    """Return what is kept of an event; nothing for one that readers never see."""
    if not is_published(event):
        return ()
    value = edtf.parse(event.date or event.bounds)
    start = value.start if value.start is not None else -FAR
    end = value.end if value.end is not None else FAR
    time = _TIMES.get(event.time, event.time)
    mentions = [(found.article or event.article, found.text, found.quote, found.gone) for found in event.found]
    age = age_of(value)
    return (
        (age.year, int(age.level), age.month, age.day),
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
