"""CSV and TSV: one event a row; lists separated by ``|``; only ``date`` and ``title`` matter on the way in."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.events.event import Event
from timeline.exchange.frame import Frame
from timeline.exchange.publication import Publication

COLUMNS = ("id", "date", "title", "summary", "actors", "places", "tags", "timeline", "source_url", "note")
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # OWASP, “CSV Injection”

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
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell


def guard(cell: str) -> str:
    """Keep a spreadsheet from running a cell: an apostrophe before what looks like a formula.

    >>> guard("=HYPERLINK(1)"), guard("plain")
    ("'=HYPERLINK(1)", 'plain')
    """
    return "'" + cell if cell[:1] in _FORMULA else cell


def _line(cells: Iterable[str], delimiter: str = ",") -> str:
    return delimiter.join([_quoted(cell, delimiter) for cell in cells]) + "\r\n"


def _quoted(cell: str, delimiter: str) -> str:
    """Return a cell as RFC 4180 writes it; for long texts Python's own writer takes three times as long."""
    odd = delimiter in cell or '"' in cell or "\n" in cell or "\r" in cell
    return '"' + cell.replace('"', '""') + '"' if odd else cell


def _row(event: Event) -> list[str]:
    lists = ("|".join(event.actors), "|".join(event.places), "|".join(event.tags))
    source = event.sources[0].url if event.sources else ""
    words = (event.title, event.summary, *lists, event.timeline, source, event.note)
    return [event.id, event.date, *[guard(cell) for cell in words]]
