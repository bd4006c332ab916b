"""The density strip: how many events when, as an SVG of links. It is the map of a page, and works without JavaScript.

Positions are per cent, so the strip fits any width; labels keep their shape. It is hidden from assistive technology and from the
Tab key: the list of years beside it holds the same links with the same counts, at a size that fingers hit.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
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
    unit, counted = slots(_closed(spans))
    if len(counted) < 2:
        return Markup("")
    scale = _scale(unit, words)
    width = 100 / sum([_FOLD_WIDTH if slot.start is None else 1 for slot in counted])
    placed = list(_place(counted, width))
    highest = max([slot.weight for slot in counted])
    bars = "".join([_bar(slot, x, width, highest, scale, link) for slot, x in placed])
    labels = "".join(_labels(placed, width, scale))
    return Markup(
        '<svg class="strip-bars" aria-hidden="true" focusable="false" width="100%" height="100%">' + bars + "</svg>"
        '<svg class="strip-axis" aria-hidden="true" focusable="false" width="100%" height="18">' + labels + "</svg>"
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Scale:
    """The wording of one unit's slots, by their first day; each is worded once, since all pages show the same years.

    `title` says how many events are in a slot, ready for SVG; `short` is its label, `round` how round a label it makes.
    """

    unit: Unit
    title: Callable[[int, int], str]
    short: Callable[[int], str]
    round: Callable[[int], int]


@lru_cache(maxsize=16)
def _scale(unit: Unit, words: Words) -> _Scale:
    kept = lru_cache(maxsize=1 << 14)
    return _Scale(
        unit,
        kept(lambda start, events: str(escape(_title(start, events, unit, words)))),
        kept(lambda start: _short(start, unit, words)),
        kept(lambda start: _roundness(start, unit)),
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


def _bar(slot: Slot, x: float, width: float, highest: float, scale: _Scale, link: LinkTo) -> str:
    start, _, weight, events = slot
    if start is None:
        middle = x + width * _FOLD_WIDTH / 2
        return f'<text class="fold" x="{middle:.2f}%" y="98%" text-anchor="middle">⋯</text>'
    if not weight:
        return ""
    height = max(2.0, 92 * weight / highest)
    inset = min(0.12 * width, 0.25)
    kind = "bar" if events else "bar faint"
    box = f'x="{x + inset:.2f}%" y="{100 - height:.1f}%" width="{width - 2 * inset:.2f}%" height="{height:.1f}%"'
    drawn = f"<title>{scale.title(start, events)}</title>"
    address = _address(slot, scale.unit, link)
    if not address:
        return f'<g>{drawn}<rect class="{kind}" {box}/></g>'
    area = f'<rect class="hit" x="{x:.2f}%" y="0" width="{width:.2f}%" height="100%"/>'
    return f'<a href="{escape(address)}" tabindex="-1">{drawn}{area}<rect class="{kind}" {box}/></a>'


def _title(start: int, events: int, unit: Unit, words: Words) -> str:
    name = _name(start, unit, words)
    if not events:
        return words.ui.gettext("%(period)s: only dates that cover more than this", period=name)
    counted = words.ui.ngettext("%(n)s event", "%(n)s events", events)
    return words.ui.gettext("%(period)s: %(events)s", period=name, events=counted)


def _name(start: int, unit: Unit, words: Words) -> str:
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
    last = year if unit == "year" else civil(slot.end - 1)[0]
    return next(filter(None, (link(candidate, 0) for candidate in range(year, last + 1))), "")


def _labels(placed: Sequence[tuple[Slot, float]], width: float, scale: _Scale) -> Iterator[str]:
    """Label the first slot after each fold, then round ones where there is room, even on a phone."""
    places = [(slot.start, x) for slot, x in placed]
    after_fold = [True, *[start is None for start, _ in places]]
    opening = [(start, x) for (start, x), opens in zip(places, after_fold, strict=False) if opens and start is not None]
    rest = sorted([(start, x) for start, x in places if start is not None], key=lambda place: -scale.round(place[0]))
    taken: list[tuple[float, float]] = []  # from left to right
    for start, x in (*opening[:1], *reversed(opening[1:]), *rest):
        text = scale.short(start)
        room = _CHARACTER * len(text)
        left = min(max(0.0, x + width / 2 - room / 2), 100 - room)
        at = bisect(taken, (left, left))
        if at < len(taken) and left + room + _CHARACTER >= taken[at][0]:
            continue
        if at and taken[at - 1][1] + _CHARACTER >= left:
            continue
        taken.insert(at, (left, left + room))
        anchor, x = ("start", 0.0) if left == 0 else ("end", 100.0) if left == 100 - room else ("middle", left + room / 2)
        yield f'<text x="{x:.2f}%" y="13" text-anchor="{anchor}">{escape(text)}</text>'


def _roundness(start: int, unit: Unit) -> int:
    """Return how round a slot's name is: 2000 before 1900 before 1990 before 1995, January before July."""
    year, month, day = civil(start)
    if unit == "day":
        return 3 * (day == 1) + (day % 5 == 0)
    if unit == "month":
        return 3 * (month == 1) + (month == 7)
    return sum(year % step == 0 for step in (5, 10, 20, 50, 100, 500, 1000))


def _short(start: int, unit: Unit, words: Words) -> str:
    year, month, day = civil(start)
    if unit == "day":
        return words.fill(words.skeleton("MMMd"), year, month, day)
    if unit == "month":
        return words.fill(words.skeleton("yMMM"), year, month)
    return _name(start, unit, words)
