"""From the visible text back to the source: the readers tell no line numbers, but the words stand in both in the same order."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import defaultdict

from timeline.article.maps import Position
from timeline.article.model import Block

_WORD = re.compile(r"\w+")
_AHEAD = 60  # words of markup (addresses, attributes) that may stand between two words of a paragraph


def align(text: str, blocks: tuple[Block, ...], source: str, body: int) -> tuple[tuple[int, ...], tuple[Position, ...]]:
    """Return the source line on which each block begins, and the `Position` of every stretch of `text` in `source`.

    `body` is the offset in `source` at which the metadata ends. Both walk forward together, word by word; a block is found
    again by its first words, so markup between words and characters the reader changed (curly quotes, dashes) do no harm.
    """
    words = [(match[0], match.start()) for match in _WORD.finditer(source, body)]
    told = [[(match[0], match.start()) for match in _WORD.finditer(text, block.start, block.end)] for block in blocks]
    openings = _openings(words, {here[0][0] for here in told if here})
    starts = [0, *(match.end() for match in re.finditer("\n", source))]
    lines, positions, cursor = [], [], 0
    for block, here in zip(blocks, told, strict=True):
        cursor = next((number for number in openings.get(_names(here[:3]), ()) if number >= cursor), cursor)
        matched, cursor = _walk(here, words, cursor)
        if not matched:
            matched = [(block.start, words[min(cursor, len(words) - 1)][1] if words else body)]
        found = _positions(matched, starts)
        if found[0].offset > block.start:  # an opening quote, a dash
            found.insert(0, Position(block.start, found[0].line, max(1, found[0].col - found[0].offset + block.start)))
        lines.append(found[0].line)
        positions += found
    return tuple(lines), tuple(positions)


def _openings(words: list[tuple[str, int]], firsts: set[str]) -> dict[tuple[str, ...], list[int]]:
    """Return where in the source each three words stand, of those that begin with one of `firsts`."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, (word, _) in enumerate(words):
        if word in firsts:
            found[_names(words[number : number + 3])].append(number)
    return found


def _names(words: list[tuple[str, int]]) -> tuple[str, ...]:
    return tuple(word for word, _ in words)


def _walk(here: list[tuple[str, int]], words: list[tuple[str, int]], cursor: int) -> tuple[list[tuple[int, int]], int]:
    """Match the words of one block with those of the source, from `cursor`; return (text offset, source offset) pairs."""
    matched = []
    for index, (word, offset) in enumerate(here):
        following = here[index + 1][0] if index + 1 < len(here) else None
        for number in range(cursor, min(cursor + _AHEAD, len(words))):
            sure = number == cursor or following is None or (number + 1 < len(words) and words[number + 1][0] == following)
            if words[number][0] == word and sure:
                matched.append((offset, words[number][1]))
                cursor = number + 1
                break
    return matched, cursor


def _positions(matched: list[tuple[int, int]], starts: list[int]) -> list[Position]:
    """Turn pairs of offsets into positions, one for each stretch that runs in step on one line."""
    found: list[Position] = []
    step, line_end = -1, -1
    for offset, source in matched:
        if source - offset != step or source >= line_end:
            line = bisect_right(starts, source)
            found.append(Position(offset, line, source - starts[line - 1] + 1))
            step = source - offset
            line_end = starts[line] if line < len(starts) else sys.maxsize
    return found
