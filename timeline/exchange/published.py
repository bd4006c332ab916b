"""What a site publishes of each event: its part of every data file, what several of them repeat made once."""

from __future__ import annotations

from timeline.events.event import Event
from timeline.exchange import csv, geojson, ical, json, jsonld
from timeline.exchange.publication import Publication
from timeline.exchange.record import record

_BETWEEN = [form.BETWEEN for form in (json, csv, ical, jsonld, geojson)]


def pieces(event: Event, publication: Publication, thing: str) -> list[str]:
    """Return an event's part of each of the formats that are `formats.PUBLISHED`, in their order.

    `thing` is its JSON-LD, which its page has too (see `jsonld.thing`), empty where it has no date. With each part is what
    stands between it and the next; one that leaves the event out is empty.
    """
    stated = record(event, publication)
    parts = (
        stated,
        csv.piece(event, publication),
        ical.piece(event, publication),
        thing and jsonld.item(thing),
        geojson.piece(event, publication, stated),
    )
    return [part and part + between for part, between in zip(parts, _BETWEEN, strict=True)]
