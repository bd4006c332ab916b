"""Events of different articles that may be one: said on Sunday in one, on Dec. 29 in the other.

Candidates overlap in time and share an actor or a place; TF-IDF over titles and quotes ranks them. High similarity and a shared
name make a pair ``same`` (safe to unite when both are fresh drafts), middling ones ``maybe``: for a person to decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from timeline.events.event import Event
from timeline.events.similarity import Tfidf, token_set
from timeline.temporal.timevalue import TimeValue

SAME, MAYBE = 0.45, 0.15
_TITLES = 0.4
# A name that stands in more events than this tells nothing about any two of them.
_COMMON = 400
# Dates coarser than this many days overlap with everything.
_WIDE = 62


@dataclass(frozen=True, slots=True)
class Pair:
    """Two events (`a` before `b` in the chronology) and why they may be one; `score` is 0 to 1."""

    a: Event
    b: Event
    score: float
    verdict: Literal["same", "maybe"]
    shared: tuple[str, ...]

    @property
    def why(self) -> str:
        """One line for people."""
        return f"{self.score:.2f} alike, both with {', '.join(self.shared)}"


def pairs(events: Sequence[Event], value: Callable[[Event], TimeValue]) -> tuple[Pair, ...]:
    """Return likely pairs, best first; the order of `events` does not matter but for ties."""
    live = [e for e in events if e.review != "rejected" and e.date]
    candidates = _candidates(live, [value(e) for e in live])
    if not candidates:
        return ()
    used = sorted({i for pair in candidates for i in pair})
    index = {i: n for n, i in enumerate(used)}
    model = Tfidf([_words(live[i]) for i in used])
    found = []
    for (i, j), shared in candidates.items():
        score = model.cosine(index[i], index[j])
        a, b = live[i], live[j]
        if score >= MAYBE:
            same_day = value(a).edtf == value(b).edtf
            alike = score >= SAME and token_set(a.title, b.title) >= _TITLES
            verdict: Literal["same", "maybe"] = "same" if alike and same_day and a.modality == b.modality else "maybe"
            found.append(Pair(a, b, round(score, 4), verdict, tuple(sorted(shared))))
    return tuple(sorted(found, key=lambda p: (-p.score, p.a.id, p.b.id)))


def _words(event: Event) -> str:
    return " ".join([event.title, *(f.quote for f in event.found)])


def _candidates(events: Sequence[Event], values: Sequence[TimeValue]) -> dict[tuple[int, int], set[str]]:
    """Pairs of different articles that overlap in time, with the names they share."""
    named: dict[str, list[int]] = defaultdict(list)
    for i, event in enumerate(events):
        for name in {*event.actors, *event.places}:
            named[name].append(i)
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for name, members in named.items():
        if len(members) > _COMMON:
            continue
        members = sorted(members, key=lambda i: (values[i].start or 0, i))
        for at, i in enumerate(members):
            end = values[i].end
            for j in members[at + 1 :]:
                if end is not None and (values[j].start or 0) >= end:
                    break
                if _apart(events[i], events[j]) and _narrow(values[i]) and _narrow(values[j]):
                    found[(i, j) if i < j else (j, i)].add(name)
    return found


def _apart(a: Event, b: Event) -> bool:
    """Whether two events come from different articles and do not contradict each other in status."""
    if (a.article or a.file) == (b.article or b.file):
        return False
    return (a.modality == "denied") == (b.modality == "denied")


def _narrow(value: TimeValue) -> bool:
    return value.start is not None and value.end is not None and value.end - value.start <= _WIDE


def suggestions(found: Iterable[Pair]) -> dict[str, tuple[str, ...]]:
    """Return for each event the ids it may be the same as, best first: what event files carry as ``suggest``."""
    result: dict[str, list[str]] = defaultdict(list)
    for pair in found:
        result[pair.a.id].append(pair.b.id)
        result[pair.b.id].append(pair.a.id)
    return {key: tuple(ids) for key, ids in sorted(result.items())}
