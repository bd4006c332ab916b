"""The machine that reads a site as one digest: our code, our word lists, the versions of libraries.

Taking it over hundreds of files costs more than a small site's build, so it is remembered for as long as no file changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from timeline import atomic
from timeline.filestate import state

NAME = "code.json"
_ROOT = os.path.dirname(__file__)  # noqa: PTH120 - pathlib would cost more than all of this
_SUFFIXES = (".py", ".yaml", ".po")


def code_mark(places: Sequence[str], libraries: Mapping[str, str], cache_folder: Path | None = None) -> str:
    """Return a digest of the files of our package at `places` (paths below it) and of the versions of `libraries`.

    `libraries` are names to import, each with that of its distribution; one that is not installed counts as such. With
    `cache_folder` the digest is kept there.
    """
    code = [file for place in places for file in _files(place)]
    homes = [(name, path) for name in libraries if (path := _home(name))]
    states = [(name, *state(os.stat(path))) for name, path in (*code, *homes)]  # noqa: PTH116
    seal = hashlib.blake2b(repr((places, states)).encode(), digest_size=16).hexdigest()
    memo = cache_folder / NAME if cache_folder else None
    known = _known(memo)
    if seal not in known:
        known = {**dict([*known.items()][-3:]), seal: _digest(code, [libraries[name] for name, _ in homes])}
        if memo:
            with contextlib.suppress(OSError):  # without it the next run takes longer, no more
                atomic.replace(memo, json.dumps(known).encode(), durable=False)
    return known[seal]


def _known(memo: Path | None) -> dict[str, str]:
    try:
        stored = json.loads(memo.read_bytes()) if memo else {}
        return {key: value for key, value in stored.items() if isinstance(value, str)}
    except (OSError, ValueError, AttributeError, RecursionError):
        return {}


def _files(place: str) -> Iterator[tuple[str, str]]:
    """Yield name and path of our files at a place, sorted."""
    path = f"{_ROOT}/{place}"
    if os.path.isfile(path):  # noqa: PTH113
        yield place, path
        return
    for entry in sorted(os.scandir(path), key=lambda entry: entry.name):
        if entry.name.endswith(_SUFFIXES):
            yield f"{place}/{entry.name}", entry.path
        elif entry.name != "__pycache__" and entry.is_dir():
            yield from _files(f"{place}/{entry.name}")


def _home(library: str) -> str:
    """Return the file that is loaded first when a library is imported, empty where it is not installed."""
    spec = importlib.util.find_spec(library)
    return (spec.origin or "") if spec else ""


def _digest(code: Iterable[tuple[str, str]], distributions: Iterable[str]) -> str:
    mark = hashlib.blake2b(digest_size=16)
    for name, path in code:
        mark.update(name.encode() + b"\0" + Path(path).read_bytes() + b"\0")
    for name in distributions:
        from importlib import metadata  # slow to import

        with contextlib.suppress(metadata.PackageNotFoundError):
            mark.update(f"{name} {metadata.version(name)}\n".encode())
    return mark.hexdigest()
