"""JSON: one object with the publication's name and all its events."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial

from timeline.events.event import Event
from timeline.exchange.frame import Frame, joined
from timeline.exchange.publication import Publication
from timeline.exchange.record import record

BETWEEN = ",\n"
"""What stands between the parts of two events."""


def write(events: Iterable[Event], publication: Publication) -> str:
    """Return the document; one event a line, so that versions compare well."""
    return joined([record(event, publication) for event in events], BETWEEN, partial(frame, publication))


def frame(publication: Publication, shown: int, left_out: int) -> Frame:
    """Return what stands around the parts of events."""
    head = {"title": publication.title, "url": publication.url, "language": publication.lang}
    opening = json.dumps({k: v for k, v in head.items() if v}, ensure_ascii=False)[:-1]
    return Frame(f'{opening}, "events": [\n', "\n]}\n")
