"""Events of a list page in full: the page is rendered with a mark that names them, and gets their texts when it is written.

So their texts are joined as the bytes they are kept as, never decoded, and those that are kept side by side are read in one go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, overload

from markupsafe import Markup

from timeline.site.archive import Rows
from timeline.site.present import Presenter
from timeline.site.rows import Row
from timeline.site.view import EventView

FIRST, LAST = "\x04", "\x05"
"""Stand before and after the ids of events; like the placeholders of `links`, they cannot come from a checked text."""
_id = attrgetter("id")


class Entry:
    """An event of a list, turned into its `EventView` only when a template looks at it; `mark` need not."""

    __slots__ = ("_present", "_row", "_view", "id")

    def __init__(self, row: Row, present: Presenter) -> None:
        """Remember how to make the view."""
        self.id, self._row, self._present = row.id, row, present
        self._view: EventView | None = None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a field of EventView
        if self._view is None:
            self._view = self._present.event(self._row)
        return getattr(self._view, name)


class Entries(Sequence[EventView]):
    """The events of a list, each an `Entry` only when a template asks for it."""

    __slots__ = ("_present", "_rows")

    def __init__(self, present: Presenter, rows: Rows) -> None:
        """Take what makes views, and the events."""
        self._present, self._rows = present, rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> EventView: ...
    @overload
    def __getitem__(self, at: slice) -> Entries: ...
    def __getitem__(self, at: int | slice) -> EventView | Entries:
        if isinstance(at, slice):
            return Entries(self._present, self._rows[at])
        return Entry(self._rows[at], self._present)  # type: ignore[return-value] # has every field of EventView

    @property
    def ids(self) -> Sequence[str]:
        """Their ids."""
        return self._rows.field("id")


def mark(events: Iterable[EventView]) -> Markup:
    """Return what stands for events until the page is written; it can be printed, not looked into."""
    ids = " ".join(events.ids if isinstance(events, Entries) else map(_id, events))
    return Markup(f"{FIRST}{ids}{LAST}") if ids else Markup()


def with_texts(page: bytes, texts: Callable[[list[str]], Iterable[bytes]]) -> bytes:
    """Return a page with the texts of the events that its marks name."""
    if FIRST.encode() not in page:  # quicker than to split it
        return page
    before, *others = page.split(FIRST.encode())
    parts = [before]
    for other in others:
        ids, _, after = other.partition(LAST.encode())
        parts += [*texts(ids.decode().split(" ")), after]
    return b"".join(parts)
