"""JSON-LD in schema.org's words: an ``ItemList``; ``Event`` only where the day is exact, else what the date covers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from timeline.events.event import Event, Source
from timeline.exchange import iso
from timeline.exchange.publication import Publication
from timeline.exchange.record import encode
from timeline.temporal import edtf


def write(events: Iterable[Event], publication: Publication) -> str:
    """Return the list of all dated events."""
    return whole([piece(event, publication) for event in events], publication)


def piece(event: Event, publication: Publication) -> str:
    """Return one event's description, empty where it has no date."""
    return encode(thing(event, publication)) if event.date else ""


def whole(pieces: Iterable[str], publication: Publication) -> str:
    """Join the descriptions of all events to a list."""
    items = list(filter(None, pieces))
    listed = {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": publication.title,
        "numberOfItems": len(items),
    }
    elements = ", ".join(f'{{"@type": "ListItem", "position": {n}, "item": {item}}}' for n, item in enumerate(items, 1))
    return f'{encode(listed)[:-1]}, "itemListElement": [{elements}]}}\n'


def script(thing: dict[str, Any]) -> str:
    """Return one thing for a ``<script type="application/ld+json">``: nothing in it can close the element."""
    text = encode({"@context": "https://schema.org", **thing})
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def thing(event: Event, publication: Publication) -> dict[str, Any]:
    """Describe one event. ``Event.startDate`` must be a day, so an event known to the month is a ``CreativeWork`` about it."""
    value = edtf.parse(event.date)
    exact = iso.is_exact(value) and not event.modality
    fields: dict[str, Any] = {"@type": "Event" if exact else "CreativeWork", "name": event.title}
    link = publication.link(event)
    fields |= {"@id": link, "url": link} if link else {"identifier": event.id}
    if exact:
        fields |= {"startDate": iso.earliest(value), "endDate": iso.latest(value)}
    else:
        fields["temporalCoverage"] = iso.coverage(value)
    fields["additionalProperty" if exact else "temporal"] = _edtf(event.date) if exact else event.date
    if event.summary:
        fields["description"] = event.summary
    if event.places:
        places = [{"@type": "Place", "name": place} for place in event.places]
        fields["location" if exact else "contentLocation"] = places
    if event.actors:
        people = [{"@type": "Thing", "name": actor} for actor in event.actors]
        fields["about"] = people
    if event.tags:
        fields["keywords"] = list(event.tags)
    if event.image:
        fields["image"] = event.image.src
    if event.sources:
        fields["subjectOf" if exact else "citation"] = [_citation(source) for source in event.sources]
    return fields


def _edtf(date: str) -> dict[str, str]:
    return {"@type": "PropertyValue", "propertyID": "EDTF", "value": date}


def _citation(source: Source) -> dict[str, str]:
    fields = {"@type": "CreativeWork", "name": source.title or source.url, "url": source.url, "archivedAt": source.archived}
    return {name: content for name, content in fields.items() if content}
