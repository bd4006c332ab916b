"""How much an event matters to a timeline: counted, never learnt (on T17 counting is level with trained systems).

score = log2(1 + sources)         distinct articles, syndicated copies counted once
+ 0.5 if a lead tells it    in the first paragraph of an article
+ 0.5 · log2(1 + later)     mentions written two days or more after it
+ 0.25 · log2(1 + mentions)
- 0.75 for a statement, 0.5 for what is planned, denied or claimed, 0.5 for a date coarser than a month
+ 1 if a person accepted it
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest

from timeline.events.event import Event
from timeline.temporal.granularity import Granularity, civil, day_number
from timeline.temporal.timevalue import TimeValue

_LATER_DAYS = 2
_BUSY = 10


@dataclass(frozen=True, slots=True)
class Salience:
    """A score (about -1 to 6) and the terms it is made of: weight, what it is for, and how many where that is counted."""

    score: float
    terms: tuple[tuple[float, str, int], ...]

    @property
    def why(self) -> tuple[str, ...]:
        """The terms for people, ``+1.58 2 sources``."""
        return tuple(f"{weight:+.2f} {_counted(count, what) if count else what}" for weight, what, count in self.terms)


def rate(event: Event, value: TimeValue, leads: Mapping[str, str], copies: Mapping[str, str]) -> Salience:
    """Return the salience of an event; `leads` maps an article to its first paragraph, `copies` a copy to its original."""
    found = event.found
    articles = {copies.get(a, a) for a in [(f.article or event.article or event.file) for f in found]}
    sources = max(1, len(articles) + len({s.url or s.title for s in event.sources}))
    terms = [(math.log2(1 + sources), "source", sources)]
    if leads and any(f.quote and f.quote in leads.get(f.article or event.article, "") for f in found):
        terms.append((0.5, "told in a lead", 0))
    soonest = value.end - 1 + _LATER_DAYS if value.end is not None else None
    later = sum([_written(f.anchor) >= soonest for f in found]) if soonest is not None else 0
    if later:
        terms.append((0.5 * math.log2(1 + later), "later mention", later))
    if len(found) > 1:
        terms.append((0.25 * math.log2(1 + len(found)), "mention", len(found)))
    if ": “" in event.title:
        terms.append((-0.75, "a statement", 0))
    if event.modality:
        terms.append((-0.5, event.modality, 0))
    if value.granularity > Granularity.MONTH:
        terms.append((-0.5, "a coarse date", 0))
    if event.review == "accepted" or not found:
        terms.append((1.0, "accepted by a person", 0))
    return Salience(round(sum([weight for weight, _, _ in terms]), 4), tuple(terms))


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count > 1 else ''}"


@lru_cache(maxsize=1 << 14)
def _written(anchor: str) -> int:
    """Day number of an anchor such as ``2019-12-30 (published)``."""
    parts = anchor[:10].split("-")
    return day_number(*map(int, parts)) if len(parts) == 3 and all(p.isdigit() for p in parts) else -(10**9)


def select(rated: Iterable[tuple[str, float, int | None]], most: int) -> set[str]:
    """Return the ids of the `most` salient events; every busy month keeps its best one first.

    `rated` are ids, scores, and the day numbers on which events begin (None where open).
    """
    rated = list(rated)
    months = Counter(_month(start) for _, _, start in rated if start is not None)
    best: dict[tuple[int, int], tuple[float, str]] = {}
    for event, score, start in rated:
        if start is not None and months[month := _month(start)] >= _BUSY:
            rank = (-score, event)
            if month not in best or rank < best[month]:
                best[month] = rank
    ranked = nsmallest(most, ((-score, event) for event, score, _ in rated))
    return set(list(dict.fromkeys(event for _, event in (*sorted(best.values()), *ranked)))[:most])


@lru_cache(maxsize=1 << 15)
def _month(day: int) -> tuple[int, int]:
    return civil(day)[:2]
