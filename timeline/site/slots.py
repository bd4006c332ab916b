"""Where events lie in time, counted into equal slots (days, months, years, decades, centuries), long empty stretches folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from timeline.site.units import DAYS, FIRST_DAY, MONTHS, UNITS, Unit, month_of
from timeline.site.weights import Across, Steps, Sums

MOST = 130
"""How many slots a strip may have before the next coarser unit is taken."""
_LONGEST = 40 * MOST
"""How many slots one date may cover before the next coarser unit is taken."""
_FAINT = 0.05
"""Weight below which a slot may be folded when there are too many: one event spread over more than twenty slots."""
_LEAST_SHOWN = 0.9
"""Share of the events' weight that folding must leave visible; else the unit is too fine for dates as coarse as these."""


class Slot(NamedTuple):
    """One stretch of time [start, end) in day numbers; `weight` of the events in it, `events` that lie wholly in it.

    `start` None stands for a folded stretch in which nothing happens.
    """

    start: int | None
    end: int = 0
    weight: float = 0.0
    events: int = 0


_FOLDED = Slot(None)


def slots(spans: Iterable[tuple[int, int]]) -> tuple[Unit, list[Slot]]:
    """Count half-open spans of day numbers into the finest unit that needs at most `MOST` slots.

    >>> unit, counted = slots([(737422, 737423), (737394, 737425)])
    >>> unit, len(counted), sum(slot.events for slot in counted), round(sum(slot.weight for slot in counted))
    ('day', 31, 1, 2)
    """
    each = Counter(spans)
    total, longest = each.total(), max([end - start for start, end in each], default=0)
    months: list[Across] = []
    for unit in UNITS:
        if longest > _LONGEST * DAYS[unit] and unit != "century":
            continue
        if unit != "day" and not months:
            months = [
                (first := month_of(start), first if end - start == 1 else month_of(end - 1), start, end, events)
                for (start, end), events in each.items()
            ]
        within, across = _divide(months, MONTHS[unit]) if unit != "day" else _days(each)
        if unit != "century" and (len(within) > MOST or _needed(sorted(within)) > MOST):
            continue  # those across could only add to them
        weights = Steps(within, across) if unit == "day" else Sums(unit, within, across)
        for faint in (0.0, _FAINT):
            counted = _fold(unit, weights, faint)
            shown = sum([slot.weight for slot in counted]) >= _LEAST_SHOWN * total
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


def _days(dates: Mapping[tuple[int, int], int]) -> tuple[dict[int, int], list[Across]]:
    """Return how many events lie on each day, and those of several days."""
    within = {start: events for (start, end), events in dates.items() if end - start == 1}
    return within, [(start, end - 1, start, end, events) for (start, end), events in dates.items() if end - start > 1]


def _divide(months: Iterable[Across], length: int) -> tuple[dict[int, int], list[Across]]:
    """Return how many events lie wholly in each slot of `length` months, and the others."""
    within: dict[int, int] = {}
    across = []
    for first, last, start, end, events in months:
        one, other = first // length, last // length
        if one == other:
            within[one] = within.get(one, 0) + events
        else:
            across.append((one, other, start, end, events))
    return within, across


def _fold(unit: Unit, weights: Steps | Sums, faint: float) -> list[Slot]:
    """Lay the slots side by side; a run with no more than `faint` weight, longer than a twelfth of the rest, becomes one fold.

    Nothing is returned where that would be more slots than a strip may have.
    """
    full = weights.full(faint, MOST)
    if full == []:
        full = weights.full(0.0, MOST)
    if full is None or (unit != "century" and _needed(full) > MOST):
        return []
    events, begins = weights.within.get, FIRST_DAY[unit]
    return [
        _FOLDED if slot is None else Slot(begins(slot), begins(slot + 1), weights.at(slot), events(slot, 0))
        for slot in _side_by_side(full)
    ]


def _side_by_side(full: Sequence[int]) -> list[int | None]:
    """Return the slots that are drawn: the `full` ones, and the gaps between them, of which long ones are None."""
    longest, drawn = _longest_gap(full), list[int | None](full[:1])
    for before, slot in pairwise(full):
        if slot - before > 1:
            drawn += range(before + 1, slot) if slot - before - 1 <= longest else [None]
        drawn.append(slot)
    return drawn
