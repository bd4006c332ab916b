"""iCalendar (RFC 5545): whole days only; what has no exact day, or lies before year 1, is left out, and the file says so."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial

from timeline.events.event import Event
from timeline.exchange import iso
from timeline.exchange.frame import Frame, joined
from timeline.exchange.publication import Publication
from timeline.temporal import edtf
from timeline.temporal.timevalue import TimeValue

_FIRST, _LAST = 1, 3652059
"""Day numbers of 0001-01-01 and 9999-12-31, the years a calendar can hold."""
_STATUS = {"planned": "TENTATIVE", "claimed": "TENTATIVE", "denied": "CANCELLED"}

BETWEEN = ""
"""What stands between the parts of two events."""


def write(events: Iterable[Event], publication: Publication) -> str:
    """Return the calendar; ``DTEND`` is exclusive, ``UID`` the event's id at the site."""
    return joined([piece(event, publication) for event in events], BETWEEN, partial(frame, publication))


def piece(event: Event, publication: Publication) -> str:
    """Return one event's lines; none where a calendar cannot show it."""
    days = _days(event.date) if event.date else ""
    return "".join(_vevent(event, days, publication)) if days else ""


def frame(publication: Publication, shown: int, left_out: int) -> Frame:
    """Return the lines that stand around those of events."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//pelican-timeline//timeline//EN"]
    lines.append(f"X-WR-CALNAME:{escape(publication.title)}")
    if left_out:
        said = f"{left_out} without an exact day, or before the year 1, are left out: a calendar cannot show them truthfully."
        lines.append(f"X-WR-CALDESC:{escape(said)}")
    return Frame("".join(map(fold, lines)), fold("END:VCALENDAR"))


def fits(value: TimeValue) -> bool:
    """Whether a calendar can show the value without making it more precise than it is."""
    if value.start is None or value.end is None or not iso.is_exact(value):
        return False
    return value.start >= _FIRST and value.end - 1 <= _LAST


@lru_cache(maxsize=1 << 14)
def _days(date: str) -> str:
    """Return the lines that say when, ended; none where a calendar cannot."""
    value = edtf.parse(date)
    if not fits(value):
        return ""
    assert value.start is not None and value.end is not None
    start = f"DTSTART;VALUE=DATE:{iso.day(value.start).replace('-', '')}\r\n"
    return f"{start}DTEND;VALUE=DATE:{iso.day(value.end).replace('-', '')}\r\n" if value.end <= _LAST else start


def _vevent(event: Event, days: str, publication: Publication) -> list[str]:
    lines = ["BEGIN:VEVENT\r\n", fold(f"UID:{event.id}@{_host(publication.url)}")]
    lines += (f"DTSTAMP:{_stamp(publication.changed_at(event))}\r\n", days, fold(f"SUMMARY:{escape(event.title)}"))
    description = "\n\n".join(filter(None, (event.summary, *event.details, event.modality and f"({event.modality})")))
    if description:
        lines.append(fold(f"DESCRIPTION:{escape(description)}"))
    if event.places:
        lines.append(fold(f"LOCATION:{escape(', '.join(event.places))}"))
    if event.tags:
        lines.append(fold(f"CATEGORIES:{','.join(map(escape, event.tags))}"))
    if event.modality in _STATUS:
        lines.append(f"STATUS:{_STATUS[event.modality]}\r\n")
    if link := publication.link(event):
        lines.append(fold(f"URL:{link}"))
    lines.append("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n")
    return lines


def escape(text: str) -> str:
    r"""Escape a TEXT value (RFC 5545, 3.3.11).

    >>> escape("a, b; c")
    'a\\, b\\; c'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: str) -> str:
    """Break a content line after at most 75 octets, never inside a character (RFC 5545, 3.1), and end it with CRLF."""
    data = line.encode()
    if len(data) <= 75:
        return line + "\r\n"
    parts, start, end = [], 0, 75
    while end < len(data):
        while data[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        parts.append(data[start:end])
        start, end = end, end + 74
    return b"\r\n ".join([*parts, data[start:]]).decode() + "\r\n"


@lru_cache(maxsize=16)
def _host(url: str) -> str:
    return url.split("://")[-1].split("/")[0] or "timeline.invalid"


@lru_cache(maxsize=1 << 12)
def _stamp(time: str) -> str:
    """Return an RFC 3339 time as iCalendar writes it, in UTC."""
    return time[:19].replace("-", "").replace(":", "") + "Z"
