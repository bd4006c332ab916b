"""Review proposed events one at a time: each decision is written into its event file at once, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from timeline.atomic import ChangedMeanwhileError
from timeline.errors import Problem, TimelineError
from timeline.events import lock, store
from timeline.events.chronology import Chronology
from timeline.events.event import Event, Found
from timeline.events.eventfile import EventFile
from timeline.events.extract import edited, put
from timeline.events.join import PLACE, find, join
from timeline.events.operations import Op, Remove, Set
from timeline.events.plan import Change
from timeline.events.splice import SpliceError
from timeline.temporal import edtf

Order = Literal["date", "salience"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another event the present one may be the same as, and why."""

    event: Event
    why: str


@dataclass(frozen=True, slots=True)
class Item:
    """What a reviewer looks at: an event, its first living mention, the mention's place in its sentence, and likely twins."""

    event: Event
    found: Found
    start: int
    end: int
    suggestions: tuple[Suggestion, ...]


class Review:
    """A session at the event files below `content`; decisions hold the site's lock for as long as they take to write.

    What a person has decided stands in the files, so a session can be left at any time and another one begun. Decisions raise
    `TimelineError` if a file changed meanwhile or cannot be edited; nothing is written then.
    """

    def __init__(self, content: Path, cache_folder: Path, order: Order = "date") -> None:
        self.content, self.cache_folder = content, cache_folder
        self.files: list[EventFile] = []
        self.read()
        chronology = Chronology(self.events)
        self.twins: dict[str, list[tuple[str, str]]] = {}
        for pair in chronology.suggest():
            self.twins.setdefault(pair.a.id, []).append((pair.b.id, pair.why))
            self.twins.setdefault(pair.b.id, []).append((pair.a.id, pair.why))
        waiting = [event for event in chronology if event.proposed]
        if order == "salience":
            scores = chronology.salience()
            waiting.sort(key=lambda event: -scores[event.id].score)
        self.queue = [event.id for event in waiting]
        self.total = len(self.queue)
        self._past: list[tuple[list[Change], list[str]]] = []

    def read(self) -> None:
        """Read all event files anew."""
        self.files = store.load_files(self.content, self.cache_folder)

    @property
    def events(self) -> list[Event]:
        """All events of the site."""
        return [event for file in self.files for event in file.events]

    @property
    def done(self) -> int:
        """How many events were decided on in this session."""
        return self.total - len(self.queue)

    def current(self) -> Item | None:
        """Return the event that is next, None when there is nothing left."""
        while self.queue:
            try:
                return self.item(self.queue[0])
            except TimelineError:  # deleted, or decided on elsewhere
                self.queue.pop(0)
        return None

    def item(self, name: str) -> Item:
        """Return a proposed event as a reviewer sees it; raises `TimelineError` if there is none of this id."""
        file, index = find(self.files, name)
        event = file.events[index]
        if not event.proposed:
            raise TimelineError(Problem(PLACE, 0, 0, "no-event", f"{name} has been reviewed", ""))
        found = next((line for line in event.found if not line.gone), event.found[0])
        start = max(found.quote.find(found.text), 0)
        end = start + len(found.text) if found.quote[start:].startswith(found.text) else start
        return Item(event, found, start, end, tuple(self._suggestions(event)))

    def _suggestions(self, event: Event) -> list[Suggestion]:
        by_name = {name: e for e in self.events for name in (e.id, *e.aliases)}
        named = [(name, "may be its earlier version") for name in event.suggest] + self.twins.get(event.id, [])
        found: dict[str, Suggestion] = {}
        for name, why in named:
            other = by_name.get(name)
            if other is not None and other.id != event.id and other.review != "rejected":
                found.setdefault(other.id, Suggestion(other, why))
        return list(found.values())

    # decisions

    def accept(self, name: str) -> None:
        """Accept an event as it is."""
        self._decide(name, lambda place: [Set((*place, "review"), "accepted")])

    def reject(self, name: str, reason: str = "") -> None:
        """Reject an event; it stays in its file, is not published and never proposed again."""
        why: list[tuple[str, str]] = [("reason", reason)] if reason else []
        self._decide(name, lambda place: [Set((*place, key), value) for key, value in (("review", "rejected"), *why)])

    def retitle(self, name: str, title: str) -> None:
        """Give an event another title; it still waits to be accepted."""
        title = " ".join(title.split())
        if not title:
            raise TimelineError(Problem(PLACE, 0, 0, "bad-value", "a title cannot be empty", "write what happened"))
        self._decide(name, lambda place: [Set((*place, "title"), title)], keep=True)

    def redate(self, name: str, date: str) -> None:
        """Give an event another date (EDTF) and drop its part of the day; it still waits to be accepted."""
        try:
            date = edtf.parse(date.strip()).edtf
        except ValueError as error:
            message, _, hint = str(error).partition(" (")
            raise TimelineError(Problem(PLACE, 0, 0, "bad-date", message, hint.removesuffix(")"))) from error
        file, index = find(self.files, name)
        event = file.events[index]

        def ops(place: tuple[str | int, ...]) -> list[Op]:
            gone = [key for key in ("time", "bounds") if getattr(event, key)]
            return [Set((*place, "date"), date), *(Remove((*place, key)) for key in gone)]

        self._decide(name, ops, keep=True)

    def merge(self, name: str, into: str) -> None:
        """Make an event part of another one, which keeps its id, date and title."""
        self._write(join(self.content, self.files, into, name), name)

    def skip(self, name: str) -> None:
        """Put an event at the end of the queue."""
        if name in self.queue:
            self.queue.remove(name)
            self.queue.append(name)

    def undo(self) -> bool:
        """Take the last decision back; False if there is none. Raises `TimelineError` if its file was edited since."""
        if not self._past:
            return False
        changes, queue = self._past[-1]
        with lock.hold(self.cache_folder):
            for change in reversed(changes):
                assert change.before is not None
                self._put(Change(change.path, change.after, change.before))
        self._past.pop()
        self.queue = queue
        self.read()
        return True

    def _decide(self, name: str, ops: Callable[[tuple[str | int, ...]], list[Op]], *, keep: bool = False) -> None:
        file, index = find(self.files, name)
        self._write([(file, ops(file.place(index)))], "" if keep else name)

    def _write(self, work: Sequence[tuple[EventFile, list[Op]]], decided: str) -> None:
        changes: list[Change] = []
        with lock.hold(self.cache_folder):
            try:
                made = [edited(self.content, file.path, ops, file.digest) for file, ops in work]
            except SpliceError as error:
                raise self._problem(work[0][0].path, "cannot-edit", f"the file cannot be changed in place: {error}") from error
            except (ChangedMeanwhileError, OSError) as error:
                self.read()
                raise self._changed(work[0][0].path) from error
            for change in made:
                self._put(change)
                changes.append(change)
        self._past.append((changes, list(self.queue)))
        if decided in self.queue:
            self.queue.remove(decided)
        self.read()

    def _put(self, change: Change) -> None:
        try:
            put(self.content, change)
        except ChangedMeanwhileError as error:
            self.read()
            raise self._changed(change.path) from error

    def _changed(self, path: str) -> TimelineError:
        return self._problem(path, "changed-meanwhile", "the file was changed while you looked at it")

    def _problem(self, path: str, code: str, message: str) -> TimelineError:
        hint = "look again, then repeat your decision" if code == "changed-meanwhile" else "edit it by hand"
        return TimelineError(Problem(f"{self.content.name}/{path}", 0, 0, code, message, hint))
