r"""Records kept from run to run in one file: short heads read at once, bodies only when they are asked for.

    b"timeline <format> <bytes of the heads> <crc32 of the heads>\n", the heads as JSON {key: [length, crc32, head]}, all bodies

Where few records differ from those in the file, only these are written, to a second file of the same form beside it (``.since``);
null stands for one that is gone.

Heads and bodies are JSON, because a ledger may come with somebody's site folder and must not be able to run anything. The
checksums find what a disk or a killed run garbled: such a ledger is an empty one, such a body is `DamagedError`.
"""

from __future__ import annotations

import contextlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from timeline import atomic
from timeline.pinned import Pinned

_MAGIC = "timeline"
_FIRST_LINE = 200
_encode = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode
_FEW = 0.05
"""Share of a ledger's records that may be kept beside it."""


class DamagedError(Exception):
    """A body is not what was written."""


class Body:
    """JSON that is read, checked and parsed when it is asked for; until then a stretch of an open file."""

    __slots__ = ("_at", "_source", "check", "length")

    def __init__(self, source: bytes | Pinned, at: int, length: int, check: int) -> None:
        self._source, self._at, self.length, self.check = source, at, length, check

    @classmethod
    def of(cls, value: Any) -> Body:  # noqa: ANN401 - any JSON
        """Return the body that holds a value."""
        data = _encode(value).encode()
        return cls(data, 0, len(data), zlib.crc32(data))

    def data(self) -> bytes:
        """Return its bytes; raises `DamagedError` if they are not those that were written."""
        source = self._source
        try:
            data = source if isinstance(source, bytes) else source.read(self._at, self.length)
        except OSError as error:
            raise DamagedError from error
        if zlib.crc32(data) != self.check:
            raise DamagedError
        return data

    def value(self) -> Any:  # noqa: ANN401 - any JSON
        """Return what it holds; raises `DamagedError`."""
        try:
            return json.loads(self.data())
        except (ValueError, RecursionError) as error:
            raise DamagedError from error

    def settle(self, source: Pinned, at: int) -> None:
        """Let go of the bytes in memory: they stand in a file now."""
        self._source, self._at = source, at


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept under one key: a `head`, any JSON, and a `body`."""

    head: Any
    body: Body


@dataclass(frozen=True, slots=True)
class Ledger:
    """`records` by key, all known to be so at the time `stamp` (nanoseconds); the `base` are those of the first file.

    `mark` is that file's own, empty where there is none.
    """

    records: Mapping[str, Record]
    stamp: int = 0
    base: Mapping[str, Record] = field(default_factory=dict)
    mark: str = ""


def load(path: Path, form: str) -> Ledger:
    """Return what is kept at `path`.

    `form` names what heads and bodies hold; a file of another form, garbled, or not there holds nothing.
    """
    base, stamp, mark = _read(path, form)
    if not mark:
        return Ledger({})
    whole = {key: each for key, each in base.items() if each}
    found, later, since = _read(_since(path), f"{form}+{mark}")
    if not since:
        return Ledger(whole, stamp, whole, mark)
    return Ledger({key: each for key, each in {**base, **found}.items() if each}, later, whole, mark)


def _since(path: Path) -> Path:
    return path.with_name(f"{path.name}.since")


def _read(path: Path, form: str) -> tuple[dict[str, Record | None], int, str]:
    """Return the records of one file, None for those that are gone, when it was written, and its mark."""
    try:
        stamp = path.stat().st_mtime_ns
        file = Pinned(path)
        first, newline, _ = file.read(0, _FIRST_LINE).partition(b"\n")
        magic, stored, length, check = first.decode("ascii").split(" ")
        start = len(first) + 1
        heads = file.read(start, int(length))
        if (magic, stored, newline) != (_MAGIC, form, b"\n") or zlib.crc32(heads) != int(check):
            return {}, 0, ""
        return dict(_records(json.loads(heads), file, start + len(heads))), stamp, f"{length}.{check}"
    except (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return {}, 0, ""


def _records(heads: Mapping[str, list[Any] | None], file: Pinned, at: int) -> Iterator[tuple[str, Record | None]]:
    for key, stated in heads.items():
        if stated is None:
            yield key, None
        else:
            length, check, head = stated
            yield key, Record(head, Body(file, at, length, check))
            at += length


def save(path: Path, form: str, records: Mapping[str, Record], before: Ledger | None = None) -> None:
    """Write a ledger in place of the one at `path`; where that cannot be, all stays as it is: it only costs time.

    `before` is what was loaded there: of few records that differ, only these are written. Bodies that were loaded are carried
    over as they are (with a damaged one among them, nothing is kept), and those in memory are let go of.
    """
    base = before.base if before else {}
    differing = {key: each for key, each in records.items() if base.get(key) is not each}
    gone = [key for key in base if key not in records]
    try:
        if before and base and len(differing) + len(gone) <= _FEW * len(base):
            _write(_since(path), f"{form}+{before.mark}", differing, gone)
        else:
            _write(path, form, records)
            _since(path).unlink(missing_ok=True)
    except DamagedError:
        forget(path)
    except OSError:
        return


def _write(path: Path, form: str, records: Mapping[str, Record], gone: Iterable[str] = ()) -> None:
    """Write one file. Raises OSError, and `DamagedError` for a body that cannot be carried over."""
    rows: dict[str, list[Any] | None] = {key: [each.body.length, each.body.check, each.head] for key, each in records.items()}
    rows |= dict.fromkeys(gone)
    heads = _encode(rows).encode()
    first = f"{_MAGIC} {form} {len(heads)} {zlib.crc32(heads)}\n".encode()
    atomic.replace(path, chain((first, heads), (each.body.data() for each in records.values())), durable=False)
    file, at = Pinned(path), len(first) + len(heads)
    for each in records.values():
        each.body.settle(file, at)
        at += each.body.length


def forget(path: Path) -> None:
    """Remove a ledger that turned out to be damaged."""
    for file in (path, _since(path)):
        with contextlib.suppress(OSError):
            file.unlink()
