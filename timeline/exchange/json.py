"""JSON: one object with the publication's name and all its events."""

from __future__ import annotations

import json
from collections.abc import Iterable

from timeline.events.event import Event
from timeline.exchange.publication import Publication
from timeline.exchange.record import record


def write(events: Iterable[Event], publication: Publication) -> str:
    """Return the document; one event a line, so that versions compare well."""
    return whole([piece(event, publication) for event in events], publication)


def piece(event: Event, publication: Publication) -> str:
    """Return one event's part of the document."""
    return record(event, publication)


def whole(pieces: Iterable[str], publication: Publication) -> str:
    """Join the parts of all events to a document."""
    head = {"title": publication.title, "url": publication.url, "language": publication.lang}
    opening = json.dumps({k: v for k, v in head.items() if v}, ensure_ascii=False)[:-1]
    lines = ",\n".join(pieces)
    return f'{opening}, "events": [\n{lines}\n]}}\n'
