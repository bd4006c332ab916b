"""Markwhen text: one event a line, a section for each timeline. Its dates begin in the year 1; earlier events are left out."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.events.event import Event
from timeline.exchange import iso
from timeline.exchange.publication import Publication
from timeline.temporal import edtf
from timeline.temporal.timevalue import TimeValue


def write(events: Iterable[Event], publication: Publication) -> str:
    """Return the document; "c." and "?" are said in the title, because Markwhen drops marks on dates in silence."""
    sections: dict[str, list[str]] = {}
    left_out = 0
    for event in events:
        value = edtf.parse(event.date) if event.date else None
        date = _date(value) if value else None
        if value is None or date is None:
            left_out += 1
            continue
        sections.setdefault(event.timeline, []).append(f"{date}: {_title(event, value, publication)}")
    lines = [f"title: {_line(publication.title)}", "dateFormat: yyyy-MM-dd", ""]
    if left_out:
        lines += [f"// {left_out} without a date, open at an end, or before the year 1, are left out", ""]
    for name, entries in sections.items():
        lines += [f"section {_line(name)}", *entries, "endSection", ""] if name else [*entries, ""]
    return "\n".join(lines)


def _date(value: TimeValue) -> str | None:
    """Return Markwhen's form: as precise as stated, else the range of days it covers; None for what it cannot say."""
    if value.start is None or value.end is None or value.start < 1:
        return None
    plain = value.edtf.rstrip("~?%")
    if value.year is not None and (value.month is None or value.month <= 12) and "X" not in plain:
        return plain
    return f"{iso.day(value.start)}/{iso.day(value.end - 1)}"


def _title(event: Event, value: TimeValue, publication: Publication) -> str:
    ends = [end for end in (value, value.first, value.last) if end]
    vague = event.time or any(end.approximate or end.uncertain for end in ends)
    tags = "".join(f" #{'-'.join(tag.split())}" for tag in event.tags)
    said = f" ({event.modality})" if event.modality else ""
    return f"{_line(event.title)}{f' [{publication.worded(event)}]' if vague else ''}{said}{tags}"


def _line(text: str) -> str:
    return " ".join(text.split())
