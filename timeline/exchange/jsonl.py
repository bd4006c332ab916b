"""JSON Lines: one event a line."""

from __future__ import annotations

import json
from collections.abc import Iterable

from timeline.events.event import Event
from timeline.exchange.publication import Publication
from timeline.exchange.record import record


def write(events: Iterable[Event], publication: Publication) -> str:
    """Return the lines, each a record as in `record`."""
    return "".join(json.dumps(record(event, publication), ensure_ascii=False) + "\n" for event in events)
