"""An event as a plain record, the shape that JSON and JSON Lines publish: names as in event files, empty fields left out.

The text is put together by hand from strings that C has quoted: a dictionary for each event would cost three times as much.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from json.encoder import encode_basestring as quote
from operator import attrgetter
from typing import Any

from timeline.events.event import Event, Found
from timeline.exchange import iso
from timeline.exchange.publication import Publication
from timeline.temporal import edtf

__all__ = ("encode", "quote", "quote_all", "record")

encode = json.JSONEncoder(ensure_ascii=False).encode
"""Writes JSON on one line; made once, because making an encoder costs more than encoding an event."""
_PLAIN = ("time", "title", "summary", "modality", "actors", "places", "tags", "timeline", "note", "review", "bounds")
_FOUND = {"text": "text", "date": "date", "time": "time", "rule": "rule", "quote": "quote", "anchor": "anchor", "not": "not_"}
_plain = attrgetter(*_PLAIN)
_found = attrgetter(*_FOUND.values())


def quote_all(texts: Iterable[str]) -> str:
    """Return a JSON list of strings."""
    return f"[{', '.join(map(quote, texts))}]"


_PLAIN_KEYS = [(f'"{name}": ', quote_all if name in ("actors", "places", "tags") else quote) for name in _PLAIN]
_FOUND_KEYS = [f'"{name}": ' for name in _FOUND]


def record(event: Event, publication: Publication) -> str:
    """Return an event as JSON; `earliest` and `latest` (inclusive) bound its date, `precision` names its granularity."""
    parts = [f'"id": {quote(event.id)}', _dated(event.date)]
    parts += [key + write(content) for (key, write), content in zip(_PLAIN_KEYS, _plain(event), strict=False) if content]
    if event.sources:
        parts.append(f'"sources": {encode([_filled(asdict(source)) for source in event.sources])}')
    if event.image:
        parts.append(f'"image": {encode(_filled(asdict(event.image)))}')
    if event.found:
        parts.append(f'"found": [{", ".join(map(_evidence, event.found))}], "checked": {"true" if event.review else "false"}')
    if link := publication.link(event):
        parts.append(f'"url": {quote(link)}')
    return f"{{{', '.join(parts)}}}"


@lru_cache(maxsize=1 << 14)
def _dated(date: str) -> str:
    if not date:
        return '"date": ""'
    value = edtf.parse(date)
    earliest, latest = (quote(day) if day else "null" for day in (iso.earliest(value), iso.latest(value)))
    precision = value.granularity.name.lower()
    return f'"date": {quote(date)}, "earliest": {earliest}, "latest": {latest}, "precision": {quote(precision)}'


def _evidence(found: Found) -> str:
    parts = [key + quote(content) for key, content in zip(_FOUND_KEYS, _found(found), strict=False) if content]
    return f"{{{', '.join(parts)}}}"


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: content for name, content in fields.items() if content}
