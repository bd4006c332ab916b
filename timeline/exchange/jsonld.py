"""JSON-LD in schema.org's words: an ``ItemList``; ``Event`` only where the day is exact, else what the date covers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial

from timeline.events.event import Event, Source
from timeline.exchange import iso
from timeline.exchange.frame import Frame, joined
from timeline.exchange.publication import Publication
from timeline.exchange.record import encode, quote, quote_all
from timeline.temporal import edtf

BETWEEN = ", "
"""What stands between the parts of two events."""


def write(events: Iterable[Event], publication: Publication) -> str:
    """Return the list of all dated events."""
    return joined([piece(event, publication) for event in events], BETWEEN, partial(frame, publication))


def piece(event: Event, publication: Publication) -> str:
    """Return one event's place in the list, empty where it has no date."""
    return item(thing(event, publication)) if event.date else ""


def item(thing: str) -> str:
    """Return the place of a thing in the list."""
    return f'{{"@type": "ListItem", "item": {thing}}}'


def frame(publication: Publication, shown: int, left_out: int) -> Frame:
    """Return what stands around the items of the list, which are in order of time."""
    listed = {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": publication.title,
        "numberOfItems": shown,
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
    }
    return Frame(f'{encode(listed)[:-1]}, "itemListElement": [', "]}\n")


def script(thing: str) -> str:
    """Return one thing for a ``<script type="application/ld+json">``: nothing in it can close the element."""
    text = f'{{"@context": "https://schema.org", {thing[1:]}'
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def thing(event: Event, publication: Publication) -> str:
    """Describe one event in JSON.

    ``Event.startDate`` must be a day, so an event known to the month is a ``CreativeWork`` about it.
    """
    exact = "" if event.modality else _dated(event.date)
    link = publication.link(event)
    parts = [f'"@type": "{"Event" if exact else "CreativeWork"}", "name": {quote(event.title)}']
    if link:
        parts.append(f'"@id": {(address := quote(link))}, "url": {address}')
    else:
        parts.append(f'"identifier": {quote(event.id)}')
    parts.append(exact or _covered(event.date))
    if event.summary:
        parts.append(f'"description": {quote(event.summary)}')
    if event.places:
        key = "location" if exact else "contentLocation"
        parts.append(f'"{key}": {_named("Place", event.places)}')
    if event.actors:
        parts.append(f'"about": {_named("Thing", event.actors)}')
    if event.tags:
        parts.append(f'"keywords": {quote_all(event.tags)}')
    if event.image:
        parts.append(f'"image": {quote(event.image.src)}')
    if event.sources:
        key = "subjectOf" if exact else "citation"
        parts.append(f'"{key}": {encode([_citation(source) for source in event.sources])}')
    return f"{{{', '.join(parts)}}}"


@lru_cache(maxsize=1 << 14)
def _dated(date: str) -> str:
    """Return what is said of the date of an event on exact days; empty where no day is exact."""
    value = edtf.parse(date)
    if not iso.is_exact(value):
        return ""
    edtf_ = f'{{"@type": "PropertyValue", "propertyID": "EDTF", "value": {quote(date)}}}'
    return f'"startDate": "{iso.earliest(value)}", "endDate": "{iso.latest(value)}", "additionalProperty": {edtf_}'


@lru_cache(maxsize=1 << 14)
def _covered(date: str) -> str:
    return encode({"temporalCoverage": iso.coverage(edtf.parse(date)), "temporal": date})[1:-1]


@lru_cache(maxsize=1 << 12)
def _named(kind: str, names: tuple[str, ...]) -> str:
    things = [f'{{"@type": "{kind}", "name": {quote(name)}}}' for name in names]
    return f"[{', '.join(things)}]"


def _citation(source: Source) -> dict[str, str]:
    fields = {"@type": "CreativeWork", "name": source.title or source.url, "url": source.url, "archivedAt": source.archived}
    return {name: content for name, content in fields.items() if content}
