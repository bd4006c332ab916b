"""The density strip: how many events when, as an SVG of links. It is the map of a page, and works without JavaScript.

Positions are per cent, so the strip fits any width; labels keep their shape. It is hidden from assistive technology and from the
Tab key: the list of years beside it holds the same links with the same counts, at a size that fingers hit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from timeline.site.slots import Slot, slots
from timeline.site.striptexts import LinkTo, labels, opening, openings, roundness
from timeline.site.table import Table
from timeline.site.units import Unit
from timeline.site.words import Words

_FOLD_WIDTH = 1.6
"""Width of a folded stretch in slots."""
_CHARACTER = 1.85
"""Width of a character of a label, per cent of the width of a phone."""


def svg(spans: Sequence[tuple[int | None, int | None]], link: LinkTo, words: Words) -> Markup:
    """Draw the strip of a page's dated events, given as half-open (start, end) day numbers; empty if there is nothing to compare.

    An open end is taken at the interval's other end: the strip never invents how long something lasted.
    """
    unit, counted = slots(_closed(spans))
    if len(counted) < 2:
        return Markup("")
    width = 100 / sum([_FOLD_WIDTH if slot.start is None else 1 for slot in counted])
    placed = list(_place(counted, width))
    bars = "".join(_bars(placed, width, unit, link, words))
    axis = "".join(_labels(placed, width, unit, words))
    return Markup(
        '<svg class="strip-bars" aria-hidden="true" focusable="false" width="100%" height="100%">' + bars + "</svg>"
        '<svg class="strip-axis" aria-hidden="true" focusable="false" width="100%" height="18">' + axis + "</svg>"
    )


def _closed(spans: Sequence[tuple[int | None, int | None]]) -> list[tuple[int, int]]:
    closed = [(start, end) for start, end in spans if start is not None and end is not None]
    if len(closed) < len(spans):
        closed += [(start, start + 1) for start, end in spans if start is not None and end is None]
        closed += [(end - 1, end) for start, end in spans if start is None and end is not None]
    return closed


def _place(counted: Iterable[Slot], width: float) -> Iterator[tuple[Slot, float]]:
    x = 0.0
    for slot in counted:
        yield slot, x
        x += width * (_FOLD_WIDTH if slot.start is None else 1)


def _bars(placed: Iterable[tuple[Slot, float]], width: float, unit: Unit, link: LinkTo, words: Words) -> Iterator[str]:
    known = openings(unit, link, words)
    inset = min(0.12 * width, 0.25)
    hit, narrow = f'%" y="0" width="{width:.2f}%" height="100%"/>', f'width="{width - 2 * inset:.2f}%"'
    highest = max([slot.weight for slot, _ in placed])
    heights = Table[float, str](lambda weight: _height(max(2.0, 92 * weight / highest), narrow))
    for slot, x in placed:
        start, _, weight, events = slot
        if start is None:
            middle = x + width * _FOLD_WIDTH / 2
            yield f'<text class="fold" x="{middle:.2f}%" y="98%" text-anchor="middle">⋯</text>'
        elif weight:
            opens = known.get((start, events)) or known.setdefault((start, events), opening(slot, unit, link, words))
            bar = f'<rect class="{"bar" if events else "bar faint"}" x="{x + inset:.2f}%" {heights[weight]}/>'
            yield f'{opens}<rect class="hit" x="{x:.2f}{hit}{bar}</a>' if opens[1] == "a" else f"{opens}{bar}</g>"


def _height(height: float, width: str) -> str:
    return f'y="{100 - height:.1f}%" {width} height="{height:.1f}%"'


def _labels(placed: Sequence[tuple[Slot, float]], width: float, unit: Unit, words: Words) -> Iterator[str]:
    """Label the first slot after each fold, then round ones where there is room, even on a phone."""
    texts, lefts, rights = labels(unit, words), list[float](), list[float]()  # ends of the labels so far, from left to right
    for start, x in _wanted(placed, unit):
        middle = x + width / 2
        at = bisect_left(lefts, middle)
        if (at < len(lefts) and middle + _CHARACTER >= lefts[at]) or (at and rights[at - 1] + _CHARACTER >= middle):
            continue  # as mostly; so few labels need be worded
        text, length = texts[start]
        room = _CHARACTER * length
        left = min(max(0.0, middle - room / 2), 100 - room)
        at = bisect_left(lefts, left)
        if at < len(lefts) and left + room + _CHARACTER >= lefts[at]:
            continue
        if at and rights[at - 1] + _CHARACTER >= left:
            continue
        lefts.insert(at, left)
        rights.insert(at, left + room)
        anchor, x = ("start", 0.0) if left == 0 else ("end", 100.0) if left == 100 - room else ("middle", left + room / 2)
        yield f'<text x="{x:.2f}%" y="13" text-anchor="{anchor}">{text}</text>'


def _wanted(placed: Sequence[tuple[Slot, float]], unit: Unit) -> Iterator[tuple[int, float]]:
    """Yield first days and places of the slots, those first that most want a label."""
    rounds = roundness(unit)
    shown = [(slot.start, x) for slot, x in placed if slot.start is not None]
    after_fold = [True, *[slot.start is None for slot, _ in placed]]
    first = [(slot.start, x) for (slot, x), opens in zip(placed, after_fold, strict=False) if opens and slot.start is not None]
    yield from first[:1]
    yield from reversed(first[1:])
    wanted = [rounds[start] for start, _ in shown]
    yield from map(shown.__getitem__, sorted(range(len(shown)), key=wanted.__getitem__, reverse=True))
