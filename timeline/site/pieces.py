"""Texts made of single events (list entries, parts of data files), kept so that an edit makes only those it changed.

A text of each kind for each key. Kinds have a file each, to which texts are added, and which is written anew when most of it is
no longer wanted; `kept` remembers where each text stands. Files that are not as they were left count as empty.
"""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import IO, Self

from timeline import atomic
from timeline.site import kept

_TOKEN = 16
_ROOM = 1 << 20
"""Bytes no longer wanted that a file may always have."""
_WAIT = 200
"""Texts that are written together."""


@dataclass(slots=True)
class _Blob:
    """The texts of one kind: an unbuffered file that begins with a token, its size, the checksum of what follows the token."""

    file: IO[bytes]
    size: int = 0
    sum: int = 0
    waiting: list[bytes | memoryview] = field(default_factory=list)

    def begin(self, token: bytes) -> Self:
        """Start an empty file."""
        self.file.write(token)
        self.size, self.sum = len(token), 0
        return self

    def sound(self, token: bytes) -> bool:
        """Whether the file is as it was left; what a build that was cut off has added to it is taken away."""
        if self.file.read(_TOKEN) != token:
            return False
        left, checksum = self.size - _TOKEN, 0
        while left and (data := self.file.read(min(left, _ROOM))):
            left, checksum = left - len(data), zlib.crc32(data, checksum)
        self.file.truncate(self.size)
        return not left and checksum == self.sum

    def add(self, text: bytes | memoryview) -> tuple[int, int]:
        """Add a text; return where it begins and ends."""
        self.waiting.append(text)
        self.sum = zlib.crc32(text, self.sum)
        self.size += len(text)
        if len(self.waiting) > _WAIT:
            self.flush()
        return self.size - len(text), self.size

    def flush(self) -> None:
        """Write what was added."""
        data = memoryview(b"".join(self.waiting))
        self.waiting = []
        self.file.seek(self.size - len(data))
        while data:
            data = data[self.file.write(data) :]

    def part(self, start: int, end: int) -> bytes:
        """Return what stands between two places."""
        if self.waiting:
            self.flush()
        self.file.seek(start)
        return self.file.read(end - start)


class Pieces:
    """The texts of some `kinds`, kept under `name` in `folder`; they hold as long as the `stamp` is the same."""

    def __init__(self, folder: Path, name: str, kinds: Sequence[str], stamp: str) -> None:
        """Open what was kept; where nothing can be, there is only this build's memory."""
        self._folder, self._name, self._kinds, self._stamp = folder, name, tuple(kinds), stamp
        self._places: dict[str, tuple[int, ...]] = {}
        self._token, self._changed = os.urandom(_TOKEN), False
        self._blobs: list[_Blob] = []
        if not self._load():
            self._begin()

    def __contains__(self, key: str) -> bool:
        """Whether there are texts for a key."""
        return key in self._places

    def add(self, key: str, texts: Iterable[bytes]) -> None:
        """Keep a text of each kind, in the order of kinds."""
        places: list[int] = []
        for blob, text in zip(self._blobs, texts, strict=True):
            places += blob.add(text)
        self._places[key] = tuple(places)
        self._changed = True

    def get(self, kind: str, key: str) -> bytes:
        """Return one text."""
        number = self._kinds.index(kind)
        start, end = self._places[key][2 * number : 2 * number + 2]
        return self._blobs[number].part(start, end)

    def all(self, kind: str, keys: Iterable[str]) -> list[memoryview]:
        """Return the texts of one kind for many keys, as views of what stands in the file."""
        number = self._kinds.index(kind)
        data = memoryview(self._blobs[number].part(0, self._blobs[number].size))
        first, last = 2 * number, 2 * number + 1
        places = self._places
        return [data[place[first] : place[last]] for place in map(places.__getitem__, keys)]

    def save(self, keys: Collection[str]) -> None:
        """Keep the texts of these keys for the next build."""
        wanted = {key: self._places[key] for key in keys if key in self._places}
        if self._changed or len(wanted) < len(self._places):
            self._places = wanted
            with contextlib.suppress(OSError):
                self._shrink()
                for blob in self._blobs:
                    blob.flush()
                marks = [(blob.size, blob.sum) for blob in self._blobs]
                kept.save(self._index, self._stamp, (self._token, marks, self._places))

    def close(self) -> None:
        """Close the files."""
        for blob in self._blobs:
            blob.file.close()

    @property
    def _index(self) -> Path:
        return self._folder / f"{self._name}.bin"

    def _path(self, kind: str) -> Path:
        return self._folder / f"{self._name}-{kind}.bin"

    def _load(self) -> bool:
        stored = kept.load(self._index, self._stamp)
        if not isinstance(stored, tuple):
            return False
        self._token, marks, self._places = stored
        with contextlib.suppress(OSError):
            for kind, (size, checksum) in zip(self._kinds, marks, strict=True):
                self._blobs.append(_Blob(self._path(kind).open("r+b", buffering=0), size, checksum))
                if not self._blobs[-1].sound(self._token):
                    return False
            return True
        return False

    def _begin(self) -> None:
        """Start without any text."""
        self.close()
        self._places, self._token = {}, os.urandom(_TOKEN)
        self._blobs = [_Blob(self._new(kind)).begin(self._token) for kind in self._kinds]

    def _new(self, kind: str) -> IO[bytes]:
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            return self._path(kind).open("w+b", buffering=0)
        return tempfile.TemporaryFile(buffering=0)

    def _shrink(self) -> None:
        """Write the files anew if most of their bytes are no longer wanted."""
        used = sum(end - start for places in self._places.values() for start, end in list(pairwise(places))[::2])
        if sum(blob.size for blob in self._blobs) <= 2 * used + _ROOM:
            return
        self._token = os.urandom(_TOKEN)
        moved: dict[str, list[int]] = {key: [] for key in self._places}
        for kind, blob in zip(self._kinds, self._blobs, strict=True):
            texts = self.all(kind, self._places)
            blob.file.close()
            blob.file = io.BytesIO()
            blob.begin(self._token)
            for key, text in zip(self._places, texts, strict=True):
                moved[key] += blob.add(text)
            blob.flush()
            atomic.replace(self._path(kind), blob.file.getvalue(), durable=False)
        self._places = {key: tuple(places) for key, places in moved.items()}
