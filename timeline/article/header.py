"""The metadata header of a source file, for pointing at its lines; its values are read by Pelican's own readers."""

from __future__ import annotations

import io
import re

_FIELD = {
    "md": re.compile(r" {0,3}([A-Za-z0-9_-]+):[ \t]*(.*)"),
    "rst": re.compile(r":([^:]+):[ \t]*(.*)"),
    "html": re.compile(r"""\s*<meta\b[^>]*?name=["']?([\w-]+)["']?[^>]*?content=(["'].*)""", re.IGNORECASE),
}


def kind(path: str) -> str:
    """Return the way a file states its metadata: ``md``, ``rst`` or ``html``."""
    suffix = path.rpartition(".")[2].lower()
    return {"rst": "rst", "htm": "html", "html": "html"}.get(suffix, "md")


def header(text: str, path: str) -> tuple[dict[str, tuple[int, int]], int]:
    r"""Return where each field's value stands, as (line, column) from 1 by lower-case name, and where the body begins.

    >>> header("Title: A storm\nDate: 2019-12-30\n\nIt rained.", "a.md")
    ({'title': (1, 8), 'date': (2, 7)}, 32)
    """
    style = kind(path)
    if style == "html":
        return _html(text)
    places: dict[str, tuple[int, int]] = {}
    offset, fenced = 0, False
    for number, line in enumerate(lines(text), 1):
        match = _FIELD[style].match(line)
        if match:
            places.setdefault(match[1].strip().lower(), (number, match.start(2) + 1))
        elif style == "md" and number == 1 and line.rstrip() == "---":
            fenced = True
        elif style == "rst" and not places:  # the title stands above the fields
            pass
        elif not (line.strip() and line[0] == " "):
            return places, offset + (len(line) if fenced and line.strip() in ("---", "...") else 0)
        offset += len(line)
    return (places, offset) if style == "md" or places else (places, 0)


def _html(text: str) -> tuple[dict[str, tuple[int, int]], int]:
    places: dict[str, tuple[int, int]] = {}
    body = re.search(r"<body\b[^>]*>", text, re.IGNORECASE)
    for number, line in enumerate(lines(text[: body.end() if body else None]), 1):
        if match := _FIELD["html"].match(line):
            places.setdefault(match[1].lower(), (number, match.start(2) + 2))
        if title := re.search(r"<title>", line, re.IGNORECASE):
            places.setdefault("title", (number, title.end() + 1))
    return places, body.end() if body else 0


def lines(text: str) -> io.StringIO:
    """Return the lines as editors count them, with their ends: a form feed or a vertical tab ends none."""
    return io.StringIO(text, newline="")
