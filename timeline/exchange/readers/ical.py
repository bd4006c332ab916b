"""iCalendar (RFC 5545): ``VEVENT`` only; days stay days, and a last day is again inclusive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo

from timeline.errors import Problem
from timeline.exchange.readers import dates
from timeline.exchange.readers.rows import Read, Row, row, usable

_ESCAPED = re.compile(r"\\(.)")
_MODALITY = re.compile(r"(?:\n\n)?\((planned|claimed|denied)\)$")
_WHEN = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")
_KNOWN = frozenset(
    "UID DTSTAMP DTSTART DTEND SUMMARY DESCRIPTION LOCATION CATEGORIES STATUS URL TRANSP CREATED LAST-MODIFIED SEQUENCE".split()
)


def read(text: str, path: str, zone: tzinfo) -> Read:
    """Read the events of a calendar; a time in UTC is told as the clock of `zone`, any other as it stands."""
    rows: list[Row] = []
    problems: list[Problem] = []
    begun, fields = 0, dict[str, str]()
    nested = 0
    for line, name, content in _lines(text):
        if (name, content.upper()) == ("BEGIN", "VEVENT"):
            begun, fields = line, {}
        elif (name, content.upper()) == ("END", "VEVENT") and begun:
            rows.append(row(begun, _fields(fields, zone)))
            begun = 0
        elif begun and name in ("BEGIN", "END"):  # an alarm inside
            nested += 1 if name == "BEGIN" else -1
        elif begun and not nested:
            fields.setdefault(name, content)
    if begun or not (rows or text.lstrip().upper().startswith("BEGIN:VCALENDAR")):
        message = "this event has no END:VEVENT" if begun else "this is no calendar"
        hint = "the file may be cut off; export it anew"
        problems.append(Problem(path, begun or 1, 1, "bad-calendar", message, hint))
    return Read(tuple(rows), tuple(problems))


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line, property, value) of unfolded content lines; parameters only matter where a value does not tell."""
    held, start = "", 1
    for number, line in enumerate([*text.replace("\r\n", "\n").split("\n"), ""], start=1):
        if line[:1] in (" ", "\t"):
            held += line[1:]
            continue
        if held:
            name, _, content = held.partition(":")
            while name.count('"') % 2 and ":" in content:  # a colon inside a quoted parameter
                more, _, content = content.partition(":")
                name += ":" + more
            yield start, name.partition(";")[0].upper().strip(), content
        held, start = line, number


def _fields(found: dict[str, str], zone: tzinfo) -> dict[str, object]:
    start, end = _when(found.get("DTSTART", ""), zone), _when(found.get("DTEND", ""), zone)
    body = _text(found.get("DESCRIPTION", ""))
    said = _MODALITY.search(body)
    status = found.get("STATUS", "").upper()
    url = found.get("URL", "")
    name = found.get("UID", "").rpartition("@")[0] or found.get("UID", "")
    own = {f"x-{key.lower().removeprefix('x-')}": _text(value) for key, value in found.items() if key not in _KNOWN}
    return {
        "id": usable(name),
        "date": _date(start, end, found.get("DTSTART", "")),
        "time": start[1] if start else "",
        "title": _text(found.get("SUMMARY", "")),
        "summary": _MODALITY.sub("", body),
        "modality": said[1] if said else "planned" if status == "TENTATIVE" else "",
        "places": [_text(found["LOCATION"])] if found.get("LOCATION") else [],
        "tags": [_text(tag) for tag in re.split(r"(?<!\\),", found.get("CATEGORIES", "")) if tag],
        "sources": [{"url": url}] if url.startswith(("https://", "http://")) else [],
        "note": "The calendar says it was cancelled." if status == "CANCELLED" and not said else "",
    } | own


def _when(value: str, zone: tzinfo) -> tuple[date, str] | None:
    """Return day and clock time (empty for whole days); None for what is no day."""
    match = _WHEN.fullmatch(value.strip())
    if not match:
        return None
    year, month, day, hour, minute, utc = match.groups()
    try:
        moment = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), tzinfo=UTC)
        local = moment.astimezone(zone) if utc else moment
    except (ValueError, OverflowError):
        return None
    return local.date(), f"{local:%H:%M}" if hour else ""


def _date(start: tuple[date, str] | None, end: tuple[date, str] | None, given: str) -> str:
    if start is None:
        return given
    last = end[0] if end else start[0]
    if end and last > start[0] and (not end[1] or end[1] == "00:00"):  # the end is exclusive
        last -= timedelta(days=1)
    return dates.span(*(dates.stated(day.year, day.month, day.day) for day in (start[0], max(start[0], last))))


def _text(value: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value).strip()
