"""CSV and TSV: a header row, then an event a row; lists separated by ``|``; only ``date`` and ``title`` are needed."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Sequence
from datetime import tzinfo

from timeline.errors import Problem
from timeline.exchange.csv import COLUMNS, unguard
from timeline.exchange.readers.rows import Read, Row, row

_NEEDED = ("date", "title")
_LISTS = ("actors", "places", "tags")


def read(text: str, path: str, zone: tzinfo) -> Read:
    """Read CSV; where the header has semicolons and no commas, they separate the cells, as in some spreadsheets."""
    header = text.split("\n", 1)[0]
    return _read(text, path, ";" if ";" in header and "," not in header else ",")


def read_tsv(text: str, path: str, zone: tzinfo) -> Read:
    """Read a table whose cells are separated by tabs."""
    return _read(text, path, "\t")


def _read(text: str, path: str, delimiter: str) -> Read:
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    problems: list[Problem] = []
    names: list[str] = []
    line = 1
    try:
        for cells in table:
            if any(cell.strip() for cell in cells):
                if not names:
                    names = [cell.strip().lower().replace(" ", "_") for cell in cells]
                    problems = _missing(names, path, line)
                    if problems:
                        break
                elif len(cells) > len(names) and any(cells[len(names) :]):
                    message = f"this row has {len(cells)} cells, the header {len(names)}"
                    problems.append(Problem(path, line, 1, "extra-cell", message, "put a cell that holds a separator in quotes"))
                else:
                    rows.append(row(line, _fields(names, cells)))
            line = table.line_num + 1
    except csv.Error as error:
        problems.append(Problem(path, line, 1, "bad-csv", f"this row cannot be read: {error}", "close its quotes"))
    if not names and not problems:
        problems = _missing([], path, 1)
    return Read(tuple(rows), tuple(problems))


def _missing(names: Sequence[str], path: str, line: int) -> list[Problem]:
    found = []
    for name in (name for name in _NEEDED if name not in names):
        near = difflib.get_close_matches(name, [each for each in names if each not in COLUMNS], 1)
        hint = f"is it the column {near[0]}?" if near else f"the first row names the columns, such as {','.join(COLUMNS[:5])}"
        found.append(Problem(path, line, 1, "missing-column", f"there is no column {name}", hint))
    return found


def _fields(names: Sequence[str], cells: Sequence[str]) -> dict[str, object]:
    fields: dict[str, object] = {}
    for name, raw in zip(names, cells, strict=False):
        cell = unguard(raw).strip()
        if not cell or not name:
            continue
        if name == "source_url":
            fields["sources"] = [{"url": cell}]
        elif name in _LISTS:
            fields[name] = [part.strip() for part in cell.split("|") if part.strip()]
        else:
            fields[name if name in COLUMNS else f"x-{name}"] = cell
    return fields
