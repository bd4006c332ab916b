"""What was read from event files last time, kept in the site's ``.timeline`` folder: a broken or old cache is an empty one.

JSON, because a cache may come with somebody's site folder and must not be able to run or crash anything.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from timeline import atomic
from timeline.errors import Problem
from timeline.events.event import Event, Found, Image, Source
from timeline.events.eventfile import EventFile

_Record = TypeVar("_Record", Event, Found)

VERSION = 1
"""Raise it whenever reading gives other results for the same bytes."""
NAME = "events.json"

_FIELDS = [field.name for field in fields(Event)]
_FORMAT = [VERSION, _FIELDS, *([field.name for field in fields(record)] for record in (Found, Source, Image, Problem))]
_LISTS = [i for i, name in enumerate(_FIELDS) if name in ("actors", "places", "tags", "aliases", "details", "doubts", "suggest")]
_SOURCES, _IMAGE, _FOUND, _EXTRA = map(_FIELDS.index, ("sources", "image", "found", "extra"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as it was: its size in bytes, its modification time in nanoseconds, what was read."""

    size: int
    mtime: int
    row: list[Any]


def load(folder: Path) -> tuple[dict[str, Entry], int]:
    """Return the entries by path, and the cache's own modification time (files no older may have changed unseen)."""
    path = folder / NAME
    try:
        stamp = path.stat().st_mtime_ns
        stored = json.loads(path.read_bytes())
        if stored["format"] != _FORMAT:
            return {}, 0
        return {file: Entry(size, mtime, row) for file, (size, mtime, row) in stored["files"].items()}, stamp
    except (OSError, ValueError, KeyError, TypeError, RecursionError, AttributeError):
        return {}, 0


def save(folder: Path, entries: Mapping[str, Entry]) -> None:
    """Write the cache; a folder that cannot be written just stays without one."""
    stored = {"format": _FORMAT, "files": {file: [e.size, e.mtime, e.row] for file, e in entries.items()}}
    with contextlib.suppress(OSError):
        atomic.replace(folder / NAME, json.dumps(stored, ensure_ascii=True, separators=(",", ":")).encode())


def pack(file: EventFile) -> list[Any]:
    """Return an event file as JSON lists."""
    events = [_pack_event(event) for event in file.events]
    problems = [[getattr(p, f.name) for f in fields(Problem)] for p in file.problems]
    return [file.digest, file.article, list(file.seen), problems, list(file.unnamed), file.bare, events]


def unpack(path: str, row: list[Any]) -> EventFile:
    """Return the event file of JSON lists; raises ValueError, TypeError or IndexError if they are not ours."""
    digest, article, seen, problems, unnamed, bare, events = row
    return EventFile(
        path,
        digest,
        article,
        tuple(_unpack_event(event) for event in events),
        tuple(seen),
        tuple(Problem(*problem) for problem in problems),
        tuple(unnamed),
        bool(bare),
    )


def _pack_event(event: Event) -> list[Any]:
    row: list[Any] = [getattr(event, name) for name in _FIELDS]
    row[_FOUND] = [[getattr(found, f.name) for f in fields(Found)] for found in event.found]
    row[_SOURCES] = [[getattr(source, f.name) for f in fields(Source)] for source in event.sources]
    row[_IMAGE] = [getattr(event.image, f.name) for f in fields(Image)] if event.image else None
    row[_EXTRA] = dict(event.extra)
    return row


def _unpack_event(row: list[Any]) -> Event:
    row = row[:]
    for i in _LISTS:
        if row[i]:
            row[i] = tuple(row[i])
        else:
            row[i] = ()
    row[_FOUND] = tuple([_new_found(found) for found in row[_FOUND]])
    row[_SOURCES] = tuple([Source(*source) for source in row[_SOURCES]]) if row[_SOURCES] else ()
    if row[_IMAGE]:
        row[_IMAGE] = Image(*row[_IMAGE])
    return _new_event(row)


def _maker(record: type[_Record]) -> Callable[[list[Any]], _Record]:
    """Return what makes a frozen record of its field values in half the time its own ``__init__`` takes."""
    setters = [getattr(record, field.name).__set__ for field in fields(record)]
    new = object.__new__

    def make(row: list[Any]) -> _Record:
        made = new(record)
        for put, value in zip(setters, row, strict=True):
            put(made, value)
        return made

    return make


_new_event, _new_found = _maker(Event), _maker(Found)
