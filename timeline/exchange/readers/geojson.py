"""GeoJSON (RFC 7946) with or without the ``when`` of GeoJSON-T / Linked Places: a feature is an event if it has a date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from timeline.exchange.readers import dates, jsontext, records
from timeline.exchange.readers.rows import Read, row, usable


def read(text: str, path: str, zone: tzinfo) -> Read:
    """Read the features; a point without a named place is kept as ``x-coordinates``, longitude first."""
    features, _, problems = jsontext.elements(text, "features", path)
    return Read(tuple(row(line, _fields(feature)) for line, feature in features), tuple(problems))


def _fields(feature: Mapping[str, Any]) -> dict[str, Any]:
    properties, when, geometry = (_record(feature, key) for key in ("properties", "when", "geometry"))
    fields = records.fields(properties)
    name = str(fields.pop("id", "") or feature.get("id") or "")
    fields |= {"id": usable(name), "x-id": "" if usable(name) else name}
    fields["title"] = fields.get("title") or fields.pop("name", "") or fields.pop("label", "")
    fields["date"] = fields.get("date") or _when(when)
    point = geometry.get("coordinates")
    if geometry.get("type") == "Point" and isinstance(point, list) and not fields.get("places"):
        fields["x-coordinates"] = point[:2]
    return fields


def _record(feature: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    part = feature.get(key)
    return part if isinstance(part, dict) else {}


def _when(when: Mapping[str, Any]) -> str:
    """Return the first timespan: ``in``, else ``earliest`` and ``latest``, of its two ends."""
    spans = when.get("timespans")
    span = spans[0] if isinstance(spans, list) and spans and isinstance(spans[0], dict) else {}
    start, end = (_record(span, key) for key in ("start", "end"))
    first = str(start.get("in") or start.get("earliest") or "")
    last = str(end.get("in") or end.get("latest") or start.get("latest") or "")
    return dates.span(first, last)
