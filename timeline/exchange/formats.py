"""The formats by name; a module is imported only when its format is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import tzinfo
from types import ModuleType
from typing import TYPE_CHECKING

from timeline.errors import UsageError
from timeline.events.event import Event
from timeline.exchange.frame import Frame
from timeline.exchange.publication import Publication

if TYPE_CHECKING:
    from timeline.exchange.readers.rows import Read, Reader

Writer = Callable[[Iterable[Event], Publication], str]


@dataclass(frozen=True, slots=True)
class Format:
    """A foreign format: the module that writes it, its file ending and media type, and ``module.function`` that reads it."""

    name: str
    module: str
    ending: str
    media: str
    function: str = "write"
    reader: str = ""

    def write(self, events: Iterable[Event], publication: Publication) -> str:
        """Return the events in this format."""
        writer: Writer = getattr(self._module(), self.function)
        return writer(events, publication)

    def read(self, text: str, path: str, zone: tzinfo) -> Read:
        """Return the events of a text in this format, which must have a reader; `path` is the name that problems give it."""
        module, _, function = self.reader.partition(".")
        reader: Reader = getattr(importlib.import_module(f"timeline.exchange.readers.{module}"), function)
        return reader(text, path, zone)

    @property
    def between(self) -> str:
        """What stands between the parts of two events."""
        between: str = self._module().BETWEEN
        return between

    def frame(self, publication: Publication, shown: int, left_out: int) -> Frame:
        """Return what `write` puts around the parts of events: so many `shown`, and `left_out` since their part is empty."""
        frame: Frame = self._module().frame(publication, shown, left_out)
        return frame

    def _module(self) -> ModuleType:
        return importlib.import_module(f"timeline.exchange.{self.module}")


FORMATS = {
    form.name: form
    for form in (
        Format("json", "json", "json", "application/json", reader="records.read"),
        Format("jsonl", "jsonl", "jsonl", "application/jsonl", reader="records.read_lines"),
        Format("csv", "csv", "csv", "text/csv", reader="csv.read"),
        Format("tsv", "csv", "tsv", "text/tab-separated-values", "write_tsv", "csv.read_tsv"),
        Format("ical", "ical", "ics", "text/calendar", reader="ical.read"),
        Format("jsonld", "jsonld", "jsonld", "application/ld+json"),
        Format("geojson", "geojson", "geojson", "application/geo+json", reader="geojson.read"),
        Format("timelinejs", "timelinejs", "json", "application/json", reader="timelinejs.read"),
        Format("markwhen", "markwhen", "mw", "text/plain", reader="markwhen.read"),
        Format("timemap", "timemap", "json", "application/json", reader="timemap.read"),
    )
}
"""Every format that can be written, by the name ``timeline export`` knows it by."""

READABLE = tuple(name for name, form in FORMATS.items() if form.reader)
"""What ``timeline import`` takes."""

PUBLISHED = ("json", "csv", "ical", "jsonld", "geojson")
"""What each site offers under ``/data/events.*``."""


def named(name: str) -> Format:
    """Return a format by name; raises `UsageError` with the known names."""
    if name not in FORMATS:
        raise UsageError(f"there is no format {name}", f"known formats: {', '.join(FORMATS)}")
    return FORMATS[name]
