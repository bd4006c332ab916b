"""Atom (RFC 4287): what was added or changed, newest first; an entry's time is that of the change, never of the event."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from timeline.events.event import Event
from timeline.exchange.publication import Publication

ENTRIES = 100
"""How many entries a feed holds."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
"""What XML 1.0 cannot hold."""


def write(events: Iterable[Event], publication: Publication, path: str = "/feeds/events.atom.xml") -> str:
    """Return the feed that stands at `path`."""
    recent = sorted(events, key=lambda event: (publication.changed_at(event), event.id), reverse=True)[:ENTRIES]
    newest = publication.changed_at(recent[0]) if recent else publication.updated
    here = publication.url + path
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_attribute(publication.lang)}>',
        f"<title>{_text(publication.title)}</title>",
        f"<id>{_text(here if publication.url else 'urn:timeline:feed')}</id>",
        f"<updated>{newest}</updated>",
        f"<author><name>{_text(publication.title)}</name></author>",
    ]
    if publication.url:
        head.append(f'<link rel="self" type="application/atom+xml" href={_attribute(here)}/>')
        head.append(f"<link href={_attribute(publication.url + '/')}/>")
    entries = (_entry(event, publication, publication.worded(event)) for event in recent)
    return "\n".join([*head, *entries, "</feed>", ""])


def _entry(event: Event, publication: Publication, date: str) -> str:
    link = publication.link(event)
    summary = " ".join(filter(None, [event.summary, f"[{event.modality}]" if event.modality else ""]))
    parts = [
        f"<title>{_text(f'{date}: {event.title}' if date else event.title)}</title>",
        f"<id>{_text(f'urn:timeline:event:{event.id}')}</id>",
        f"<updated>{publication.changed_at(event)}</updated>",
        f"<link href={_attribute(link)}/>" if link else "",
        *(f"<category term={_attribute(tag)}/>" for tag in event.tags),
        f"<summary>{_text(summary)}</summary>" if summary else "",
    ]
    return "<entry>" + "".join(parts) + "</entry>"


def _text(text: str) -> str:
    """Escape, and drop control characters."""
    return escape(_CONTROL.sub("", text), quote=False)


def _attribute(text: str) -> str:
    return f'"{escape(_CONTROL.sub("", text))}"'
