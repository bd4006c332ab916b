"""Facts of events in order, as one build leaves them for the next: most fields as columns of all, others in blocks.

A short plan looks at a few fields of all events, and at all of few. So columns are read whole, a block when one of its events is
looked at.
"""

from __future__ import annotations

import marshal
import os
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from timeline import atomic, filestate
from timeline.pinned import Pinned
from timeline.site.rows import FILE, Facts, Row, at

_BLOCK = 64
"""Events in a block."""
_CHUNK = 1 << 20
_PLAIN = tuple(map(at, ("key", "id", "title", "said")))
"""Fields that differ from event to event and are asked of all."""
_APART = tuple(map(at, ("order", "salience")))
"""Fields that differ from event to event and are asked of few."""


class Column(NamedTuple):
    """A field of many events: its `values`, and for each event the number of its own."""

    values: Sequence[Any]
    numbers: Sequence[int]

    def expanded(self) -> list[Any]:
        """Return the value of each event."""
        return list(map(self.values.__getitem__, self.numbers))

    def plain(self) -> tuple[list[Any], bytes]:
        """Return the column in plain data."""
        return list(self.values), array("I", self.numbers).tobytes()

    @classmethod
    def again(cls, values: list[Any], data: bytes) -> Column:
        """Return the column that was `plain` data."""
        return cls(values, _numbers(data))

    @classmethod
    def of(cls, stated: Sequence[Any]) -> Column:
        """Return a column by the value of each event."""
        number = {value: n for n, value in enumerate(dict.fromkeys(stated))}
        return cls(list(number), array("I", map(number.__getitem__, stated)))


class Shelf:
    """Facts that were kept."""

    def __init__(self, path: Path, token: str, index: tuple[Any, ...]) -> None:
        """Open what `store` left. Raises ValueError if the file is not the one it wrote, OSError if there is none."""
        count, columns, plain, ends, checksum, state = index
        self._columns = {field: Column.again(*stated) for field, stated in columns.items()}
        self._columns |= {field: Column(values, range(count)) for field, values in plain.items()}
        self._ends, self._read = _numbers(ends), dict[int, list[tuple[Any, ...]]]()
        self._file = Pinned(path)
        if self._file.read(0, len(token)) != token.encode():
            raise ValueError(f"{path.name} is another")
        if filestate.state(path.stat()) != state and _checksum(self._file) != checksum:
            raise ValueError(f"{path.name} was changed")

    def __len__(self) -> int:
        """How many there are."""
        return len(self._columns[FILE].numbers)

    def facts(self, place: int) -> Facts:
        """Return those of one. Raises OSError if the disk fails."""
        found: list[Any] = [None] * _FIELDS
        for field, (values, numbers) in self._columns.items():
            found[field] = values[numbers[place]]
        for field, value in zip(_APART, self._apart(place), strict=True):
            found[field] = value
        return tuple(found)

    def value(self, field: int, place: int) -> Any:  # noqa: ANN401 - any plain data
        """Return one field of one."""
        if field not in self._columns:
            return self._apart(place)[_APART.index(field)]
        values, numbers = self._columns[field]
        return values[numbers[place]]

    def some(self, field: int, places: Sequence[int]) -> list[Any]:
        """Return one field of some."""
        if field not in self._columns:
            return [self.value(field, place) for place in places]
        values, numbers = self._columns[field]
        return [values[numbers[place]] for place in places]

    def column(self, field: int) -> Column:
        """Return one field of all, each value once."""
        known = field in self._columns and field not in _PLAIN
        return self._columns[field] if known else Column.of(self.values(field))

    def values(self, field: int) -> list[Any]:
        """Return one field of all."""
        if field in self._columns:
            known = self._columns[field]
            return known.expanded() if field not in _PLAIN else list(known.values)
        return [self.value(field, place) for place in range(len(self))]

    def _apart(self, place: int) -> tuple[Any, ...]:
        """Return those fields of one that stand in its block."""
        number, inside = divmod(place, _BLOCK)
        if number not in self._read:
            start, end = self._ends[number : number + 2]
            self._read[number] = marshal.loads(self._file.read(start, end - start))
        return self._read[number][inside]


_FIELDS = len(Row._fields) - 1


def store(path: Path, facts: Sequence[Facts]) -> tuple[str, tuple[Any, ...]]:
    """Write facts to a file; return the token it begins with and what else `Shelf` has to know. Raises OSError."""
    token = os.urandom(8).hex()
    coded = [field for field in range(_FIELDS) if field not in (*_PLAIN, *_APART)]
    columns = {field: Column.of(list(map(itemgetter(field), facts))).plain() for field in coded}
    plain = {field: list(map(itemgetter(field), facts)) for field in _PLAIN}
    parts = [token.encode(), *map(marshal.dumps, _blocks(facts))]
    ends, checksum = array("I", accumulate(map(len, parts))), 0
    for part in parts:
        checksum = zlib.crc32(part, checksum)
    atomic.replace(path, parts, durable=False)
    return token, (len(facts), columns, plain, ends.tobytes(), checksum, filestate.state(path.stat()))


def _blocks(shelf: Iterable[Facts]) -> Iterator[list[tuple[Any, ...]]]:
    left = iter(shelf)
    while block := list(map(itemgetter(*_APART), islice(left, _BLOCK))):
        yield block


def _numbers(data: bytes) -> Sequence[int]:
    numbers = array("I")
    numbers.frombytes(data)
    return numbers


def _checksum(file: Pinned) -> int:
    checksum, start = 0, 0
    while data := file.read(start, _CHUNK):
        checksum, start = zlib.crc32(data, checksum), start + len(data)
    return checksum
