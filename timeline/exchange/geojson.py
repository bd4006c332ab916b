"""GeoJSON (RFC 7946) with the ``when`` of GeoJSON-T / Linked Places: a feature for each event, at its first known place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial

from timeline.events.event import Event
from timeline.exchange import iso
from timeline.exchange.frame import Frame, joined
from timeline.exchange.publication import Publication
from timeline.exchange.record import encode, quote, record
from timeline.temporal import edtf
from timeline.temporal.timevalue import TimeValue

BETWEEN = ",\n"
"""What stands between the parts of two events."""


def write(events: Iterable[Event], publication: Publication) -> str:
    """Return the feature collection; an event without a known place has a null geometry."""
    features = [piece(event, publication, record(event, publication)) for event in events]
    return joined(features, BETWEEN, partial(frame, publication))


def piece(event: Event, publication: Publication, stated: str) -> str:
    """Return one event's feature; its properties are what is `stated` of it elsewhere, its `record`."""
    known = publication.coordinates
    point = next((known[place] for place in event.places if place in known), None) if known else None
    geometry = encode({"type": "Point", "coordinates": point}) if point else "null"
    said = f'"id": {quote(event.id)}, "geometry": {geometry}, "properties": {stated}'
    return f'{{"type": "Feature", {said}{_when(event.date)}}}'


def frame(publication: Publication, shown: int, left_out: int) -> Frame:
    """Return what stands around the features of events."""
    return Frame('{"type": "FeatureCollection", "features": [\n', "\n]}\n")


@lru_cache(maxsize=1 << 14)
def _when(date: str) -> str:
    return f', "when": {{"timespans": [{_timespan(date)}], "label": {quote(date)}}}' if date else ""


def _timespan(date: str) -> str:
    """Return the earliest and latest day of either end; a single date says it lies somewhere between the two."""
    value = edtf.parse(date)
    ends = {"start": value.first, "end": value.last} if value.is_interval else {"start": value}
    bounds = [(name, _bounds(end)) for name, end in ends.items() if end]
    return "{" + ", ".join([f'"{name}": {{{days}}}' for name, days in bounds if days]) + "}"


def _bounds(end: TimeValue) -> str:
    days = {"earliest": iso.earliest(end), "latest": iso.latest(end)}
    return ", ".join([f'"{name}": "{day}"' for name, day in days.items() if day])
