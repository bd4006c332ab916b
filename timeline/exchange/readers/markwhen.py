"""The part of Markwhen that says when something happened: ISO dates and ranges of them, sections, tags; nothing reckoned."""

from __future__ import annotations

import re
from datetime import tzinfo

from timeline.errors import Problem
from timeline.exchange.readers import dates
from timeline.exchange.readers.rows import Read, Row, row

_DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_EVENT = re.compile(rf"\s*({_DAY})(?:\s*(?:/|\s-\s|–|\s+to\s+)\s*({_DAY}|now))?\s*:\s*(.*)", re.IGNORECASE)
_OTHER = re.compile(r"\s*(\S[^:#]{0,60}?\d[^:]*|now\b[^:]*|today\b[^:]*):\s+\S")
_HEAD = re.compile(r"\s*(?:title|description|dateFormat|#\w+|key|view|viewers|edit|author|tags|timezone)\s*:", re.IGNORECASE)
_SECTION = re.compile(r"\s*(?:section|group)\b\s*(.*?)\s*(?:#\S+)?\s*", re.IGNORECASE)
_END = re.compile(r"\s*end\s?(?:section|group)\s*", re.IGNORECASE)
_TAG = re.compile(r"(?:^|\s)#([\w-]+)")
_WORDED = re.compile(r"\s*\[([^\]]+)\]\s*$")
_MODALITY = re.compile(r"\s*\((planned|claimed|denied)\)\s*$")
_HINT = "write 2019, 2019-12, 2019-12-29 or two of them with / between"


def read(text: str, path: str, zone: tzinfo) -> Read:
    """Read a document. Dates that are reckoned from other events or from today are named as problems, never guessed."""
    found: list[tuple[int, dict[str, object]]] = []
    problems: list[Problem] = []
    sections: list[str] = []
    front = False
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() == "---":
            front = not front and not found
        elif front or not line.strip() or line.lstrip().startswith("//") or (_HEAD.match(line) and not found):
            continue
        elif _END.fullmatch(line):
            sections = sections[:-1]
        elif section := _SECTION.fullmatch(line):
            sections.append(section[1])
        elif event := _EVENT.fullmatch(line):
            found.append((number, _fields(event, next(filter(None, reversed(sections)), ""))))
        elif other := _OTHER.match(line):
            col = line.index(other[1]) + 1
            problems.append(
                Problem(path, number, col, "bad-date", f'"{other[1].strip()}" is no date we read from Markwhen', _HINT)
            )
        elif found:
            before = str(found[-1][1].get("summary", ""))
            found[-1][1]["summary"] = f"{before}\n{line.strip()}".strip()
    rows: list[Row] = [row(number, fields) for number, fields in found]
    return Read(tuple(rows), tuple(problems))


def _fields(event: re.Match[str], section: str) -> dict[str, object]:
    first, last, rest = event.groups()
    tags = _TAG.findall(rest)
    title = _TAG.sub("", rest).strip()
    said = _MODALITY.search(title)
    title = _MODALITY.sub("", title)
    wording = _WORDED.search(title)
    date = f"{first}/.." if last and last.lower() == "now" else dates.span(first, last or "")
    return {
        "date": dates.worded(date, wording[1]) if wording else date,
        "title": _WORDED.sub("", title),
        "modality": said[1] if said else "",
        "tags": tags,
        "timeline": section,
    }
