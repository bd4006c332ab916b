"""Whether all published files are still there, told from the folders they are in."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from timeline import filestate
from timeline.site import kept

_NAME = "folders.bin"
_INDEX = "/index.html"

Known = Mapping[str, tuple[filestate.State, str]]
"""The state of each folder, and a digest of the names in it."""


def place(path: str) -> tuple[str, str]:
    """Return the folder in which a published file is looked for, and by what name: an ``index.html`` by that of its folder."""
    folder, _, name = path.removesuffix(_INDEX).rpartition("/")
    if not folder:
        folder, _, name = path.rpartition("/")
    return folder, name


def known(published: Path, cache: Path) -> Known:
    """Return what the last build left to compare the published folders with; nothing if a name went or came since."""
    try:
        stamp = (cache / _NAME).stat().st_mtime_ns
        found: Known = kept.load(cache / _NAME, _stamp(published)) or {}
        for folder, (state, names) in found.items():
            full = f"{published}/{folder}"
            if not filestate.settled(state, filestate.state(os.stat(full)), stamp) and _digest(full) != names:  # noqa: PTH116
                return {}
    except OSError:
        return {}
    return found


def remember(published: Path, cache: Path, before: Known, paths: Iterable[str]) -> None:
    """Leave what `known` returns next time for the folders known before and those of published files, `paths`."""
    found = {}
    for folder in {*before, *(place(path)[0] for path in paths)}:
        full = f"{published}/{folder}"
        with contextlib.suppress(OSError):  # it went
            now = filestate.state(os.stat(full))  # noqa: PTH116 - one of thousands
            old, names = before.get(folder, (None, ""))
            found[folder] = now, names if now == old else _digest(full)
    kept.save(cache / _NAME, _stamp(published), found)


def _stamp(published: Path) -> str:
    return os.path.realpath(published)


def _digest(folder: str) -> str:
    names = "\0".join(sorted(os.listdir(folder)))  # noqa: PTH208 - names only
    return hashlib.blake2b(names.encode(errors="surrogateescape"), digest_size=12).hexdigest()
