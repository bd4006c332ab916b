"""Bring drafts into the event files: plan by the rules, make the new texts, write them one file at a time."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from timeline import atomic
from timeline.atomic import ChangedMeanwhileError
from timeline.errors import Problem
from timeline.events import guard, lock, reader, store, writer
from timeline.events.event import Event
from timeline.events.merge import merge
from timeline.events.operations import Op
from timeline.events.plan import Change, FileChange, Report
from timeline.events.splice import SpliceError, splice


def extract(
    content: Path,
    drafts: Mapping[str, Sequence[Event]],
    cache_folder: Path,
    *,
    write: bool = True,
    forget: Collection[str] = (),
) -> Report:
    """Merge the drafted events of articles (path below `content` → drafts) into the event files below ``content/events``.

    Holds the site's lock while it reads and writes; with ``write=False`` nothing on disk changes and no lock is needed.
    An article without events must be given too (with an empty list), so that mentions which left it are noticed.
    """
    with lock.hold(cache_folder) if write else nullcontext():
        if write:
            atomic.sweep(content / store.FOLDER)
        files = store.load_files(content, cache_folder if write else None)
        problems = store.problems_of(files, content.name)
        articles = {file.article for file in files if file.article} | {
            f.article for file in files for e in file.events for f in e.found
        }
        present = {article for article in articles if article and (article in drafts or (content / article).is_file())}
        plan = merge(files, drafts, present, forget)
        problems += [_shown(problem, content) for problem in plan.problems]
        changes = []
        for planned in plan.changes:
            try:
                change = make(content, planned, _inside(content, cache_folder))
                if write:
                    put(content, change)
                changes.append(change)
            except (SpliceError, ChangedMeanwhileError, OSError) as error:
                problems.append(failed(f"{content.name}/{planned.path}", error))
        return Report(plan, tuple(changes), tuple(problems))


def make(content: Path, planned: FileChange, inside: str = "content") -> Change:
    """Return a file's new bytes; `inside` is the content folder's path below the site's.

    Raises `SpliceError` if they cannot be made or do not read as they should.
    """
    if planned.old is not None:
        return edited(content, planned.path, planned.ops, planned.old.digest)
    text = writer.new_file(planned.path, planned.article, planned.events, planned.seen, inside)
    return Change(planned.path, None, text.encode())


def edited(content: Path, path: str, ops: Sequence[Op], digest: str) -> Change:
    """Return a file's bytes with operations done.

    Raises `ChangedMeanwhileError` if the file is not the one that was read, `SpliceError` if the result would be in error.
    """
    before = (content / path).read_bytes()
    if reader.digest(before) != digest:
        raise ChangedMeanwhileError(path)
    text = before.decode("utf-8")
    mark = guard.BOM if text.startswith(guard.BOM) else ""
    after = (mark + splice(text.removeprefix(guard.BOM), ops)).encode()
    result = reader.read(after, path)
    if result.broken:
        raise SpliceError(next(problem.message for problem in result.problems if problem.severity == "error"))
    return Change(path, before, after)


def put(content: Path, change: Change) -> None:
    """Write one file, if it still is as it was."""
    atomic.replace(content / change.path, change.after, lambda now: now == change.before)


def _inside(content: Path, cache_folder: Path) -> str:
    return Path(os.path.relpath(content, cache_folder.parent)).as_posix()


def failed(path: str, error: Exception) -> Problem:
    """Return why the file called `path` could not be written, as a problem."""
    if isinstance(error, ChangedMeanwhileError):
        return replace(error.problems[0], path=path)
    if isinstance(error, OSError):
        return Problem(path, 0, 0, "unwritable", f"the file cannot be written: {error.strerror}", "nothing was changed in it")
    return Problem(path, 0, 0, "cannot-edit", f"the file cannot be changed in place: {error}", "write its events one key a line")


def _shown(problem: Problem, content: Path) -> Problem:
    return replace(problem, path=f"{content.name}/{problem.path}")
