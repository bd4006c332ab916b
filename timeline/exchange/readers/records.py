"""JSON and JSON Lines: records in the words of event files, as `timeline export` writes them or as people do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from timeline.errors import Problem
from timeline.exchange.readers import jsontext
from timeline.exchange.readers.rows import Read, Row, row

_DERIVED = ("earliest", "latest", "precision", "checked", "found", "url", "doubts", "suggest")
"""What an export adds for its readers. Evidence belongs to the article that is not here; an address becomes a source."""


def read(text: str, path: str, zone: tzinfo) -> Read:
    """Read ``{"events": […]}`` or a list of records."""
    records, _, problems = jsontext.elements(text, "events", path)
    return Read(tuple(row(line, fields(record)) for line, record in records), tuple(problems))


def read_lines(text: str, path: str, zone: tzinfo) -> Read:
    """Read one record a line; empty lines are passed over."""
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        record, wrong = jsontext.value(line, path, number)
        problems += wrong
        if isinstance(record, dict):
            rows.append(row(number, fields(record)))
        elif not wrong:
            problems.append(
                Problem(path, number, 1, "bad-json", "this is no record of an event", 'expected {"date": …, "title": …}')
            )
    return Read(tuple(rows), tuple(problems))


def fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record's fields as an event file has them."""
    kept = {key: value for key, value in record.items() if key not in _DERIVED}
    link = record.get("url")
    if "sources" not in kept and isinstance(link, str) and link.startswith(("https://", "http://")):
        kept["sources"] = [{"url": link}]
    return kept
