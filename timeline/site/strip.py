"""The density strip: how many events when, as an SVG of links. It is the map of a page, and works without JavaScript.

Positions are per cent, so the strip fits any width; labels keep their shape. It is hidden from assistive technology and from the
Tab key: the list of years beside it holds the same links with the same counts, at a size that fingers hit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from timeline.site.slots import Slot, Unit, slots
from timeline.site.words import Words
from timeline.temporal.granularity import civil

LinkTo = Callable[[int, int], str]
"""Address of a year's page (month 0) or a month's, or an empty string."""
_FOLD_WIDTH = 1.6
"""Width of a folded stretch in slots."""
_CHARACTER = 1.85
"""Width of a character of a label, per cent of the width of a phone."""


def svg(spans: Sequence[tuple[int | None, int | None]], link: LinkTo, words: Words) -> Markup:
    """Draw the strip of a page's dated events, given as half-open (start, end) day numbers; empty if there is nothing to compare.

    An open end is taken at the interval's other end: the strip never invents how long something lasted.
    """
    closed = list(_closed(spans))
    if not closed:
        return Markup("")
    unit, counted = slots(closed)
    if len(counted) < 2:
        return Markup("")
    width = 100 / sum(_FOLD_WIDTH if slot.start is None else 1 for slot in counted)
    placed = list(_place(counted, width))
    highest = max(slot.weight for slot in counted)
    bars = "".join(_bar(slot, x, width, highest, unit, link, words) for slot, x in placed)
    labels = "".join(_labels(placed, width, unit, words))
    return Markup(
        '<svg class="strip-bars" aria-hidden="true" focusable="false" width="100%" height="100%">' + bars + "</svg>"
        '<svg class="strip-axis" aria-hidden="true" focusable="false" width="100%" height="18">' + labels + "</svg>"
    )


def _closed(spans: Iterable[tuple[int | None, int | None]]) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        if start is not None and end is not None:
            yield start, max(end, start + 1)
        elif start is not None:
            yield start, start + 1
        elif end is not None:
            yield end - 1, end


def _place(counted: Iterable[Slot], width: float) -> Iterator[tuple[Slot, float]]:
    x = 0.0
    for slot in counted:
        yield slot, x
        x += width * (_FOLD_WIDTH if slot.start is None else 1)


def _bar(slot: Slot, x: float, width: float, highest: float, unit: Unit, link: LinkTo, words: Words) -> str:
    if slot.start is None:
        middle = x + width * _FOLD_WIDTH / 2
        return f'<text class="fold" x="{middle:.2f}%" y="98%" text-anchor="middle">⋯</text>'
    if not slot.weight:
        return ""
    height = max(2.0, 92 * slot.weight / highest)
    inset = min(0.12 * width, 0.25)
    kind = "bar" if slot.count else "bar faint"
    box = f'x="{x + inset:.2f}%" y="{100 - height:.1f}%" width="{width - 2 * inset:.2f}%" height="{height:.1f}%"'
    drawn = f'<rect class="{kind}" {box}/>'
    title = f"<title>{escape(_title(slot, unit, words))}</title>"
    address = _address(slot, unit, link)
    if not address:
        return f"<g>{title}{drawn}</g>"
    area = f'<rect class="hit" x="{x:.2f}%" y="0" width="{width:.2f}%" height="100%"/>'
    return f'<a href="{escape(address)}" tabindex="-1">{title}{area}{drawn}</a>'


def _title(slot: Slot, unit: Unit, words: Words) -> str:
    name = _name(slot.start, unit, words)
    if not slot.count:
        return words.ui.gettext("%(period)s: only dates that cover more than this", period=name)
    counted = words.ui.ngettext("%(n)s event", "%(n)s events", slot.count)
    return words.ui.gettext("%(period)s: %(events)s", period=name, events=counted)


@lru_cache(maxsize=1 << 14)
def _name(start: int | None, unit: Unit, words: Words) -> str:
    assert start is not None
    year, month, day = civil(start)
    if unit == "day":
        return words.day(year, month, day)
    if unit == "month":
        return words.month(year, month)
    return {"year": words.year, "decade": words.decade, "century": words.century}[unit](year)


def _address(slot: Slot, unit: Unit, link: LinkTo) -> str:
    """Return the first page within the slot: its month's, else its year's, else that of a year of the decade."""
    assert slot.start is not None
    year, month, _ = civil(slot.start)
    if unit in ("day", "month"):
        return link(year, month) or link(year, 0)
    last = civil(slot.end - 1)[0]
    return next(filter(None, (link(candidate, 0) for candidate in range(year, last + 1))), "")


def _labels(placed: Sequence[tuple[Slot, float]], width: float, unit: Unit, words: Words) -> Iterator[str]:
    """Label the first slot after each fold, then round ones where there is room, even on a phone."""
    after_fold = [True, *(slot.start is None for slot, _ in placed)]
    starts = [place for place, opens in zip(placed, after_fold, strict=False) if opens and place[0].start is not None]
    rest = [place for place in placed if place[0].start is not None]
    taken: list[tuple[float, float]] = []
    for slot, x in (*starts[:1], *reversed(starts[1:]), *sorted(rest, key=lambda place: -_roundness(place[0], unit))):
        text = _short(slot.start, unit, words)
        room = _CHARACTER * len(text)
        left = min(max(0.0, x + width / 2 - room / 2), 100 - room)
        if all(left + room + _CHARACTER < start or end + _CHARACTER < left for start, end in taken):
            taken.append((left, left + room))
            anchor, at = ("start", 0.0) if left == 0 else ("end", 100.0) if left == 100 - room else ("middle", left + room / 2)
            yield f'<text x="{at:.2f}%" y="13" text-anchor="{anchor}">{escape(text)}</text>'


def _roundness(slot: Slot, unit: Unit) -> int:
    """Return how round a slot's name is: 2000 before 1900 before 1990 before 1995, January before July."""
    assert slot.start is not None
    year, month, day = civil(slot.start)
    if unit == "day":
        return 3 * (day == 1) + (day % 5 == 0)
    if unit == "month":
        return 3 * (month == 1) + (month == 7)
    return sum(year % step == 0 for step in (5, 10, 20, 50, 100, 500, 1000))


@lru_cache(maxsize=1 << 14)
def _short(start: int | None, unit: Unit, words: Words) -> str:
    assert start is not None
    year, month, day = civil(start)
    if unit == "day":
        return words.fill(words.skeleton("MMMd"), year, month, day)
    if unit == "month":
        return words.fill(words.skeleton("yMMM"), year, month)
    return _name(start, unit, words)
