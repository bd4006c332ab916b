"""Texts made of single events (list entries, parts of data files), kept so that an edit makes only those it changed.

A text of each kind for each key. Kinds have a file each, to which texts are added in turn. A file that joins the texts of many
events is copied from long stretches of it, once they have been arranged in its order. Files that are not as they were left
count as empty.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import tempfile
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, KeysView, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path
from typing import IO, Self

from timeline import filestate
from timeline.site import kept
from timeline.site.page import Stretch

_TOKEN = 16
_ROOM = 1000
"""Texts no longer wanted that there may always be."""
_BROKEN = 0.1
"""Share of texts that may stand elsewhere than after the one that comes before them in order."""
_CHUNK = 1 << 20
_PREAD = hasattr(os, "pread")
_LET_GO = getattr(mmap, "MADV_DONTNEED", None)
"""Advice by which the system takes what was looked at of a file out of our memory, where it can."""
_WAIT = 200
"""Texts that are written together."""
_MANY = 10 * _WAIT

Runs = Sequence[tuple[int, int]]
"""The first and last of the numbers of texts that follow each other."""


@dataclass(slots=True)
class _Blob:
    """The texts of one kind, one after the other: an unbuffered file that begins with a token, and where each text ends.

    `sum` is the checksum of what follows the token, `blanks` are the numbers of texts that are empty.
    """

    file: IO[bytes]
    ends: array[int] = field(default_factory=partial(array, "Q"))
    sum: int = 0
    blanks: array[int] = field(default_factory=partial(array, "Q"))

    def begin(self, token: bytes) -> Self:
        """Forget all texts; a file that is cut off in this has another token than is known of it."""
        self.file.seek(0)
        self.file.truncate()
        self.file.write(token)
        self.ends, self.sum, self.blanks = array("Q", [len(token)]), 0, array("Q")
        return self

    @property
    def size(self) -> int:
        return self.ends[-1]

    def sound(self, token: bytes) -> bool:
        """Whether the file holds what it was left with; what a build that was cut off has added to it is taken away."""
        if self.file.read(_TOKEN) != token:
            return False
        left, checksum = self.size - _TOKEN, 0
        while left and (data := self.file.read(min(left, _CHUNK))):
            left, checksum = left - len(data), zlib.crc32(data, checksum)
        self.file.truncate(self.size)
        return not left and checksum == self.sum

    def add(self, texts: Sequence[bytes]) -> None:
        """Add texts."""
        data = memoryview(b"".join(texts))
        self.file.seek(self.size)
        self.blanks.extend([number for number, text in enumerate(texts, len(self.ends) - 1) if not text])
        self.ends.extend(accumulate(map(len, texts), initial=self.ends.pop()))
        self.sum = zlib.crc32(data, self.sum)
        while data:
            data = data[self.file.write(data) :]

    def mark(self) -> tuple[bytes, bytes, int, filestate.State]:
        """Return, in plain data, all that is to be known of the file."""
        return self.ends.tobytes(), self.blanks.tobytes(), self.sum, filestate.state(os.fstat(self.file.fileno()))

    def part(self, start: int, end: int) -> bytes:
        """Return what stands between two places."""
        if _PREAD:
            return os.pread(self.file.fileno(), end - start, start)
        self.file.seek(start)
        return self.file.read(end - start)


class Pieces:
    """The texts of some `kinds`, kept under `name` in `folder`; they hold as long as the `stamp` is the same."""

    def __init__(self, folder: Path, name: str, kinds: Sequence[str], stamp: str) -> None:
        """Open what was kept; where nothing can be, there is only this build's memory."""
        self._folder, self._name, self._kinds, self._stamp = folder, name, tuple(kinds), stamp
        self._numbers: dict[str, int] = {}
        self._token, self._changed = os.urandom(_TOKEN), False
        self._blobs: list[_Blob] = []
        self._waiting: list[Sequence[bytes]] = []
        self._clear()
        if not self._load():
            self._begin()

    @property
    def keys(self) -> KeysView[str]:
        """The keys there are texts for."""
        return self._numbers.keys()

    def add(self, key: str, texts: Sequence[bytes]) -> None:
        """Keep a text of each kind, in the order of kinds."""
        self._numbers[key] = len(self._blobs[0].ends) - 1 + len(self._waiting)
        self._waiting.append(texts)
        if len(self._waiting) > _WAIT:
            self._write()

    def _write(self) -> None:
        """Write what was added."""
        if self._waiting:
            for blob, texts in zip(self._blobs, zip(*self._waiting, strict=True), strict=True):
                blob.add(texts)
            self._waiting, self._changed = [], True

    def texts(self, kind: str, keys: Iterable[str]) -> Iterable[bytes]:
        """Yield the texts of one kind for many keys; those that stand one after the other in one."""
        blob = self._blob(kind)
        for first, last in self.runs(keys):
            yield blob.part(blob.ends[first], blob.ends[last + 1])

    def runs(self, keys: Iterable[str]) -> Runs:
        """Return where the texts of many keys stand, of whatever kind: few runs if they have been arranged in this order."""
        numbers = list(map(self._numbers.__getitem__, keys))
        starts = [place for place, (one, other) in enumerate(pairwise(numbers), 1) if one + 1 != other]
        edges = [0, *starts, len(numbers)] if numbers else []
        return [(numbers[start], numbers[end - 1]) for start, end in pairwise(edges)]

    def blank(self, kind: str, runs: Runs) -> int:
        """Return how many texts of one kind are empty."""
        blanks = self._blob(kind).blanks
        return sum([bisect_right(blanks, last) - bisect_left(blanks, first) for first, last in runs])

    def joined(self, kind: str, runs: Runs, between: str = "") -> list[Stretch]:
        """Return where the texts of one kind stand in its file; those that are not empty end in what stands `between` two.

        After the last one there is nothing more.
        """
        blob = self._blob(kind)
        handle, ends = blob.file.fileno(), blob.ends
        found = [Stretch(handle, ends[first], ends[last + 1]) for first, last in runs if ends[first] < ends[last + 1]]
        if found:
            found[-1] = found[-1]._replace(end=found[-1].end - len(between.encode()))
        return found

    def arrange(self, keys: Sequence[str]) -> Runs:
        """Bring the texts of these keys, of which there are all, into their order where it is much broken, and drop others.

        Returns where they stand then. Raises OSError where those added cannot be written.
        """
        self._write()  # what cannot be written is lost, so that is an error
        runs = self.runs(keys)
        if len(runs) < _BROKEN * len(keys) + 1 and len(self._numbers) < 2 * len(keys) + _ROOM:
            return runs
        token = os.urandom(_TOKEN)
        with contextlib.ExitStack() as files:
            try:
                arranged = [self._arranged(kind, runs, token, files) for kind in self._kinds]
            except OSError:  # then data files are put together of many stretches, which only costs time
                self._clear()
                return runs
        self.close()
        self._blobs, self._token, self._changed = arranged, token, True
        self._numbers = {key: number for number, key in enumerate(keys)}
        for kind, blob in zip(self._kinds, arranged, strict=True):
            self._fresh(kind).replace(self._path(kind))
            blob.file = self._path(kind).open("r+b", buffering=0)
        return [(0, len(keys) - 1)] if keys else []

    def _arranged(self, kind: str, runs: Runs, token: bytes, files: contextlib.ExitStack) -> _Blob:
        """Return a new file with the texts of one kind in their new order."""
        old, file = self._blob(kind), files.enter_context(self._fresh(kind).open("w+b", buffering=0))
        new, ends = _Blob(file).begin(token), old.ends
        numbers = [number for first, last in runs for number in range(first, last + 1)]
        with mmap.mmap(old.file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            for at in range(0, len(numbers), _WAIT):
                new.add([data[ends[number] : ends[number + 1]] for number in numbers[at : at + _WAIT]])
                if _LET_GO is not None and at % _MANY == 0:
                    data.madvise(_LET_GO)
        return new

    def save(self) -> None:
        """Keep everything for the next build."""
        if self._changed or self._waiting:
            with contextlib.suppress(OSError):
                self._write()
                marks = [blob.mark() for blob in self._blobs]
                numbers = array("Q", self._numbers.values()).tobytes()
                kept.save(self._index, self._stamp, (self._token, marks, list(self._numbers), numbers))

    def close(self) -> None:
        """Close the files."""
        for blob in self._blobs:
            blob.file.close()

    @property
    def _index(self) -> Path:
        return self._folder / f"{self._name}.bin"

    def _path(self, kind: str) -> Path:
        return self._folder / f"{self._name}-{kind}.bin"

    def _fresh(self, kind: str) -> Path:
        return self._path(kind).with_suffix(".new")

    def _clear(self) -> None:
        """Take away what a build that was cut off was about to put in place."""
        for kind in self._kinds:
            with contextlib.suppress(OSError):
                self._fresh(kind).unlink()

    def _blob(self, kind: str) -> _Blob:
        """Return the texts of one kind, all of them written."""
        self._write()
        return self._blobs[self._kinds.index(kind)]

    def _load(self) -> bool:
        stored = kept.load(self._index, self._stamp)
        if not isinstance(stored, tuple):
            return False
        self._token, marks, keys, numbers = stored
        self._numbers = dict(zip(keys, array("Q", numbers), strict=True))
        with contextlib.suppress(OSError):
            for kind, (ends, blanks, checksum, state) in zip(self._kinds, marks, strict=True):
                blob = _Blob(self._path(kind).open("r+b", buffering=0), array("Q", ends), checksum, array("Q", blanks))
                self._blobs.append(blob)
                if filestate.state(os.fstat(blob.file.fileno())) != state and not blob.sound(self._token):
                    return False
            return True
        return False

    def _begin(self) -> None:
        """Start without any text."""
        self.close()
        self._numbers, self._token = {}, os.urandom(_TOKEN)
        self._blobs = [_Blob(self._new(kind)).begin(self._token) for kind in self._kinds]

    def _new(self, kind: str) -> IO[bytes]:
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            return self._path(kind).open("w+b", buffering=0)
        return tempfile.TemporaryFile(buffering=0)
