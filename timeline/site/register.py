"""The register of published events: their rows in order, kept from build to build, and what differs from the last one.

It is kept in two files: all events as they were once (the base), and what has been different since. So an edit writes little.
"""

from __future__ import annotations

import contextlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, NamedTuple, Self

from timeline.events.eventfile import EventFile
from timeline.site import kept
from timeline.site.archive import Packed, Rows, Unpacked, shown
from timeline.site.code import code
from timeline.site.page import digest_of_plain
from timeline.site.rows import FILE, Facts, Reading, Row, at, facts_of, in_order
from timeline.site.shelf import Column, Shelf, store

_BASE, _SHELF, _SINCE = "rows.bin", "rows-shelf.bin", "rows-since.bin"
_SHARE, _ROOM = 0.05, 200
"""How many events may differ from the base: a share of all, and some more."""
_LINE = Row._fields.index("line")
_ORDER, _ID = at("order"), at("id")


class Delta(NamedTuple):
    """The rows of events that differ from the last build: as they were, and as they are."""

    gone: Sequence[Row]
    new: Sequence[Row]

    def spares(self, *fields: str) -> bool:
        """Whether the same events stand in the same order as before, and all say the same in some fields of a row."""
        said = attrgetter("order", *fields)
        return sorted(map(said, self.gone)) == sorted(map(said, self.new))


class Plan(NamedTuple):
    """What the last build found out from the rows: the page that lists each event, a mark of all such pages, the main events."""

    homes: dict[str, str]
    mark: int
    main: Sequence[str]


class _Base(NamedTuple):
    """All events at some time: `marks` of files by number, the pages that list the events on the shelf, the plan."""

    token: str
    marks: Sequence[str]
    shelf: Shelf | None
    homes: Column
    mark: int
    main: Sequence[str]


class _Since(NamedTuple):
    """What was different at the last build: files no longer there by number, facts of others by mark, homes, the mark."""

    dropped: Sequence[int] = ()
    added: Mapping[str, Sequence[Facts]] = {}
    homes: Mapping[str, str] = {}
    mark: int = 0
    main: Sequence[str] = ()


@dataclass
class Register:
    """`rows` of all events that readers see, in order.

    `state` is a fingerprint of the event files. Where `delta` is known, `last` is the plan it differs from.
    """

    rows: Rows
    state: str
    delta: Delta | None
    last: Plan
    _kept: _Kept

    def save(self, plan: Plan, moved: Mapping[str, str] | None = None) -> None:
        """Keep all for the next build; `moved` are the homes that differ from the last plan's, None if many may."""
        if self._kept.cache:
            if moved is None and self._kept.same and plan == self.last:
                return
            if moved is None or self._kept.differing + len(moved) > _room(len(self.rows)):
                self._kept.save_base(plan)
            else:
                self._kept.save_since(plan, moved)


def read(files: Iterable[EventFile], reading: Reading, cache: Path | None = None, state: str = "") -> Register:
    """Return the register of some event files; what is known of unchanged ones is kept in the folder `cache`.

    `state` is that of the build to compare with; if it was not the last one kept, there is no `delta`.
    """
    known = _Kept.load(reading, cache)
    known.compare(files)
    delta = known.delta() if state and state == known.before else None
    return Register(known.rows(), known.state, delta, known.last, known)


@dataclass
class _Kept:
    """What is kept, compared with the event files there are: `there` is the file of each number, None where it is gone.

    `added` are the facts of files the base does not know, by mark, and `files` those files.
    """

    reading: Reading
    cache: Path | None
    base: _Base
    since: _Since
    there: list[EventFile | None]
    added: dict[str, Sequence[Facts]] = field(default_factory=dict)
    files: dict[str, EventFile] = field(default_factory=dict)

    @classmethod
    def load(cls, reading: Reading, cache: Path | None) -> Self:
        """Read what the last build kept in a folder."""
        base = _stored(cache)
        stored = kept.load(cache / _SINCE, f"{code()} {base.token}") if cache and base.token else None
        since = _Since(*stored) if isinstance(stored, tuple) else _Since(mark=base.mark, main=base.main)
        return cls(reading, cache, base, since, [None] * len(base.marks))

    def compare(self, files: Iterable[EventFile]) -> None:
        """Look at the files there are; those that nothing is known of are read."""
        numbers = {mark: number for number, mark in enumerate(self.base.marks)}
        for file in files:
            mark = f"{file.digest} {file.path}"
            if mark in numbers:
                self.there[numbers[mark]] = file
            else:
                self.files[mark] = file
                self.added[mark] = self.since.added[mark] if mark in self.since.added else facts_of(file, len(self.files) - 1)

    @property
    def last(self) -> Plan:
        """The plan of the last build."""
        shelf = self.base.shelf
        homes = dict(zip(shelf.values(_ID), self.base.homes.expanded(), strict=True)) if shelf else {}
        homes.update(self.since.homes)
        return Plan(homes, self.since.mark, self.since.main)

    @property
    def before(self) -> str:
        """The state of the files at the last build."""
        left = set(self.since.dropped)
        return _state([*(mark for n, mark in enumerate(self.base.marks) if n not in left), *self.since.added])

    @property
    def state(self) -> str:
        """The state of the files now."""
        return _state([*(mark for mark, file in zip(self.base.marks, self.there, strict=True) if file), *self.added])

    @property
    def same(self) -> bool:
        """Whether the base has all events and no others, and nothing was different at the last build."""
        return self.base.shelf is not None and not self.differing and not self.since.dropped and not self.since.added

    @property
    def differing(self) -> int:
        """How much differs from the base: events, homes, files."""
        return sum(map(len, self.added.values())) + len(self.since.homes) + self.there.count(None)

    def rows(self) -> Rows:
        """Return all events there are that readers see."""
        shelf, late = self.base.shelf, sum(map(len, self.added.values()))
        if shelf and late <= _room(len(shelf)):
            files = [*self.there, *self.files.values()]
            return Rows(Packed(self.reading, files, shelf, self._added(len(self.there))))
        found = [*self.base_facts(self.there), *self.added_facts()]
        return Rows(Unpacked(sorted(shown(found, self.reading), key=in_order)))

    def _added(self, first: int) -> Iterator[Facts]:
        """Yield the facts of files the base does not know, these numbered from the `first` on."""
        return (_numbered(number, each) for number, facts in enumerate(self.added.values(), first) for each in facts)

    def _left(self, files: Sequence[EventFile | None]) -> Iterator[Facts]:
        """Yield the facts of the base that are in some files, given by number."""
        shelf = self.base.shelf
        places = enumerate(shelf.values(FILE)) if shelf and any(files) else ()
        return (shelf.facts(place) for place, number in places if shelf and files[number])

    def base_facts(self, files: Sequence[EventFile | None]) -> list[tuple[EventFile, Facts]]:
        """Return the facts of the base that are in some files, given by number."""
        return [(file, each) for each in self._left(files) if (file := files[each[FILE]])]

    def added_facts(self, but: Container[str] = ()) -> list[tuple[EventFile, Facts]]:
        """Return the facts of files the base does not know."""
        return [(self.files[mark], each) for mark, facts in self.added.items() if mark not in but for each in facts]

    def delta(self) -> Delta:
        """Return what differs from the last build."""
        dropped = set(self.since.dropped)
        went = [None if file or n in dropped else _named(mark) for n, (mark, file) in self._numbered()]
        came = [file if n in dropped else None for n, (_, file) in self._numbered()]
        gone = self.base_facts(went)
        gone += [(_named(mark), each) for mark, facts in self.since.added.items() if mark not in self.added for each in facts]
        new = [*self.base_facts(came), *self.added_facts(but=self.since.added)]
        before, after = ({row.id: row for row in shown(found, self.reading)} for found in (gone, new))
        same = {event for event, row in before.items() if event in after and _says(row) == _says(after[event])}
        return Delta(*([row for row in rows.values() if row.id not in same] for rows in (before, after)))

    def _numbered(self) -> Iterator[tuple[int, tuple[str, EventFile | None]]]:
        return enumerate(zip(self.base.marks, self.there, strict=True))

    def save_base(self, plan: Plan) -> None:
        """Write everything."""
        assert self.cache
        number = {mark: n for n, mark in enumerate([*(mark for _, (mark, file) in self._numbered() if file), *self.added])}
        moved = [number.get(mark, 0) for mark in self.base.marks]
        facts = [_numbered(moved[each[FILE]], each) for each in self._left(self.there)]
        facts += self._added(len(number) - len(self.added))
        facts.sort(key=itemgetter(_ORDER))
        with contextlib.suppress(OSError):
            token, index = store(self.cache / _SHELF, facts)
            homes = Column.of([plan.homes.get(each[_ID], "") for each in facts])
            kept.save(self.cache / _BASE, code(), (token, list(number), index, homes.plain(), plan.mark, plan.main))

    def save_since(self, plan: Plan, moved: Mapping[str, str]) -> None:
        """Write what differs from the base."""
        dropped = [n for n, file in enumerate(self.there) if not file]
        since = _Since(dropped, self.added, {**self.since.homes, **moved}, plan.mark, plan.main)
        assert self.cache
        kept.save(self.cache / _SINCE, f"{code()} {self.base.token}", tuple(since))


def _stored(cache: Path | None) -> _Base:
    stored = kept.load(cache / _BASE, code()) if cache else None
    if cache and isinstance(stored, tuple):
        with contextlib.suppress(OSError, ValueError):
            token, marks, index, homes, *plan = stored
            return _Base(token, marks, Shelf(cache / _SHELF, token, index), Column.again(*homes), *plan)
    return _Base("", (), None, Column((), ()), 0, ())


def _room(events: int) -> float:
    return _SHARE * events + _ROOM


def _state(marks: list[str]) -> str:
    return digest_of_plain(sorted(marks))


def _numbered(number: int, facts: Facts) -> Facts:
    """Return facts of the file of this number; the same where it has that number already, as all have in a first build."""
    return facts if facts[0] == number else (number, *facts[1:])


def _named(mark: str) -> EventFile:
    """Return a file that is no longer there."""
    return EventFile(mark.partition(" ")[2], "")


def _says(row: Row) -> tuple[Any, ...]:
    """Return a row without the place where it is written."""
    return (*row[2:_LINE], *row[_LINE + 1 :])
