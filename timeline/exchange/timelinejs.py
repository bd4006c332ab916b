"""TimelineJS JSON (Knight Lab, version 3): parts of a date that are not known are left out, never filled in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from timeline.events.event import Event
from timeline.exchange.iso import is_exact
from timeline.exchange.publication import Publication
from timeline.temporal import edtf
from timeline.temporal.granularity import Granularity, civil
from timeline.temporal.timevalue import TimeValue


def write(events: Iterable[Event], publication: Publication) -> str:
    """Return the document of all dated events; what TimelineJS cannot say of a date stands in ``display_date``."""
    slides = [_slide(event, publication) for event in events if event.date]
    document = {"title": {"text": {"headline": publication.title}}, "events": slides}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _slide(event: Event, publication: Publication) -> dict[str, Any]:
    value = edtf.parse(event.date)
    start, end = _ends(value)
    slide: dict[str, Any] = {"unique_id": event.id, "start_date": start}
    if end:
        slide["end_date"] = end
    if event.time or not is_exact(value):
        slide["display_date"] = publication.worded(event)
    slide["text"] = {"headline": event.title, "text": "\n\n".join(filter(None, [event.summary, *event.details]))}
    slide["group"] = event.timeline
    if event.image:
        media = {"url": event.image.src, "alt": event.image.alt, "credit": event.image.credit}
        slide["media"] = {key: content for key, content in media.items() if content}
    return slide


def _ends(value: TimeValue) -> tuple[dict[str, int], dict[str, int] | None]:
    """Return start and end; a decade or a season runs from its first to its last part, an open end is left out."""
    first, last = (value.first, value.last) if value.is_interval else (value, None)
    if first is None:
        assert last is not None
        return _part(last, at_end=False), None
    if last is None and not value.is_interval and not _plain(first):
        return _part(first, at_end=False), _part(first, at_end=True)
    return _part(first, at_end=False), _part(last, at_end=True) if last else None


def _part(value: TimeValue, at_end: bool) -> dict[str, int]:
    """Return a date object; TimelineJS counts 1 BCE as -1."""
    if _plain(value):
        year, month, day = value.year, value.month, value.day
    else:
        bound = (value.end or 1) - 1 if at_end else value.start or 1
        year, month, day = civil(bound)[0], civil(bound)[1] if value.month else None, None
    assert year is not None
    parts = {"year": year if year > 0 else year - 1, "month": month, "day": day}
    return {name: number for name, number in parts.items() if number is not None}


def _plain(value: TimeValue) -> bool:
    """Whether a value is a year, a month or a day, and no season, decade or the like."""
    return value.year is not None and value.granularity <= Granularity.YEAR and (value.month is None or value.month <= 12)
