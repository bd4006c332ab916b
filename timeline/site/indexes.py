"""What scripts fetch when a reader asks for it: an index to search in, and the places of all events for the instrument."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence

from timeline.events.event import Event
from timeline.site import names
from timeline.site.rows import Row
from timeline.temporal.timevalue import TimeValue

MOST_LANES = 40
"""How many timelines the instrument can tell apart; each is one character of the lane column."""
_PLAIN, _APPROXIMATE, _UNCERTAIN, _INTERVAL, _OPEN = "01234"


def search_index(
    rows: Sequence[Row], address: Callable[[Row], str], date: Callable[[Row], str], title: Callable[[str], str]
) -> str:
    """Return ``{"names": […], "events": [[address, title, date in words, text, start, end, status, names of each kind…]]}``.

    Names are numbers into ``names``; `start` and `end` are day numbers, half-open, null where open; addresses are relative to the
    site's root. `title` names a timeline for readers.
    """
    numbers: dict[str, int] = {}
    events = []
    for row in rows:
        event = row.event
        text = " ".join(filter(None, (event.summary, *event.details, event.note)))
        labels = (names.labels(event, kind, title(row.timeline)) for kind in names.KINDS)
        kinds = [[numbers.setdefault(label, len(numbers)) for label in of_kind] for of_kind in labels]
        events.append([address(row), event.title, date(row), text, *row.span, status(event), *kinds])
    return json.dumps({"names": list(numbers), "events": events}, ensure_ascii=False, separators=(",", ":"))


def status(event: Event) -> str:
    """Return the words the status filter knows: ``proposed`` or ``checked``, and the modality where there is one."""
    return " ".join(filter(None, ("proposed" if event.proposed else "checked", event.modality)))


def marks_index(rows: Sequence[Row], title: Callable[[str], str]) -> str:
    """Return all dated events as columns: `start` (differences of day numbers), `length` in days, `kind`, `lane`, lane `names`.

    `kind` and `lane` are strings, a character for each event, so that 100,000 events weigh about 100 kB on the wire.
    """
    marks = [(*_closed(row.value), _kind(row.value), row.timeline) for row in rows if row.event.date]
    dated = sorted(marks, key=lambda mark: mark[:2])
    lanes = [name for name, _ in Counter(mark[3] for mark in dated).most_common(MOST_LANES)]
    number = {name: chr(48 + i) for i, name in enumerate(lanes)}
    starts = [mark[0] for mark in dated]
    columns = {
        "names": list(map(title, lanes)),
        "start": [after - before for before, after in zip([0, *starts], starts, strict=False)],
        "length": [end - start for start, end, *_ in dated],
        "kind": "".join(mark[2] for mark in dated),
        "lane": "".join(number.get(mark[3], "~") for mark in dated),
    }
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":"))


def _closed(value: TimeValue) -> tuple[int, int]:
    """Return a stretch to draw; an open end is taken at the other one."""
    if value.start is None:
        return (value.end or 1) - 1, value.end or 1
    return value.start, value.start + 1 if value.end is None else value.end


def _kind(value: TimeValue) -> str:
    ends = [end for end in (value, value.first, value.last) if end]
    if any(end.approximate for end in ends):
        return _APPROXIMATE
    if any(end.uncertain for end in ends):
        return _UNCERTAIN
    if value.is_interval:
        return _OPEN if value.start is None or value.end is None else _INTERVAL
    return _PLAIN
