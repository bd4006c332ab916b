"""All events of a site in order of time; light to import and cheap at 100,000 events: the site is built on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from timeline.events.crossref import Pair, pairs
from timeline.events.event import Event, is_published
from timeline.events.salience import Salience, rate
from timeline.temporal import edtf
from timeline.temporal.granularity import Granularity
from timeline.temporal.timevalue import TimeValue

SortKey = tuple[float, float, int, str, int, str]
_HOURS = {"early": 1, "morning": 6, "mid": 11, "afternoon": 12, "evening": 18, "late": 20, "night": 21}
_THIRDS = {"mid": 1, "late": 2}
_CLOCK = re.compile(r"(\d\d):(\d\d)")


class Chronology:
    """Events sorted by the earliest day they can have happened; among those of one start, the coarser date first.

    Ties go by the word for the part of the day, then by place in the files, so the order never depends on the order given.
    An undated event stands at the start of its bounds. Raises `ValueError` for a date that is no EDTF (`check` reports those
    before a chronology is made).
    """

    def __init__(self, events: Iterable[Event]) -> None:
        self._values: dict[str, TimeValue] = {}
        self.events: tuple[Event, ...] = tuple(sorted(events, key=self._key))

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)

    def value(self, event: Event) -> TimeValue:
        """Return the stretch of time of an event: its date, or the bounds of an undated one."""
        text = event.date or event.bounds
        found = self._values.get(text)
        if found is None:
            found = self._values[text] = edtf.parse(text)
        return found

    def _key(self, event: Event) -> SortKey:
        value = self.value(event)
        start = float("-inf") if value.start is None else float(value.start)
        end = float("inf") if value.end is None else float(value.end)
        minutes = 0
        if event.time:
            if value.granularity > Granularity.WEEKEND and event.time in _THIRDS:
                start += (end - start) * _THIRDS[event.time] / 3
            elif value.granularity <= Granularity.DAY:
                clock = _CLOCK.match(event.time)
                minutes = int(clock[1]) * 60 + int(clock[2]) if clock else 60 * _HOURS.get(event.time, 0)
        return start, -end, minutes, event.file or event.article, event.line, event.id

    def filter(self, keep: Callable[[Event], bool]) -> Chronology:
        """Return the chronology of the events that `keep` admits, in the same order."""
        part = object.__new__(Chronology)
        part._values = self._values
        part.events = tuple(filter(keep, self.events))
        return part

    def published(self, unreviewed: str = "show") -> Chronology:
        """Return what readers see: nothing rejected, nothing undated until accepted; with "hide" nothing unreviewed."""
        return self.filter(lambda e: is_published(e, unreviewed))

    def neighbours(self, event: Event) -> tuple[Event | None, Event | None]:
        """Return the events before and after one, None at the ends.

        Raises `KeyError` if the event is not in the chronology.
        """
        at = self._places[event.id]
        before = self.events[at - 1] if at else None
        return before, self.events[at + 1] if at + 1 < len(self.events) else None

    @cached_property
    def _places(self) -> dict[str, int]:
        return {event.id: i for i, event in enumerate(self.events)}

    def suggest(self) -> tuple[Pair, ...]:
        """Return pairs of events that may be one, the likeliest first (see `crossref`)."""
        return pairs(self.events, self.value)

    def salience(self, leads: dict[str, str] | None = None, copies: dict[str, str] | None = None) -> dict[str, Salience]:
        """Return each event's salience by id (see `salience.rate`)."""
        return {e.id: rate(e, self.value(e), leads or {}, copies or {}) for e in self.events}
