"""The events of a build in order: some rows, or one field of many without making rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import compress
from operator import itemgetter
from typing import Any, Protocol, overload

from timeline.events.eventfile import EventFile
from timeline.site.rows import FILE, Facts, Reading, Row, age, at, facts_of, in_order
from timeline.site.shelf import Column, Shelf
from timeline.site.table import Table

_MADE = ("file", "timeline", "age", "key")
"""Fields of a row that facts do not hold as they are."""
_FEW = 0.1
"""Share of rows of which a field is looked up one by one."""
_ORDER = at("order")
_order = itemgetter(_ORDER)
_SEEN = tuple(map(at, ("found", "review", "article")))
seen = itemgetter(*_SEEN)
"""Return of facts what `Reading.shows` asks for."""


class Archive(Protocol):
    """All rows of a build."""

    def __len__(self) -> int:
        """How many there are."""

    def row(self, place: int) -> Row:
        """Return the row at a place."""

    def find(self, order: tuple[Any, ...]) -> int:
        """Return the place of the row of this order, or where it would be."""

    def field(self, name: str) -> Sequence[Any]:
        """Return one field of all rows."""

    def some(self, name: str, places: Sequence[int]) -> list[Any]:
        """Return one field of few rows."""

    def column(self, name: str) -> Column:
        """Return one field of all rows, each value once; some of these may not occur."""


class Unpacked:
    """An archive in memory."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Take all rows, in order."""
        self._rows, self.row = rows, rows.__getitem__
        self._fields = Table[str, list[Any]](lambda name: list(map(itemgetter(Row._fields.index(name)), rows)))
        self._columns = Table[str, Column](lambda name: Column.of(self._fields[name]))

    def __len__(self) -> int:
        """How many there are."""
        return len(self._rows)

    def field(self, name: str) -> Sequence[Any]:
        """Return one field of all rows."""
        return self._fields[name]

    def some(self, name: str, places: Sequence[int]) -> list[Any]:
        """Return one field of few rows."""
        return list(map(self._fields[name].__getitem__, places))

    def column(self, name: str) -> Column:
        """Return one field of all rows, each value once."""
        return self._columns[name]

    def find(self, order: tuple[Any, ...]) -> int:
        """Return the place of the row of this order, or where it would be."""
        return bisect_left(self._rows, order, key=in_order)


class Packed:
    """An archive on a shelf, but for few events: a row is made when somebody looks at it."""

    def __init__(self, reading: Reading, files: Sequence[EventFile | None], shelf: Shelf, late: Iterable[Facts]) -> None:
        """Take files by the numbers that facts begin with, None where one is gone, and facts of events not on the shelf."""
        self._reading, self._files, self._shelf = reading, files, shelf
        self._late = sorted([each for each in late if reading.shows(*seen(each))], key=_order)
        self._shown = self._choose()
        numbers = range(len(shelf))
        left = list(compress(numbers, self._shown)) if self._shown else numbers
        order = partial(shelf.value, _ORDER)
        self._places = [bisect_left(left, _order(each), key=order) for each in self._late]
        self._numbers = self._merged(numbers, range(-1, -1 - len(self._late), -1))
        self._made: dict[int, Row] = {}
        self.field, self.column = cache(self._field), cache(self._column)

    def _choose(self) -> list[bool] | None:
        """Return for each event of the shelf whether readers see it; None if they see all."""
        reading, shown = self._reading, None
        if None in self._files:
            there = [file is not None for file in self._files]
            shown = list(map(there.__getitem__, self._shelf.values(FILE)))
        if not reading.shows_all:
            allowed = list(map(reading.shows, *map(self._shelf.values, _SEEN)))
            shown = [one and other for one, other in zip(shown or allowed, allowed, strict=True)]
        return shown

    def _merged(self, shelf: Sequence[Any], late: Sequence[Any]) -> Sequence[Any]:
        """Return what the shelf says of those events that are shown, and what is said of the others, in order."""
        if not late and not self._shown:
            return shelf
        left = list(compress(shelf, self._shown)) if self._shown else shelf
        merged, start = list[Any](), 0
        for place, value in zip(self._places, late, strict=True):
            merged += left[start:place]
            merged.append(value)
            start = place
        merged += left[start:]
        return merged

    def __len__(self) -> int:
        """How many there are."""
        return len(self._numbers)

    def row(self, place: int) -> Row:
        """Return the row at a place."""
        if place not in self._made:
            facts = self._facts(self._numbers[place])
            file = self._files[facts[FILE]]
            assert file
            self._made[place] = self._reading.row(file, facts)
        return self._made[place]

    def _facts(self, number: int) -> Facts:
        return self._shelf.facts(number) if number >= 0 else self._late[~number]

    def find(self, order: tuple[Any, ...]) -> int:
        """Return the place of the row of this order, or where it would be."""
        stated = self._shelf.value
        key = lambda number: stated(_ORDER, number) if number >= 0 else _order(self._late[~number])  # noqa: E731
        return bisect_left(self._numbers, order, key=key)

    def some(self, name: str, places: Sequence[int]) -> list[Any]:
        """Return one field of few rows, without looking at those of all."""
        if name in _MADE or len(places) > _FEW * len(self):
            stated = self.field(name)
            return list(map(stated.__getitem__, places))
        field, numbers = at(name), [self._numbers[place] for place in places]
        kept = iter(self._shelf.some(field, [number for number in numbers if number >= 0]))
        return [next(kept) if number >= 0 else self._late[~number][field] for number in numbers]

    def _field(self, name: str) -> Sequence[Any]:
        if name == "timeline":
            return self.column(name).expanded()
        if name == "file":
            return list(map(self._files.__getitem__, self._stated(FILE)))
        if name == "age":
            return self.column(name).expanded()
        if name == "key" and self._reading.settings.edit_url:
            return list(map(self._reading.key, self._stated(at(name)), self.field("line")))
        return self._stated(at(name))

    def _stated(self, field: int) -> Sequence[Any]:
        return self._merged(self._shelf.values(field), [each[field] for each in self._late])

    def _timelines(self) -> Column:
        """Return the events' timelines, each found out once for all that say the same in the same file."""
        (stated, said), (articles, told) = self.column("stated"), self.column("article")
        one = len(stated) == len(articles) == 1  # as in files written by hand
        files = self._stated(FILE)
        where = Column.of(files if one else list(zip(said, told, files, strict=True)))
        found = [(0, 0, number) for number in where.values] if one else where.values
        known = ((stated[a], articles[b], self._files[number]) for a, b, number in found)
        names = Column.of([self._reading.timeline(*each) for each in known])
        return Column(names.values, list(map(names.numbers.__getitem__, where.numbers)))

    def _column(self, name: str) -> Column:
        if name in ("file", "key"):
            return Column.of(self.field(name))
        if name == "timeline":
            return self._timelines()
        values, numbers = self._shelf.column(at(name))
        known = {value: number for number, value in enumerate(values)} if self._late else {}
        late = [known.setdefault(each[at(name)], len(known)) for each in self._late]
        values, numbers = list(known) or values, self._merged(numbers, late)
        return Column(list(map(age, values)) if name == "age" else values, numbers)


class Rows(Sequence[Row]):
    """Some rows of an archive, by their `places`, in order."""

    __slots__ = ("_archive", "places")

    def __init__(self, archive: Archive, places: Sequence[int] | None = None) -> None:
        """Choose rows; all where no places are given."""
        self._archive = archive
        self.places = range(len(archive)) if places is None else places

    def __len__(self) -> int:
        """How many there are."""
        return len(self.places)

    @overload
    def __getitem__(self, number: int) -> Row: ...
    @overload
    def __getitem__(self, number: slice) -> Rows: ...
    def __getitem__(self, number: int | slice) -> Row | Rows:
        """Return one of them, or some."""
        if isinstance(number, slice):
            return Rows(self._archive, self.places[number])
        return self._archive.row(self.places[number])

    def __iter__(self) -> Iterator[Row]:
        """Go through them."""
        return map(self._archive.row, self.places)

    def at(self, places: Sequence[int]) -> Rows:
        """Return the rows at some places of the archive."""
        return Rows(self._archive, places)

    def find(self, order: tuple[Any, ...]) -> int:
        """Return the place in the archive of the row of this order, or where it would be."""
        return self._archive.find(order)

    def field(self, name: str) -> Sequence[Any]:
        """Return one field of all of them."""
        archive, places = self._archive, self.places
        return archive.field(name) if len(places) == len(archive) else archive.some(name, places)

    def column(self, name: str) -> Column:
        """Return one field of all of them, each value once; some of these may not occur."""
        values, numbers = self._archive.column(name)
        return Column(values, numbers if len(self.places) == len(numbers) else list(map(numbers.__getitem__, self.places)))


def rows(files: Iterable[EventFile], reading: Reading) -> Rows:
    """Return the rows of all events of some files that readers see, in chronological order."""
    found = ((file, each) for file in files for each in facts_of(file))
    return Rows(Unpacked(sorted(shown(found, reading), key=in_order)))


def shown(found: Iterable[tuple[EventFile, Facts]], reading: Reading) -> Iterator[Row]:
    """Yield the rows of those events that readers see, from the facts of their files."""
    return (reading.row(file, each) for file, each in found if reading.shows(*seen(each)))
