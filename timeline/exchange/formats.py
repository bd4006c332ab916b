"""The formats by name; a module is imported only when its format is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from timeline.errors import UsageError
from timeline.events.event import Event
from timeline.exchange.publication import Publication

Writer = Callable[[Iterable[Event], Publication], str]


@dataclass(frozen=True, slots=True)
class Format:
    """A foreign format: the module that knows it, its file ending and media type."""

    name: str
    module: str
    ending: str
    media: str
    function: str = "write"

    def write(self, events: Iterable[Event], publication: Publication) -> str:
        """Return the events in this format."""
        writer: Writer = getattr(importlib.import_module(f"timeline.exchange.{self.module}"), self.function)
        return writer(events, publication)


FORMATS = {
    form.name: form
    for form in (
        Format("json", "json", "json", "application/json"),
        Format("jsonl", "jsonl", "jsonl", "application/jsonl"),
        Format("csv", "csv", "csv", "text/csv"),
        Format("tsv", "csv", "tsv", "text/tab-separated-values", "write_tsv"),
        Format("ical", "ical", "ics", "text/calendar"),
        Format("jsonld", "jsonld", "jsonld", "application/ld+json"),
        Format("geojson", "geojson", "geojson", "application/geo+json"),
        Format("timelinejs", "timelinejs", "json", "application/json"),
        Format("markwhen", "markwhen", "mw", "text/plain"),
        Format("timemap", "timemap", "json", "application/json"),
    )
}
"""Every format that can be written, by the name ``timeline export`` knows it by."""

PUBLISHED = ("json", "csv", "ical", "jsonld", "geojson")
"""What each site offers under ``/data/events.*``."""


def named(name: str) -> Format:
    """Return a format by name; raises `UsageError` with the known names."""
    if name not in FORMATS:
        raise UsageError(f"there is no format {name}", f"known formats: {', '.join(FORMATS)}")
    return FORMATS[name]
