r"""Records kept from run to run in one file: short heads read at once, bodies only when they are asked for.

    b"timeline <format> <bytes of the heads> <crc32 of the heads>\n", the heads as JSON {key: [length, crc32, head]}, all bodies

Heads and bodies are JSON, because a ledger may come with somebody's site folder and must not be able to run anything. The
checksums find what a disk or a killed run garbled: such a ledger is an empty one, such a body is `DamagedError`.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from timeline import atomic

_MAGIC = "timeline"
_FIRST_LINE = 200


class DamagedError(Exception):
    """A body is not what was written."""


class Body:
    """JSON that is read, checked and parsed when it is asked for; until then a stretch of an open file."""

    __slots__ = ("_at", "_source", "check", "length")

    def __init__(self, source: bytes | _Open, at: int, length: int, check: int) -> None:
        self._source, self._at, self.length, self.check = source, at, length, check

    @classmethod
    def of(cls, value: Any) -> Body:  # noqa: ANN401 - any JSON
        """Return the body that holds a value."""
        data = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()
        return cls(data, 0, len(data), zlib.crc32(data))

    def data(self) -> bytes:
        """Return its bytes; raises `DamagedError` if they are not those that were written."""
        source = self._source
        data = source if isinstance(source, bytes) else source.read(self._at, self.length)
        if zlib.crc32(data) != self.check:
            raise DamagedError
        return data

    def value(self) -> Any:  # noqa: ANN401 - any JSON
        """Return what it holds; raises `DamagedError`."""
        try:
            return json.loads(self.data())
        except (ValueError, RecursionError) as error:
            raise DamagedError from error

    def settle(self, source: _Open, at: int) -> None:
        """Let go of the bytes in memory: they stand in a file now."""
        self._source, self._at = source, at


class _Open:
    """A file that stays readable as it was even after another has taken its name."""

    def __init__(self, path: Path) -> None:
        self._handle, self._whole = -1, b""
        if hasattr(os, "pread"):
            self._handle = os.open(path, os.O_RDONLY)
        else:  # Windows: an open file could not be replaced
            self._whole = path.read_bytes()

    def read(self, at: int, length: int) -> bytes:
        if self._handle < 0:
            return self._whole[at : at + length]
        try:
            return os.pread(self._handle, length, at)
        except OSError as error:
            raise DamagedError from error

    def __del__(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept under one key: a `head`, any JSON, and a `body`."""

    head: Any
    body: Body


def load(path: Path, form: str) -> tuple[dict[str, Record], int]:
    """Return the records at `path` by key, and the time in nanoseconds it was written at.

    `form` names what heads and bodies hold; a file of another form, garbled, or not there holds nothing.
    """
    try:
        stamp = path.stat().st_mtime_ns
        file = _Open(path)
        first, newline, _ = file.read(0, _FIRST_LINE).partition(b"\n")
        magic, stored, length, check = first.decode("ascii").split(" ")
        start = len(first) + 1
        heads = file.read(start, int(length))
        if (magic, stored, newline) != (_MAGIC, form, b"\n") or zlib.crc32(heads) != int(check):
            return {}, 0
        return dict(_records(json.loads(heads), file, start + len(heads))), stamp
    except (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError, DamagedError):
        return {}, 0


def _records(heads: Mapping[str, list[Any]], file: _Open, at: int) -> Iterator[tuple[str, Record]]:
    for key, (length, check, head) in heads.items():
        yield key, Record(head, Body(file, at, length, check))
        at += length


def save(path: Path, form: str, records: Mapping[str, Record]) -> None:
    """Write a ledger in place of the one at `path`; where that cannot be, all stays as it is: it only costs time.

    Bodies that were loaded are carried over as they are (with a damaged one among them, nothing is kept), and those in memory
    are let go of.
    """
    rows = {key: [each.body.length, each.body.check, each.head] for key, each in records.items()}
    heads = json.dumps(rows, ensure_ascii=True, separators=(",", ":")).encode()
    first = f"{_MAGIC} {form} {len(heads)} {zlib.crc32(heads)}\n".encode()
    try:
        atomic.replace(path, chain((first, heads), (each.body.data() for each in records.values())), durable=False)
        file, at = _Open(path), len(first) + len(heads)
    except DamagedError:
        forget(path)
    except OSError:
        return
    else:
        for each in records.values():
            each.body.settle(file, at)
            at += each.body.length


def forget(path: Path) -> None:
    """Remove a ledger that turned out to be damaged."""
    with contextlib.suppress(OSError):
        path.unlink()
