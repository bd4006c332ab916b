"""TimeMap (Forensic Architecture) and Bellingcat's fork: events with a day, places and sources as those maps read them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from timeline.events.event import Event
from timeline.exchange import iso
from timeline.exchange.publication import Publication
from timeline.temporal import edtf
from timeline.temporal.timevalue import TimeValue

WHY = "a map event needs one exact day"


def write(events: Iterable[Event], publication: Publication) -> str:
    """Return ``{"events", "sources", "left_out"}``; what has no exact first day is left out and counted."""
    shown: list[dict[str, Any]] = []
    sources: dict[str, dict[str, Any]] = {}
    left_out = 0
    for event in events:
        value = edtf.parse(event.date) if event.date else None
        if value is None or not iso.is_exact(value):
            left_out += 1
            continue
        for source in event.sources:
            key = source.url or source.title
            record = {
                "id": key,
                "title": source.title or key,
                "url": source.url,
                "paths": [],
                "type": "",
                "date": source.accessed,
            }
            sources.setdefault(key, record)
        shown.append(_event(event, value, publication))
    document: dict[str, Any] = {"events": shown, "sources": list(sources.values())}
    if left_out:
        document["left_out"] = {"count": left_out, "why": WHY}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _event(event: Event, value: TimeValue, publication: Publication) -> dict[str, Any]:
    place = next((place for place in event.places if place in publication.coordinates), event.places[0] if event.places else "")
    longitude, latitude = publication.coordinates.get(place, ("", ""))
    return {
        "id": event.id,
        "title": event.title,
        "description": "\n\n".join(filter(None, [event.summary or event.title, *event.details])),
        "date": iso.earliest(value),
        "time": event.time if ":" in event.time else "",
        "time_display": publication.worded(event),
        "location": place,
        "latitude": str(latitude),
        "longitude": str(longitude),
        "sources": [source.url or source.title for source in event.sources],
        "associations": [*event.tags, *event.actors],
        "category": event.timeline,
        "comments": event.note,
    }
