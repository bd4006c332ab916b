"""From offsets in the visible text to the HTML it was shown with and to the file it was written in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each code point of a text stands in another text.

    `runs` are (start, target, width) by start: the code point `start + k` of the text stands at ``target + k`` when `width` is 1;
    a run of another width is one code point long (``&eacute;`` is 8 wide, a break between blocks 0).
    """

    runs: tuple[tuple[int, int, int], ...] = ()
    end: int = 0

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the [start, end) stretches of the target that hold text[start:end], joined where they touch."""
        found: list[tuple[int, int]] = []
        index = max(bisect_right(self.runs, (start, float("inf"), 0)) - 1, 0)
        for number in range(index, len(self.runs)):
            begin, target, width = self.runs[number]
            if begin >= end:
                break
            stop = self.runs[number + 1][0] if number + 1 < len(self.runs) else self.end
            low, high = max(begin, start), min(stop, end)
            if low >= high or not width:
                continue
            first, last = (target + low - begin, target + high - begin) if width == 1 else (target, target + width)
            if found and found[-1][1] == first:
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
        return found


@dataclass(frozen=True, slots=True)
class Position:
    """From `offset` on, until the next `Position`, the text stands at line `line` (from 1), from column `col` (from 1)."""

    offset: int
    line: int
    col: int

    @staticmethod
    def find(positions: tuple[Position, ...], offset: int) -> tuple[int, int]:
        """Return (line, column) of an offset; (1, 1) where nothing is known."""
        index = bisect_right(positions, offset, key=attrgetter("offset")) - 1
        if index < 0:
            return (positions[0].line, positions[0].col) if positions else (1, 1)
        known = positions[index]
        return known.line, known.col + offset - known.offset
