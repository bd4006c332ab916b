"""Where events lie in time, counted into equal slots (days, months, years, decades, centuries), long empty stretches folded.

An imprecise date spreads its weight evenly over its whole interval: a decade is a low plateau, never a spike on 1 January.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from timeline.temporal.granularity import civil, day_number

Unit = Literal["day", "month", "year", "decade", "century"]
UNITS: tuple[Unit, ...] = ("day", "month", "year", "decade", "century")
_MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "month": 30, "year": 365, "decade": 3652, "century": 36524}
MOST = 130
"""How many slots a strip may have before the next coarser unit is taken."""
_LONGEST = 40 * MOST
"""How many slots one date may cover before the next coarser unit is taken."""
_FAINT = 0.05
"""Weight below which a slot may be folded when there are too many: one event spread over more than twenty slots."""
_LEAST_SHOWN = 0.9
"""Share of the events' weight that folding must leave visible; else the unit is too fine for dates as coarse as these."""

Spans = Mapping[tuple[int, int], int]
"""How many events have each half-open span of day numbers; many share a month or a year."""


class Slot(NamedTuple):
    """One stretch of time [start, end) in day numbers; `weight` of the events in it, `events` that lie wholly in it.

    `start` None stands for a folded stretch in which nothing happens.
    """

    start: int | None
    end: int = 0
    weight: float = 0.0
    events: int = 0


def slots(spans: Iterable[tuple[int, int]]) -> tuple[Unit, list[Slot]]:
    """Count half-open spans of day numbers into the finest unit that needs at most `MOST` slots.

    >>> unit, counted = slots([(737422, 737423), (737394, 737425)])
    >>> unit, len(counted), sum(slot.events for slot in counted), round(sum(slot.weight for slot in counted))
    ('day', 31, 1, 2)
    """
    each = Counter(spans)
    longest = max((end - start for start, end in each), default=0)
    for unit in UNITS:
        if longest > _LONGEST * _DAYS[unit] and unit != "century":
            continue
        within, across = _divide(unit, each)
        if unit != "century" and _needed(sorted(within)) > MOST:  # those across could only add to them
            continue
        weights = _weigh(unit, within, across)
        for faint in (0.0, _FAINT):
            counted = _fold(unit, weights, within, faint)
            shown = sum([slot.weight for slot in counted]) >= _LEAST_SHOWN * each.total()
            if (shown and len(counted) <= MOST) or unit == "century":
                return unit, counted
    raise AssertionError("a century is always coarse enough to return")


def _needed(full: Sequence[int]) -> int:
    """Return how many slots a strip of the `full` ones has: they, the short gaps between them, a fold for each long one."""
    if len(full) > MOST:
        return len(full)
    longest = _longest_gap(full)
    gaps = [after - before - 1 for before, after in pairwise(full)]
    return len(full) + sum([gap if gap <= longest else 1 for gap in gaps])


def _longest_gap(full: Sequence[int]) -> int:
    """Return how many empty slots in a row are still drawn: a twelfth of what is full."""
    return max(3, len(full) // 12)


@lru_cache(maxsize=1 << 16)
def _month_of(day: int) -> int:
    """Return the running number of a day's month; longer units are multiples of it."""
    year, month, _ = civil(day)
    return year * 12 + month - 1


@lru_cache(maxsize=1 << 14)
def _start_of_month(month: int) -> int:
    return day_number(month // 12, month % 12 + 1)


def _start_of(unit: Unit, slot: int) -> int:
    """Return the first day of a slot."""
    return slot if unit == "day" else _start_of_month(slot * _MONTHS[unit])


def _divide(unit: Unit, spans: Spans) -> tuple[dict[int, int], list[tuple[int, int, int, int, int]]]:
    """Return how many events lie wholly in each slot, and (first slot, last slot, start, end, events) of the other spans."""
    months = _MONTHS.get(unit, 0)
    within: dict[int, int] = {}
    across = []
    for (start, end), events in spans.items():
        first, last = (_month_of(start) // months, _month_of(end - 1) // months) if months else (start, end - 1)
        if first == last:
            within[first] = within.get(first, 0) + events
        else:
            across.append((first, last, start, end, events))
    return within, across


def _weigh(unit: Unit, within: Mapping[int, int], across: Iterable[tuple[int, int, int, int, int]]) -> dict[int, float]:
    weights: dict[int, float] = dict(within)
    for first, last, start, end, events in across:
        share = events / (end - start)
        if unit == "day":
            for slot in range(first, last + 1):
                weights[slot] = weights.get(slot, 0.0) + share
            continue
        bounds = [start, *[_start_of(unit, slot) for slot in range(first + 1, last + 1)], end]
        for slot, (begin, finish) in enumerate(pairwise(bounds), first):
            weights[slot] = weights.get(slot, 0.0) + (finish - begin) * share
    return weights


def _fold(unit: Unit, weights: Mapping[int, float], within: Mapping[int, int], faint: float) -> list[Slot]:
    """Lay the slots side by side; a run with no more than `faint` weight, longer than a twelfth of the rest, becomes one fold.

    Nothing is returned where that would be more slots than a strip may have.
    """
    full = sorted([slot for slot, weight in weights.items() if slot in within or weight >= faint]) or sorted(weights)
    if unit != "century" and _needed(full) > MOST:
        return []
    return list(_side_by_side(unit, full, weights, within))


def _side_by_side(unit: Unit, full: list[int], weights: Mapping[int, float], within: Mapping[int, int]) -> Iterator[Slot]:
    longest = _longest_gap(full)
    before = full[0] - 1 if full else 0
    for slot in full:
        if slot - before - 1 > longest:
            yield Slot(None)
        else:
            for empty in range(before + 1, slot):
                yield Slot(_start_of(unit, empty), _start_of(unit, empty + 1), weights.get(empty, 0.0))
        yield Slot(_start_of(unit, slot), _start_of(unit, slot + 1), weights[slot], within.get(slot, 0))
        before = slot
