"""TimeMap (Forensic Architecture, Bellingcat): events with a day, a place and the sources they name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from timeline.exchange.readers import dates, jsontext
from timeline.exchange.readers.rows import Read, row, usable


def read(text: str, path: str, zone: tzinfo) -> Read:
    """Read the events of a document, or a list of them."""
    events, whole, problems = jsontext.elements(text, "events", path)
    listed = whole.get("sources")
    sources = {str(each.get("id", "")): each for each in listed if isinstance(each, dict)} if isinstance(listed, list) else {}
    return Read(tuple(row(line, _fields(event, sources)) for line, event in events), tuple(problems))


def _fields(event: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    description = str(event.get("description") or "")
    title = str(event.get("title") or "") or description.split("\n", 1)[0]
    name = str(event.get("id") or "")
    summary = description.removeprefix(title).strip()
    point = [event.get("longitude"), event.get("latitude")]
    return {
        "id": usable(name),
        "x-id": "" if usable(name) else name,
        "date": dates.worded(str(event.get("date") or ""), str(event.get("time_display") or "")),
        "time": event.get("time"),
        "title": title,
        "summary": summary,
        "places": [event["location"]] if event.get("location") else [],
        "tags": event.get("associations") or event.get("tags"),
        "timeline": event.get("category"),
        "sources": [_source(str(each), sources) for each in event.get("sources") or []],
        "note": event.get("comments"),
        "x-coordinates": point if all(point) and not event.get("location") else [],
    }


def _source(name: str, sources: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    known = sources.get(name, {})
    url = str(known.get("url") or known.get("path") or (name if name.startswith(("https://", "http://")) else ""))
    title = str(known.get("title") or ("" if url else name))
    return {"url": url, "title": title if title != url else "", "accessed": known.get("date")}
