"""The content folder as a whole: whatever stands in it must be a plain file of the site's own, before anything reads it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from timeline.errors import Problem


def problems(content: Path, shown: str = "content") -> list[Problem]:
    """Return a problem for each entry below `content` (called `shown` in messages) that no reader may open.

    Those are pipes, devices and sockets (reading would wait for ever), links that lead out of the folder or to folders (which
    Pelican follows without end), and names that are not UTF-8. What begins with a dot is nobody's source and left alone.
    """
    return sorted(_look(content, content.resolve(), shown))


def _look(folder: Path, inside: Path, shown: str) -> Iterator[Problem]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            name = f"{shown}/{entry.name}"
            if not _is_text(entry.name):
                yield _problem(name, "bad-name", "has a name that is not UTF-8", "rename it")
            elif entry.is_symlink():
                yield from _link(Path(entry.path), inside, name)
            elif entry.is_dir(follow_symlinks=False):
                yield from _look(Path(entry.path), inside, name)
            elif not entry.is_file(follow_symlinks=False):
                yield _problem(name, "not-a-file", "is not a regular file", "remove it from the content folder")


def _link(path: Path, inside: Path, name: str) -> Iterator[Problem]:
    try:
        target = path.resolve(strict=True)
        kind = target.stat().st_mode
    except (OSError, RuntimeError):  # a loop of links
        yield _problem(name, "broken-link", "is a link that leads nowhere", "remove it, or copy the file here instead")
        return
    if not target.is_relative_to(inside):
        yield _problem(name, "outside-content", "is a link that leads out of the content folder", "copy the file here instead")
    elif not stat.S_ISREG(kind):
        yield _problem(name, "not-a-file", "is a link to something else than a file", "copy what it links to")


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:  # bytes that are no UTF-8 come as lone surrogates
        return False
    return True


def _problem(name: str, code: str, message: str, hint: str) -> Problem:
    return Problem(name, 0, 0, code, message, hint)
