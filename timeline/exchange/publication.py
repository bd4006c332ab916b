"""What a writer must know beside the events: where they are published and under which name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from timeline.events.event import Event


def no_address(event: Event) -> str:
    """Say that an event has no page of its own."""
    return ""


@dataclass(frozen=True, slots=True)
class Publication:
    """The frame of an export.

    `url` is the site's address without a final slash (empty when unknown), `address` gives an event's page relative to it,
    starting with a slash (empty = none). `updated` and `changed` are RFC 3339 times of the last change of the whole and of one
    event; they come from the content, never from the clock, so that the same content gives the same bytes.
    `coordinates` maps a place to (longitude, latitude) in degrees, WGS 84. `words` gives an event's date as readers see it.
    """

    title: str = "Timeline"
    url: str = ""
    lang: str = "en"
    address: Callable[[Event], str] = no_address
    updated: str = "1970-01-01T00:00:00Z"
    changed: Callable[[Event], str] | None = None
    coordinates: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    words: Callable[[Event], str] | None = None

    def link(self, event: Event) -> str:
        """Return the full address of an event's page, or an empty string."""
        address = self.address(event)
        return self.url + address if address else ""

    def changed_at(self, event: Event) -> str:
        """Return when an event was added or last changed, RFC 3339."""
        return self.changed(event) if self.changed else self.updated

    def worded(self, event: Event) -> str:
        """Return an event's date for people; its EDTF, with the finer word, where nobody words it."""
        return self.words(event) if self.words else " ".join(filter(None, (event.time, event.date)))
