"""The published events of a site, in order, each with what the page plan needs and a fingerprint of all it says."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter

from timeline.config import Settings
from timeline.events.event import Event, Found, Image, Source
from timeline.events.eventfile import EventFile
from timeline.site.ages import Age, age_of
from timeline.site.names import timeline_of
from timeline.temporal import edtf
from timeline.temporal.timevalue import TimeValue

FAR = 10**9
"""Day number before and beyond all dates, for ends that are open."""
_TIMES = {"early": "00", "morning": "06", "mid": "11", "afternoon": "12", "evening": "18", "late": "19", "night": "21"}


@dataclass(frozen=True, slots=True)
class Row:
    """A published event: its date (or bounds) as a value, where it belongs, its place in the order, its fingerprint.

    `size` estimates the bytes of its HTML in a list.
    """

    event: Event
    value: TimeValue
    age: Age
    order: tuple[int, int, str, int, str]
    timeline: str
    key: str
    size: int

    @property
    def span(self) -> tuple[int | None, int | None]:
        """Day numbers [start, end) covered; None where open."""
        return self.value.start, self.value.end


def rows(
    files: Iterable[EventFile],
    articles: Mapping[str, str],
    withheld: frozenset[str],
    settings: Settings,
    known: Mapping[str, list[str]],
) -> tuple[list[Row], dict[str, list[str]]]:
    """Return the rows of all events that are published, in chronological order, and every file's fingerprints.

    `articles` names each article's timeline, `withheld` are articles that are not published (drafts): their events are not
    either. `known` are fingerprints by file digest from an earlier build.
    """
    found: list[Row] = []
    keys: dict[str, list[str]] = {}
    for file in files:
        mark = f"{file.digest} {file.path}"
        keys[mark] = marks = known.get(mark) or [fingerprint(event, bool(settings.edit_url)) for event in file.events]
        for event, key in zip(file.events, marks, strict=True):
            if published(event, settings) and event.article not in withheld:
                found.append(_row(event, timeline_of(event, articles), key))
    found.sort(key=attrgetter("order"))
    return found, keys


def published(event: Event, settings: Settings) -> bool:
    """Whether an event belongs on the site: not rejected, and checked by a person where that is asked for.

    What has no date, or is no longer found in its article, waits for a person's word.
    """
    if event.review == "rejected":
        return False
    if not event.proposed:
        return bool(event.date or event.bounds)
    return settings.unreviewed == "show" and bool(event.date) and not all(found.gone for found in event.found)


def _row(event: Event, timeline: str, key: str) -> Row:
    value = edtf.parse(event.date or event.bounds)
    start = value.start if value.start is not None else -FAR
    end = value.end if value.end is not None else FAR
    time = _TIMES.get(event.time, event.time)
    order = (start, -int(value.granularity), time, end, event.id)
    return Row(event, value, age_of(value), order, timeline, key, _size(event))


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


def fingerprint(event: Event, with_line: bool = False) -> str:
    """Return a digest of all that an event says (of its line too, where pages link to it)."""
    parts = (
        _event(event),
        tuple(map(_found, event.found)),
        tuple(map(_source, event.sources)),
        _image(event.image) if event.image else None,
        event.line if with_line else 0,
    )
    return hashlib.blake2b(marshal.dumps(parts, 0), digest_size=12).hexdigest()
