"""Where events lie in time, counted into equal slots (days, months, years, decades, centuries), long empty stretches folded.

An imprecise date spreads its weight evenly over its whole interval: a decade is a low plateau, never a spike on 1 January.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from timeline.temporal.granularity import civil, day_number

Unit = Literal["day", "month", "year", "decade", "century"]
UNITS: tuple[Unit, ...] = ("day", "month", "year", "decade", "century")
_YEARS = {"year": 1, "decade": 10, "century": 100}
MOST = 130
"""How many slots a strip may have before the next coarser unit is taken."""
_FAINT = 0.05
"""Weight below which a slot may be folded when there are too many: one event spread over more than twenty slots."""
_LEAST_SHOWN = 0.9
"""Share of the events' weight that folding must leave visible; else the unit is too fine for dates as coarse as these."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One stretch of time [start, end) in day numbers; `weight` of the events in it, `count` of those that lie wholly in it.

    `start` None stands for a folded stretch in which nothing happens.
    """

    start: int | None
    end: int = 0
    weight: float = 0.0
    count: int = 0


def slots(spans: Sequence[tuple[int, int]]) -> tuple[Unit, list[Slot]]:
    """Count half-open spans of day numbers into the finest unit that needs at most `MOST` slots.

    >>> unit, counted = slots([(737422, 737423), (737394, 737425)])
    >>> unit, len(counted), sum(slot.count for slot in counted), round(sum(slot.weight for slot in counted))
    ('day', 31, 1, 2)
    """
    for unit in UNITS:
        if max((_reach(unit, span) for span in spans), default=0) > 40 * MOST:
            continue
        if unit != "century" and _crowded(unit, spans):
            continue
        weighed = _weigh(unit, spans)
        for faint in (0.0, _FAINT):
            counted = _fold(unit, *weighed, faint)
            shown = sum(slot.weight for slot in counted) >= _LEAST_SHOWN * len(spans)
            if (shown and len(counted) <= MOST) or unit == "century":
                return unit, counted
    raise AssertionError("a century is always coarse enough to return")


def _crowded(unit: Unit, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the spans that lie in one slot alone need more slots than a strip may have; the others could only add to them."""
    full = sorted({slot for start, end in spans if (slot := slot_of(unit, start)) == slot_of(unit, end - 1)})
    return _needed(full) > MOST


def _needed(full: Sequence[int]) -> int:
    """Return how many slots a strip of the `full` ones has: they, the short gaps between them, a fold for each long one."""
    if len(full) > MOST:
        return len(full)
    longest = _longest_gap(full)
    gaps = (after - before - 1 for before, after in pairwise(full))
    return len(full) + sum(gap if gap <= longest else 1 for gap in gaps)


def _longest_gap(full: Sequence[int]) -> int:
    """Return how many empty slots in a row are still drawn: a twelfth of what is full."""
    return max(3, len(full) // 12)


@lru_cache(maxsize=1 << 15)
def slot_of(unit: Unit, day: int) -> int:
    """Return the running number of the slot in which a day lies."""
    if unit == "day":
        return day
    year, month, _ = civil(day)
    return year * 12 + month - 1 if unit == "month" else year // _YEARS[unit]


@lru_cache(maxsize=1 << 15)
def start_of(unit: Unit, slot: int) -> int:
    """Return the first day of a slot, the inverse of `slot_of`."""
    if unit == "day":
        return slot
    if unit == "month":
        return day_number(slot // 12, slot % 12 + 1)
    return day_number(slot * _YEARS[unit])


def _reach(unit: Unit, span: tuple[int, int]) -> int:
    return slot_of(unit, span[1] - 1) - slot_of(unit, span[0]) + 1


def _weigh(unit: Unit, spans: Iterable[tuple[int, int]]) -> tuple[dict[int, float], dict[int, int]]:
    weights: dict[int, float] = defaultdict(float)
    counts: dict[int, int] = defaultdict(int)
    for start, end in spans:
        first, last = slot_of(unit, start), slot_of(unit, end - 1)
        if first == last:
            weights[first] += 1
            counts[first] += 1
            continue
        if unit == "day":
            for slot in range(first, last + 1):
                weights[slot] += 1 / (end - start)
            continue
        for slot in range(first, last + 1):
            inside = min(end, start_of(unit, slot + 1)) - max(start, start_of(unit, slot))
            weights[slot] += inside / (end - start)
    return weights, counts


def _fold(unit: Unit, weights: dict[int, float], counts: dict[int, int], faint: float) -> list[Slot]:
    """Lay the slots side by side; a run with no more than `faint` weight, longer than a twelfth of the rest, becomes one fold.

    Nothing is returned where that would be more slots than a strip may have.
    """
    full = sorted(slot for slot, weight in weights.items() if counts.get(slot) or weight >= faint) or sorted(weights)
    if unit != "century" and _needed(full) > MOST:
        return []
    return list(_side_by_side(unit, full, _longest_gap(full), weights, counts))


def _side_by_side(unit: Unit, full: list[int], longest: int, weights: dict[int, float], counts: dict[int, int]) -> Iterator[Slot]:
    before = None
    for slot in full:
        gap = range(slot) if before is None else range(before + 1, slot)
        if before is not None and len(gap) > longest:
            yield Slot(None)
        elif before is not None:
            for empty in gap:
                yield Slot(start_of(unit, empty), start_of(unit, empty + 1), weights.get(empty, 0.0), 0)
        yield Slot(start_of(unit, slot), start_of(unit, slot + 1), weights[slot], counts.get(slot, 0))
        before = slot
