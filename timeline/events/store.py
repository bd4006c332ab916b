"""All event files of a site: read (and remembered), and written back when extraction has something to say."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from timeline.atomic import ChangedMeanwhileError
from timeline.collector import uncollected
from timeline.errors import Problem
from timeline.events import cache
from timeline.events.event import Event
from timeline.events.eventfile import EventFile
from timeline.filestate import State, settled, state
from timeline.ledger import Record, forget, save
from timeline.ledger import load as load_ledger

FOLDER = "events"
SUFFIXES = (".yaml", ".yml")
KEPT = 2000
"""Events that are kept as they were read; more are packed until somebody asks for them."""


def load(content: Path, cache_folder: Path | None = None) -> tuple[list[Event], list[Problem]]:
    """Read all event files below ``content/events``.

    Returns the events of all files without errors, in the order of paths and lines, and every problem of every file, those
    between files included. `cache_folder` (the site's ``.timeline``) makes the second time fast; without it nothing is kept.
    """
    files = load_files(content, cache_folder)
    return [event for file in files for event in file.events], problems_of(files, content.name)


def load_files(content: Path, cache_folder: Path | None = None) -> list[EventFile]:
    """Read all event files, sorted by path; what has not changed comes from the cache, with its events still packed.

    Where `KEPT` events had to be read, those of further files stay packed: they are unpacked when asked for.
    """
    with uncollected():
        return list(each_file(content, cache_folder))


def each_file(content: Path, cache_folder: Path | None = None) -> Iterator[EventFile]:
    """Read event files as `load_files` does, one at a time: who wants events of each file asks for them before the next file."""
    return _load(content, cache_folder) if cache_folder else _read_all(content)


def _read_all(content: Path) -> Iterator[EventFile]:
    return (_read(content, path) for path, _ in _paths(content))


def _load(content: Path, cache_folder: Path) -> Iterator[EventFile]:
    ledger, form = cache_folder / cache.NAME, cache.form(content.name)
    before = load_ledger(ledger, form)
    known, stamp = before.records, before.stamp
    records: dict[str, Record] = {}
    kept, changed = 0, False

    def again(file: EventFile) -> EventFile:
        forget(ledger)
        fresh = _read(content, file.path)
        if fresh.digest != file.digest:
            raise ChangedMeanwhileError(f"{content.name}/{file.path}")
        return fresh

    for path, now in _paths(content):
        record = known.get(path)
        file = _unpack(path, record, again) if record else None
        if not (file and record and settled(cache.state(record), now, stamp)):
            changed = True
            fresh = _read(content, path, file)
            record = cache.seen_again(record, now) if record and fresh is file else cache.pack(fresh, now)
            file = cache.unpack(path, record, again)
            kept += fresh.outline.count
            file.hold(fresh)
        if file.digest:
            records[path] = record
        yield file
        if kept > KEPT and file.digest:
            file.release()
    if changed or len(records) != len(known):
        save(ledger, form, records, before)


def _unpack(path: str, record: Record, again: Callable[[EventFile], EventFile]) -> EventFile | None:
    try:
        return cache.unpack(path, record, again)
    except (ValueError, TypeError, IndexError, AttributeError):
        return None


def _read(content: Path, path: str, known: EventFile | None = None) -> EventFile:
    from timeline.events import guard, reader  # not needed where nothing changed

    shown = f"{content.name}/{path}"
    try:
        with open(f"{content}/{path}", "rb") as file:  # noqa: PTH123 - asked of every file
            data = file.read(min(os.fstat(file.fileno()).st_size, guard.MAX_BYTES) + 1)  # room for the most costs time
    except OSError as error:
        problem = Problem(shown, 0, 0, "unreadable", f"the file cannot be read: {error.strerror}", "check its permissions")
        return EventFile(path, "", problems=(problem,))
    if known is not None and known.digest == reader.digest(data):
        return known
    return reader.read(data, path, shown)


def _paths(content: Path) -> Iterator[tuple[str, State]]:
    """Yield path and state of each event file, sorted; links that leave the folder are not followed."""
    root = content.resolve()

    def inside(entry: os.DirEntry[str]) -> bool:
        return not entry.is_symlink() or Path(entry.path).resolve().is_relative_to(root)

    def walk(folder: str) -> Iterator[tuple[str, State]]:
        try:
            entries = list(os.scandir(f"{root}/{folder}"))
        except (FileNotFoundError, NotADirectoryError):
            return
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.name.endswith(SUFFIXES) and entry.is_file() and inside(entry):
                yield path, state(entry.stat())
            elif entry.is_dir(follow_symlinks=False):
                yield from walk(path)

    yield from sorted(walk(FOLDER))


def problems_of(files: Sequence[EventFile], content: str = "content") -> list[Problem]:
    """Return the problems of all files and those between them: an id or alias that stands twice."""
    problems = [problem for file in files for problem in file.problems]
    names = " ".join(file.outline.names for file in files).split()
    if len(set(names)) < len(names):
        twice = {name for name, count in Counter(names).items() if count > 1}
        problems += _twice([file for file in files if not twice.isdisjoint(file.outline.names.split())], content)
    return problems


def _twice(files: Sequence[EventFile], content: str) -> Iterator[Problem]:
    first: dict[str, Event] = {}
    for file in files:
        for event in file.events:
            for name in (event.id, *event.aliases):
                other = first.setdefault(name, event)
                if other is event:
                    continue
                what = "id" if name == event.id else "alias"
                message = f"{what} {name} stands a second time, first at {content}/{other.file}:{other.line}"
                hint = "give one of them another id" if event.found or other.found else "give each an id of its own"
                yield Problem(f"{content}/{event.file}", event.line, 1, "duplicate-id", message, hint)
