"""An event as a plain record, the shape that JSON and JSON Lines publish: names as in event files, empty fields left out."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from timeline.events.event import Event, Found
from timeline.exchange import iso
from timeline.exchange.publication import Publication
from timeline.temporal import edtf

encode = json.JSONEncoder(ensure_ascii=False).encode
"""Writes JSON on one line; made once, because making an encoder costs more than encoding an event."""
_PLAIN = ("time", "title", "summary", "modality", "actors", "places", "tags", "timeline", "note", "review", "bounds")


def record(event: Event, publication: Publication) -> dict[str, Any]:
    """Return an event's fields; `earliest` and `latest` (inclusive) bound its date, `precision` names its granularity."""
    fields: dict[str, Any] = {"id": event.id, "date": event.date}
    if event.date:
        value = edtf.parse(event.date)
        fields |= {"earliest": iso.earliest(value), "latest": iso.latest(value), "precision": value.granularity.name.lower()}
    for name in _PLAIN:
        if content := getattr(event, name):
            fields[name] = list(content) if isinstance(content, tuple) else content
    if event.sources:
        fields["sources"] = [_filled(asdict(source)) for source in event.sources]
    if event.image:
        fields["image"] = _filled(asdict(event.image))
    if event.found:
        fields["found"] = [_evidence(found) for found in event.found]
        fields["checked"] = bool(event.review)
    if link := publication.link(event):
        fields["url"] = link
    return fields


def _evidence(found: Found) -> dict[str, str]:
    shown = {"text": found.text, "date": found.date, "time": found.time, "rule": found.rule, "quote": found.quote}
    return _filled(shown | {"anchor": found.anchor, "not": found.not_})


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: content for name, content in fields.items() if content}
