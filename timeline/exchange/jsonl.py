"""JSON Lines: one event a line."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.events.event import Event
from timeline.exchange.publication import Publication
from timeline.exchange.record import record


def write(events: Iterable[Event], publication: Publication) -> str:
    """Return the lines, each a record as in `record`."""
    return "".join(record(event, publication) + "\n" for event in events)
