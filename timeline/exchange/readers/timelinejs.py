"""TimelineJS JSON (Knight Lab, version 3): dates as precise as their parts, "c. 1868" in ``display_date`` kept as about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from timeline.exchange.readers import dates, jsontext, markup
from timeline.exchange.readers.rows import Read, row, usable

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|avif)(?:[?#].*)?$", re.IGNORECASE)


def read(text: str, path: str, zone: tzinfo) -> Read:
    """Read the slides of a document; its title slide and eras are no events."""
    slides, _, problems = jsontext.elements(text, "events", path)
    return Read(tuple(row(line, _fields(slide)) for line, slide in slides), tuple(problems))


def _fields(slide: Mapping[str, Any]) -> dict[str, Any]:
    words = _part(slide, "text")
    headline, body = str(words.get("headline") or ""), markup.markdown(str(words.get("text") or ""))
    title = markup.text(headline) or body.split("\n", 1)[0]
    start, end = _part(slide, "start_date"), _part(slide, "end_date")
    shown = str(slide.get("display_date") or start.get("display_date") or "")
    name = str(slide.get("unique_id") or "")
    fields = {
        "id": usable(name),
        "date": dates.worded(dates.span(_date(start), _date(end)), shown),
        "time": _time(start),
        "title": title,
        "summary": body if body != title else "",
        "timeline": slide.get("group"),
        "x-unique-id": "" if usable(name) else name,
        "x-display-date": shown,
    }
    return fields | _media(_part(slide, "media"))


def _part(slide: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    part = slide.get(key)
    return part if isinstance(part, dict) else {}


def _date(parts: Mapping[str, Any]) -> str:
    """Return EDTF; TimelineJS counts 1 BCE as -1. What is no number is given back as it stands, to be named as an error."""
    given = [str(parts.get(name) or "").strip() for name in ("year", "month", "day")]
    if not given[0]:
        return ""
    try:
        year, month, day = (int(part) if part else 0 for part in given)
    except ValueError:
        return "-".join(filter(None, given))
    return dates.stated(year + (year < 0), month, day)


def _time(parts: Mapping[str, Any]) -> str:
    hour, minute = str(parts.get("hour") or ""), str(parts.get("minute") or "0")
    return f"{int(hour):02d}:{int(minute):02d}" if hour.isdecimal() and minute.isdecimal() and parts.get("day") else ""


def _media(media: Mapping[str, Any]) -> dict[str, Any]:
    """Return a picture with its words; anything else, a video or a page, as a source."""
    url, caption = str(media.get("url") or ""), markup.text(str(media.get("caption") or ""))
    alt, credit = markup.text(str(media.get("alt") or "")), markup.text(str(media.get("credit") or ""))
    if not url:
        return {}
    if _PICTURE.search(url) and (alt or caption):
        return {"image": {"src": url, "alt": alt or caption, "credit": credit}}
    link = url if url.startswith(("https://", "http://")) else ""
    return {"sources": [{"url": link, "title": caption or credit}]} if link else {"x-media": url}
