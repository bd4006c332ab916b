"""GeoJSON (RFC 7946) with the ``when`` of GeoJSON-T / Linked Places: a feature for each event, at its first known place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from timeline.events.event import Event
from timeline.exchange import iso
from timeline.exchange.publication import Publication
from timeline.exchange.record import encode, record
from timeline.temporal import edtf


def write(events: Iterable[Event], publication: Publication) -> str:
    """Return the feature collection; an event without a known place has a null geometry."""
    return whole([piece(event, publication) for event in events], publication)


def piece(event: Event, publication: Publication) -> str:
    """Return one event's feature."""
    return encode(_feature(event, publication))


def whole(pieces: Iterable[str], publication: Publication) -> str:
    """Join the features of all events to a collection."""
    features = ",\n".join(pieces)
    return f'{{"type": "FeatureCollection", "features": [\n{features}\n]}}\n'


def _feature(event: Event, publication: Publication) -> dict[str, Any]:
    point = next((publication.coordinates[place] for place in event.places if place in publication.coordinates), None)
    geometry = {"type": "Point", "coordinates": list(point)} if point else None
    properties = record(event, publication)
    feature: dict[str, Any] = {"type": "Feature", "id": event.id, "geometry": geometry, "properties": properties}
    if event.date:
        feature["when"] = {"timespans": [_timespan(event.date)], "label": event.date}
    return feature


def _timespan(date: str) -> dict[str, dict[str, str]]:
    """Return the earliest and latest day of either end; a single date says it lies somewhere between the two."""
    value = edtf.parse(date)
    first, last = (value.first, value.last) if value.is_interval else (value, None)
    span = {}
    for name, end in (("start", first), ("end", last)):
        bounds = {"earliest": end and iso.earliest(end), "latest": end and iso.latest(end)}
        if filled := {key: day for key, day in bounds.items() if day}:
            span[name] = filled
    return span
