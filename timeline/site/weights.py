"""How much of the events lies in each slot of a density strip.

An imprecise date spreads its weight evenly over its whole interval: a decade is a low plateau, never a spike on 1 January.
"""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from timeline.site.units import FIRST_DAY, Unit

Across = tuple[int, int, int, int, int]
"""First and last slot, half-open span of days (start, end), and how many events have that span."""


class Sums:
    """The weights in slots of any length, added up one by one."""

    def __init__(self, unit: Unit, within: Mapping[int, int], across: Iterable[Across]) -> None:
        """Take how many events lie wholly in each slot, and the others."""
        self.within = within
        self._weights = weights = dict[int, float](within)
        begins = FIRST_DAY[unit]
        for first, last, start, end, events in across:
            share = events / (end - start)
            bounds = [start, *map(begins, range(first + 1, last + 1)), end]
            for slot, (begin, finish) in enumerate(pairwise(bounds), first):
                weights[slot] = weights.get(slot, 0.0) + (finish - begin) * share

    def full(self, faint: float, most: int) -> list[int] | None:
        """Return the slots with at least `faint` weight, or with an event of their own; None may stand for more than `most`."""
        if not faint:
            return sorted(self._weights)
        return sorted([slot for slot, weight in self._weights.items() if weight >= faint or slot in self.within])

    def at(self, slot: int) -> float:
        """Return the weight in a slot."""
        return self._weights.get(slot, 0.0)


class Steps:
    """The weights on days: a date weighs the same on each, so only where one begins or ends need be looked at."""

    def __init__(self, within: Mapping[int, int], across: Sequence[Across]) -> None:
        """Take how many events lie wholly on each day, and the others."""
        self.within = within
        self._steps = list(_steps(across))
        self._starts = [start for start, _, _ in self._steps]

    def full(self, faint: float, most: int) -> list[int] | None:
        """As `Sums.full`."""
        plateaus = [(start, end) for start, end, shares in self._steps if _add(0.0, shares) >= faint]
        if sum([end - start for start, end in plateaus]) > most:
            return None
        return sorted(set(self.within).union(*[range(start, end) for start, end in plateaus]))

    def at(self, slot: int) -> float:
        """Return the weight on a day."""
        weight: float = self.within.get(slot, 0.0)
        number = bisect(self._starts, slot) - 1
        if number >= 0 and slot < self._steps[number][1]:
            return _add(weight, self._steps[number][2])
        return weight


def _steps(across: Sequence[Across]) -> Iterator[tuple[int, int, list[float]]]:
    """Yield stretches of days [start, end) on which the same dates lie, with what each weighs on a day."""
    shares = [events / (end - start) for _, _, start, end, events in across]
    edges = [(span[0], number) for number, span in enumerate(across)]
    edges += [(span[1] + 1, ~number) for number, span in enumerate(across)]
    here: list[int] = []
    before = 0
    for day, number in sorted(edges):
        if here and day > before:
            yield before, day, [shares[each] for each in here]
        if number < 0:
            here.remove(~number)
        else:
            insort(here, number)
        before = day


def _add(weight: float, shares: Iterable[float]) -> float:
    """Add in the order of dates: rounded in another order, or by `sum`, a bar could be higher by a tenth of a per cent."""
    for share in shares:
        weight += share
    return weight
