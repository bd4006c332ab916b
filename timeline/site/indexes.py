"""What scripts fetch when a reader asks for it: an index to search in, and the places of all events for the instrument."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from timeline.events.event import Event
from timeline.exchange.record import quote
from timeline.site.archive import Rows
from timeline.site.names import KINDS
from timeline.site.page import Parts
from timeline.site.rows import Row
from timeline.site.table import Table
from timeline.temporal import edtf
from timeline.temporal.timevalue import TimeValue

MOST_LANES = 40
"""How many names of a kind the instrument can tell apart: the most frequent."""
LANES = ("tag", "actor", "place")
"""Kinds whose lanes are fetched when a reader asks for them."""
_MOST_LISTS = 400
"""How many combinations of names are kept; of a rarer one only the first name counts."""
BETWEEN = ","
"""What stands between the entries of two events."""
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_PLAIN, _APPROXIMATE, _UNCERTAIN, _INTERVAL, _OPEN = "01234"


def search_index(rows: Rows, entries: Parts, title: Callable[[str], str]) -> Parts:
    """Return ``{"names": […], "facets": [[names of each event], for each kind], "events": [[address, title, date, text …]]}``.

    `entries` are what `entry` returns for each row, with `BETWEEN` in between. Names are numbers into ``names``; `title` names a
    timeline for readers.
    """
    numbers: dict[str, int] = {}

    def facet(kind: str) -> str:
        """Return the numbers of the names of one kind, for each row."""
        stated, lists = rows.column("timeline" if kind == "timeline" else f"{kind}s")
        texts = {}
        for each in dict.fromkeys(lists):  # in the order in which events have them
            labels = (title(stated[each]),) if kind == "timeline" else stated[each]
            texts[each] = f"[{','.join([str(numbers.setdefault(name, len(numbers))) for name in labels])}]"
        return f"[{','.join(map(texts.__getitem__, lists))}]"

    facets = ",".join(map(facet, KINDS))
    opening = f'{{"facets":[{facets}],"names":{_compact(list(numbers))},"events":['
    return [opening.encode(), *entries, b"]}"]


def entry(row: Row, address: str, date: str) -> str:
    """Return what the search index says of an event, all but its names.

    `start` and `end` are day numbers, half-open, null where open; `address` is relative to the site's root, `date` in words.
    """
    event = row.event
    text = " ".join(filter(None, (event.summary, *event.details, event.note)))
    start, end = ("null" if day is None else day for day in row.span)
    return f"[{quote(address)},{quote(event.title)},{quote(date)},{quote(text)},{start},{end},{quote(status(event))}]"


def status(event: Event) -> str:
    """Return the words the status filter knows: ``proposed`` or ``checked``, and the modality where there is one."""
    return " ".join(filter(None, ("proposed" if event.proposed else "checked", event.modality)))


def dated(rows: Iterable[Row]) -> list[Row]:
    """Return the events that have a place on the instrument, from left to right."""
    return sorted([row for row in rows if row.date], key=_closed)


def marks_index(dated: Sequence[Row], title: Callable[[str], str], facets: Sequence[str]) -> str:
    """Return all dated events as columns: `start` (differences of day numbers), `length` in days, `kind`, and their timelines.

    `kind` is a string, a character for each event, so that 100,000 events weigh about 100 kB on the wire. `facets` are the kinds
    that have lanes in files of their own; for timelines' `names` and `lane` see `lanes_index`.
    """
    spans, kinds = list(map(_closed, dated)), Table[str, str](lambda date: _kind(edtf.parse(date)))
    columns = {
        **_lanes([(title(row.timeline),) for row in dated]),
        "facets": facets,
        "start": [after[0] - before[0] for before, after in zip([(0, 0), *spans], spans, strict=False)],
        "length": [end - start for start, end in spans],
        "kind": "".join([kinds[row.date] for row in dated]),
    }
    return _compact(columns)


def lanes_index(dated: Iterable[Row], kind: str) -> str:
    """Return which names of a kind each dated event has, in the order of `marks_index`.

    `names` are lists of names, `lane` has a character for each event: U+0030 for the first list, U+0031 for the second.
    """
    columns = _lanes([row.labels(kind) for row in dated])
    return _compact(columns)


def _lanes(labels: Sequence[Sequence[str]]) -> dict[str, object]:
    known = dict(Counter(chain.from_iterable(labels)).most_common(MOST_LANES))
    kept = [tuple([name for name in each if name in known]) for each in labels]
    frequent = [names for names, _ in Counter(kept).most_common(_MOST_LISTS)]
    number = {names: chr(48 + i) for i, names in enumerate(dict.fromkeys([(), *((name,) for name in known), *frequent]))}
    return {"names": list(number), "lane": "".join([number.get(each) or number[each[:1]] for each in kept])}


def _closed(row: Row) -> tuple[int, int]:
    """Return a stretch to draw; an open end is taken at the other one."""
    start, end = row.start, row.end
    if start is None:
        return (end or 1) - 1, end or 1
    return start, start + 1 if end is None else end


def _kind(value: TimeValue) -> str:
    ends = [end for end in (value, value.first, value.last) if end]
    if any(end.approximate for end in ends):
        return _APPROXIMATE
    if any(end.uncertain for end in ends):
        return _UNCERTAIN
    if value.is_interval:
        return _OPEN if value.start is None or value.end is None else _INTERVAL
    return _PLAIN
