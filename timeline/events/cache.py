"""What was read from event files last time, kept in the site's ``.timeline`` folder: a broken or old cache is an empty one.

JSON, because a cache may come with somebody's site folder and must not be able to run or crash anything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from timeline.errors import Problem
from timeline.events.event import FIELDS, Event, Found, Image, Source, new_event, new_found
from timeline.events.eventfile import Contents, EventFile, Outline
from timeline.filestate import State
from timeline.ledger import Body, DamagedError, Record

VERSION = 2
"""Raise it whenever reading gives other results for the same bytes."""
NAME = "events.ledger"

_RECORDS = (Event, Found, Source, Image, Problem, Outline)
_FIELDS = {record: tuple(each.name for each in fields(record)) for record in _RECORDS}
_FORMAT = [VERSION, *_FIELDS.values()]
_event, _found, _source, _image, _problem, _outline = (attrgetter(*_FIELDS[record]) for record in _RECORDS)
_LISTS = [i for i, name in enumerate(FIELDS) if name in ("actors", "places", "tags", "aliases", "details", "doubts", "suggest")]
_SOURCES, _IMAGE, _FOUND, _EXTRA, _FILE, _ARTICLE = map(FIELDS.index, ("sources", "image", "found", "extra", "file", "article"))


def form(content: str) -> str:
    """Return the name of what is kept of a content folder called so: another version of our records has another."""
    return hashlib.blake2b(repr((content, _FORMAT)).encode(errors="surrogatepass"), digest_size=8).hexdigest()


def pack(file: EventFile, now: State) -> Record:
    """Return what is kept of an event file that was read in the state `now`."""
    problems = list(map(_problem, file.problems))
    head = [list(now), file.digest, file.article, problems, list(file.unnamed), file.bare, _outline(file.outline)]
    return Record(head, Body.of([file.seen, list(map(_pack_event, file.events))]))


def seen_again(record: Record, now: State) -> Record:
    """Return the record of a file that was read in the state `now` and found unchanged."""
    return Record([list(now), *record.head[1:]], record.body)


def state(record: Record) -> State:
    """Return the state an event file was read in."""
    return tuple(record.head[0])


def unpack(path: str, record: Record, again: Callable[[EventFile], EventFile]) -> EventFile:
    """Return the event file of a record, its events still packed.

    `again` reads it anew where they turn out to be damaged. Raises ValueError, TypeError or IndexError if the head is not ours.
    """
    _, digest, article, problems, unnamed, bare, (count, names, images, remarkable) = record.head
    outline = Outline(count, names, tuple(images), remarkable)

    def contents(file: EventFile) -> Contents:
        try:
            seen, events = record.body.value()
            return Contents(tuple([_unpack_event(event, path, file.article) for event in events]), tuple(seen))
        except (DamagedError, ValueError, TypeError, IndexError, AttributeError):
            file = again(file)
            return Contents(file.events, file.seen)

    wrong = tuple([Problem(*problem) for problem in problems])
    return EventFile(path, digest, article, problems=wrong, unnamed=tuple(unnamed), bare=bare, packed=(outline, contents))


def _pack_event(event: Event) -> list[Any]:
    row: list[Any] = list(_event(event))
    row[_FOUND] = list(map(_found, event.found))
    row[_SOURCES] = list(map(_source, event.sources))
    row[_IMAGE] = _image(event.image) if event.image else None
    row[_EXTRA] = dict(event.extra)
    row[_FILE] = row[_ARTICLE] = None  # the file's own
    return row


def _unpack_event(row: list[Any], path: str, article: str) -> Event:
    for i in _LISTS:
        if row[i]:
            row[i] = tuple(row[i])
        else:
            row[i] = ()
    row[_FOUND] = tuple(map(new_found, row[_FOUND]))
    row[_SOURCES] = tuple([Source(*source) for source in row[_SOURCES]]) if row[_SOURCES] else ()
    if row[_IMAGE]:
        row[_IMAGE] = Image(*row[_IMAGE])
    row[_FILE], row[_ARTICLE] = path, article
    return new_event(row)
