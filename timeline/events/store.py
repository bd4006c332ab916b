"""All event files of a site: read (and remembered), and written back when extraction has something to say."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

from timeline.errors import Problem
from timeline.events import cache, guard, reader
from timeline.events.event import Event
from timeline.events.eventfile import EventFile

FOLDER = "events"
SUFFIXES = (".yaml", ".yml")


def load(content: Path, cache_folder: Path | None = None) -> tuple[list[Event], list[Problem]]:
    """Read all event files below ``content/events``.

    Returns the events of all files without errors, in the order of paths and lines, and every problem of every file, those
    between files included. `cache_folder` (the site's ``.timeline``) makes the second time fast; without it nothing is kept.
    """
    files = load_files(content, cache_folder)
    return [event for file in files for event in file.events], problems_of(files, content.name)


def load_files(content: Path, cache_folder: Path | None = None) -> list[EventFile]:
    """Read all event files, sorted by path; what has not changed comes from the cache."""
    collecting = gc.isenabled()
    gc.disable()  # tens of thousands of records that all stay: collecting only costs
    try:
        return list(_load(content, cache_folder))
    finally:
        if collecting:
            gc.enable()


def _load(content: Path, cache_folder: Path | None) -> Iterator[EventFile]:
    known, stamp = cache.load(cache_folder) if cache_folder else ({}, 0)
    entries: dict[str, cache.Entry] = {}
    changed = False
    for path, size, mtime in _paths(content):
        entry = known.get(path)
        file = _unpack(path, entry)
        fresh = entry is not None and (entry.size, entry.mtime) == (size, mtime) and mtime < stamp
        if file is None or not fresh:
            file, data = _read(content, path, file)
            changed = True
            if cache_folder:
                entry = cache.Entry(len(data), mtime, cache.pack(file))
        if entry is not None:
            entries[path] = entry
        yield file
    if cache_folder and (changed or len(entries) != len(known)):
        cache.save(cache_folder, entries)


def _unpack(path: str, entry: cache.Entry | None) -> EventFile | None:
    try:
        return cache.unpack(path, entry.row) if entry else None
    except (ValueError, TypeError, IndexError, AttributeError):
        return None


def _read(content: Path, path: str, known: EventFile | None) -> tuple[EventFile, bytes]:
    shown = f"{content.name}/{path}"
    try:
        with (content / path).open("rb") as file:
            data = file.read(guard.MAX_BYTES + 1)
    except OSError as error:
        problem = Problem(shown, 0, 0, "unreadable", f"the file cannot be read: {error.strerror}", "check its permissions")
        return EventFile(path, "", problems=(problem,)), b""
    if known is not None and known.digest == reader.digest(data):
        return known, data
    return reader.read(data, path, shown), data


def _paths(content: Path) -> Iterator[tuple[str, int, int]]:
    """Yield path, size and modification time of each event file, sorted; links that leave the folder are not followed."""
    root = content.resolve()

    def inside(entry: os.DirEntry[str]) -> bool:
        return not entry.is_symlink() or Path(entry.path).resolve().is_relative_to(root)

    def walk(folder: str) -> Iterator[tuple[str, int, int]]:
        try:
            entries = list(os.scandir(content / folder))
        except (FileNotFoundError, NotADirectoryError):
            return
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from walk(path)
            elif entry.name.endswith(SUFFIXES) and entry.is_file() and inside(entry):
                state = entry.stat()
                yield path, state.st_size, state.st_mtime_ns

    yield from sorted(walk(FOLDER))


def problems_of(files: list[EventFile], content: str = "content") -> list[Problem]:
    """Return the problems of all files and those between them: an id or alias that stands twice."""
    problems = [problem for file in files for problem in file.problems]
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
                problems.append(Problem(f"{content}/{event.file}", event.line, 1, "duplicate-id", message, hint))
    return problems
