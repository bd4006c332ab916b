"""What was read from event files last time, kept in the site's ``.timeline`` folder: a broken or old cache is an empty one.

JSON, because a cache may come with somebody's site folder and must not be able to run or crash anything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from timeline.errors import Problem
from timeline.events.event import Event, Found, Image, Source, maker
from timeline.events.eventfile import Contents, EventFile, Outline
from timeline.filestate import State
from timeline.ledger import Body, DamagedError, Record

VERSION = 2
"""Raise it whenever reading gives other results for the same bytes."""
NAME = "events.ledger"

_FIELDS = [field.name for field in fields(Event)]
_FORMAT = [VERSION, _FIELDS, *([field.name for field in fields(record)] for record in (Found, Source, Image, Problem, Outline))]
_LISTS = [i for i, name in enumerate(_FIELDS) if name in ("actors", "places", "tags", "aliases", "details", "doubts", "suggest")]
_SOURCES, _IMAGE, _FOUND, _EXTRA, _FILE, _ARTICLE = map(_FIELDS.index, ("sources", "image", "found", "extra", "file", "article"))


def form(content: str) -> str:
    """Return the name of what is kept of a content folder called so: another version of our records has another."""
    return hashlib.blake2b(repr((content, _FORMAT)).encode(errors="surrogatepass"), digest_size=8).hexdigest()


def pack(file: EventFile, now: State) -> Record:
    """Return what is kept of an event file that was read in the state `now`."""
    problems = [[getattr(p, f.name) for f in fields(Problem)] for p in file.problems]
    outline = [getattr(file.outline, f.name) for f in fields(Outline)]
    head = [list(now), file.digest, file.article, problems, list(file.unnamed), file.bare, outline]
    return Record(head, Body.of([list(file.seen), [_pack_event(event) for event in file.events]]))


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
    row: list[Any] = [getattr(event, name) for name in _FIELDS]
    row[_FOUND] = [[getattr(found, f.name) for f in fields(Found)] for found in event.found]
    row[_SOURCES] = [[getattr(source, f.name) for f in fields(Source)] for source in event.sources]
    row[_IMAGE] = [getattr(event.image, f.name) for f in fields(Image)] if event.image else None
    row[_EXTRA] = dict(event.extra)
    row[_FILE] = row[_ARTICLE] = None  # the file's own
    return row


def _unpack_event(row: list[Any], path: str, article: str) -> Event:
    for i in _LISTS:
        if row[i]:
            row[i] = tuple(row[i])
        else:
            row[i] = ()
    row[_FOUND] = tuple([_new_found(found) for found in row[_FOUND]])
    row[_SOURCES] = tuple([Source(*source) for source in row[_SOURCES]]) if row[_SOURCES] else ()
    if row[_IMAGE]:
        row[_IMAGE] = Image(*row[_IMAGE])
    row[_FILE], row[_ARTICLE] = path, article
    return _new_event(row)


_new_event, _new_found = maker(Event), maker(Found)
