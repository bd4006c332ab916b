"""Pages onto the disk: only those whose key changed, and what left the plan taken away."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from timeline import atomic
from timeline.site.folders import place
from timeline.site.page import Page, Parts, Stretch

VERSION = 5
_MODE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)  # Windows would double the line ends

_CHUNK = 1 << 20
_INDEX = "/index.html"
_BETWEEN = "\0"
"""Stands between paths and keys in a manifest."""
_LAST = "\U0010ffff"
"""Comes after all that is in a path."""


@dataclass
class Manifest:
    """What the last build published: each page's key by path, and files others wrote.

    `common` is the fingerprint of what all pages share, `rows` the state of the events (see `register`). `index` are the files of
    the full-text index, `indexed` is what they are made of (see `fulltext`; empty: not up to date). `signature` is that of all it
    read, `frame` that of all but events (see `quick`); empty where that cannot be known. `warnings` are Pelican's, in plain data.
    """

    pages: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    common: str = ""
    rows: str = ""
    signature: str = ""
    frame: str = ""
    index: list[str] = field(default_factory=list)
    indexed: str = ""
    warnings: list[list[Any]] = field(default_factory=list)

    @classmethod
    def load(cls, path: Path) -> Manifest:
        """Read a manifest; one that is missing, broken or of another version is empty."""
        try:
            return cls.parse(path.read_bytes())
        except (OSError, ValueError):
            return cls()

    @classmethod
    def parse(cls, data: bytes | str) -> Manifest:
        """Return the manifest that `dump` wrote. Raises ValueError for anything else."""
        try:
            first, _, pages = (data if isinstance(data, str) else data.decode()).partition("\n")
            stored: dict[str, Any] = json.loads(first)
            if stored.pop("version") == VERSION:
                count, parts = stored.pop("pages"), iter(pages.split(_BETWEEN) if pages else ())
                manifest = cls(dict(zip(parts, parts, strict=True)), **stored)
                lists = manifest.others, manifest.index, manifest.warnings, *manifest.warnings
                if len(manifest.pages) == count and all(isinstance(each, list) for each in lists):
                    return manifest
        except (KeyError, TypeError, AttributeError, RecursionError):
            pass
        raise ValueError("not a manifest of this version")

    def dump(self) -> str:
        """Return the manifest as text."""
        pages = _BETWEEN.join(chain.from_iterable(self.pages.items()))  # not JSON, which would take longer
        stated = {"version": VERSION, **vars(self), "pages": len(self.pages)}
        return f"{json.dumps(stated, ensure_ascii=False, separators=(',', ':'))}\n{pages}"

    def save(self, path: Path) -> None:
        """Write the manifest, old or new and never half."""
        atomic.replace(path, self.dump().encode())


def manifest_path(site: Path, published: Path) -> Path:
    """Return where the manifest of a published folder is kept: in the site's own cache folder."""
    mark = hashlib.blake2b(os.path.realpath(published).encode(), digest_size=4).hexdigest()
    return site / ".timeline" / f"pages-{mark}.txt"


class Paths:
    """Paths in order: what is in a folder stands together."""

    def __init__(self, paths: Iterable[str]) -> None:
        """Take paths; quickest if they are in order already."""
        self._paths = sorted(paths)

    def below(self, folder: str) -> Sequence[str]:
        """Return the paths that begin with one."""
        return self._paths[bisect_left(self._paths, folder) : bisect_left(self._paths, folder + _LAST)]

    def tops(self) -> Iterator[str]:
        """Yield the names at the top: files, and folders that have any."""
        at = 0
        while at < len(self._paths):
            name, slash, _ = self._paths[at].partition("/")
            yield name
            at = bisect_left(self._paths, name + slash + _LAST, at + 1)


class Published:
    """The files of a published folder, looked up with one look at each parent of a page's folder, not at every folder."""

    def __init__(self, folder: Path, *, intact: bool = False) -> None:
        """Take a folder, in which nothing changes as long as this is asked; `intact` says that no published file is missing."""
        self.folder, self._intact = folder, intact
        self._seen: dict[str, frozenset[str]] = {}

    def missing(self, paths: Iterable[str]) -> Iterator[str]:
        """Yield those published files that are not there."""
        if self._intact:
            return
        start, there = "\0", frozenset[str]()
        for path in paths:
            if path.startswith(start) and path.endswith(_INDEX) and path[len(start) : -len(_INDEX)] in there:
                continue  # as mostly, since they come in order
            folder, name = place(path)
            start, there = f"{folder}/", self._names(folder)
            if name not in there:
                yield path

    def _names(self, folder: str) -> frozenset[str]:
        if folder not in self._seen:
            try:
                self._seen[folder] = frozenset(os.listdir(self.folder / folder))  # noqa: PTH208 - names only, 10,000 of them
            except OSError:
                self._seen[folder] = frozenset()
        return self._seen[folder]


def stale(pages: Mapping[str, Page], keys: Mapping[str, str], old: Manifest, published: Published) -> list[Page]:
    """Return the pages that must be written: their key changed, or their file (or its folder) is missing."""
    lost = set(published.missing(path for path in pages if old.pages.get(path) == keys[path]))
    return [page for path, page in pages.items() if old.pages.get(path) != keys[path] or path in lost]


class Output:
    """Writes files below a folder, which it makes as needed."""

    def __init__(self, folder: Path, *, fresh: bool) -> None:
        """Start with an output folder that may not exist yet; `fresh` says that nobody but this has written into it."""
        self._folder, self._fresh = str(folder), fresh
        self._made: set[str] = set()

    def write(self, path: str, content: Parts) -> str:
        """Write one file from its parts; returns its full path."""
        full = self._make_room(path)
        if not self._fresh:  # it may have a second name, which is to keep its content
            with contextlib.suppress(FileNotFoundError):
                os.unlink(full)  # noqa: PTH108 - a text is what there is
        handle = os.open(full, _MODE, 0o666)
        try:
            for part in content:
                if isinstance(part, Stretch):
                    _copy(part, handle)
                else:
                    _put(handle, part)
        finally:
            os.close(handle)
        return full

    def link(self, path: str, twin: str) -> bool:
        """Give a file that was written a second name; say whether that can be done here."""
        if not self._fresh:
            return False
        self._make_room(path)
        with contextlib.suppress(OSError):
            os.link(f"{self._folder}/{twin}", f"{self._folder}/{path}")
            return True
        return False

    def _make_room(self, path: str) -> str:
        full = f"{self._folder}/{path}"
        folder = full.rpartition("/")[0]
        if folder not in self._made:
            _make(folder)
            self._made.add(folder)
        return full


def _put(handle: int, data: bytes | memoryview) -> None:
    while (count := os.write(handle, data)) < len(data):
        data = memoryview(data)[count:]


def _copy(part: Stretch, handle: int) -> None:
    """Copy inside the system where it can do that, between these files."""
    source, start, end = part
    if hasattr(os, "copy_file_range"):
        with contextlib.suppress(OSError):  # what is wrong with the disk comes up again below
            while start < end and (count := os.copy_file_range(source, handle, end - start, start)):
                start += count
    os.lseek(source, start, os.SEEK_SET)
    while start < end:
        data = os.read(source, min(_CHUNK, end - start))
        if not data:
            raise OSError(errno.EIO, "the file that is copied has become shorter")
        _put(handle, data)
        start += len(data)


def _make(folder: str) -> None:
    try:
        os.mkdir(folder)  # noqa: PTH102 - 10,000 of them, whose parent mostly is there
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103


def remove(published: Path, paths: Iterable[str]) -> None:
    """Take files away, and the folders that are empty without them."""
    for path in paths:
        file = published / path
        try:
            file.unlink()
        except OSError:
            continue
        for folder in file.parents:
            if folder == published:
                break
            try:
                folder.rmdir()
            except OSError:  # not empty
                break
