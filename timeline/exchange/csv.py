"""CSV and TSV: one event a row; lists separated by ``|``; only ``date`` and ``title`` matter on the way in."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from typing import Any

from timeline.events.event import Event
from timeline.exchange.frame import Frame
from timeline.exchange.publication import Publication

COLUMNS = ("id", "date", "title", "summary", "actors", "places", "tags", "timeline", "source_url", "note")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # OWASP, “CSV Injection”

BETWEEN = ""
"""What stands between the parts of two events."""


def write(events: Iterable[Event], publication: Publication, delimiter: str = ",") -> str:
    """Return the table with a header row, CRLF line ends (RFC 4180) and text that a spreadsheet will not run as a formula."""
    return "".join([_line(COLUMNS, delimiter), *(_line(_row(event), delimiter) for event in events)])


def piece(event: Event, publication: Publication) -> str:
    """Return one event's row."""
    return _line(_row(event))


def frame(publication: Publication, shown: int, left_out: int) -> Frame:
    """Return the header row, which stands above the rows of events."""
    return Frame(_line(COLUMNS), "")


def write_tsv(events: Iterable[Event], publication: Publication) -> str:
    """Return the same table with tabs."""
    return write(events, publication, delimiter="\t")


def unguard(cell: str) -> str:
    """Undo `guard` on the way in."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def guard(cell: str) -> str:
    """Keep a spreadsheet from running a cell: an apostrophe before what looks like a formula.

    >>> guard("=HYPERLINK(1)"), guard("plain")
    ("'=HYPERLINK(1)", 'plain')
    """
    return "'" + cell if cell.startswith(_FORMULA) else cell


class _Echo:
    """A file that hands back what is written to it, so that one writer serves all lines."""

    def write(self, text: str) -> str:
        return text


@cache
def _writer(delimiter: str) -> Any:  # noqa: ANN401 - of a type that the module csv does not name
    return csv.writer(_Echo(), delimiter=delimiter, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")


def _line(cells: Iterable[str], delimiter: str = ",") -> str:
    line: str = _writer(delimiter).writerow(cells)
    return line


def _row(event: Event) -> list[str]:
    lists = ("|".join(event.actors), "|".join(event.places), "|".join(event.tags))
    source = event.sources[0].url if event.sources else ""
    words = map(guard, (event.title, event.summary, *lists, event.timeline, source, event.note))
    return [event.id, event.date, *words]
