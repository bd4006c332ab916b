"""Checked data to `Event` records, and the quick check that most files pass without the full schema."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, fields
from typing import Any

from timeline.events import vocabulary as words
from timeline.events.event import Event, Found, Image, Source, new_event, new_found

Raw = dict[str, Any]

_SHORT = frozenset({"id", "title", "timeline", "rule", "anchor", "by", "article", "credit"})


def _limits(keys: tuple[str, ...], short: Collection[str] = _SHORT) -> dict[str, int]:
    return {key: words.MAX_TITLE if key in short else words.MAX_TEXT for key in keys}


_TEXT = _limits(words.TEXT_KEYS)
_RECORDS = {"found": _limits(words.FOUND_KEYS), "sources": _limits(words.SOURCE_KEYS, short=words.SOURCE_KEYS)}
_IMAGE = _limits(words.IMAGE_KEYS)
_LIST = _limits(words.LIST_KEYS, short=("actors", "places", "tags"))
"""How long the text of a key may be, or each text of its list."""
_NONE: dict[str, int] = {}
_IDS = frozenset({"aliases", "suggest"})


def plain(raw: Any) -> bool:  # noqa: ANN401 - whatever stood in the file
    """Whether an event is right beyond doubt; what this accepts, `schema.Event` accepts too (False: ask the schema)."""
    if type(raw) is not dict or not _words(raw, _TEXT, _LIST):
        return False
    for key, value in raw.items():
        if key in _TEXT or key in _LIST:
            continue
        if key in _RECORDS:
            if type(value) is not list:
                return False
            for item in value:
                if type(item) is not dict or not _words(item, _RECORDS[key]) or (key == "found" and "text" not in item):
                    return False
        elif key != "image" or type(value) is not dict or not _words(value, _IMAGE) or "src" not in value:
            return False
    return "title" in raw and ("date" in raw or "bounds" in raw)


def _words(raw: Raw, texts: Mapping[str, int], lists: Mapping[str, int] = _NONE) -> bool:
    """Whether all texts and lists of texts are right; where there are `lists`, other keys may hold records."""
    for key, value in raw.items():
        kind = type(value)
        if kind is str and key in texts:
            if not 0 < len(value) <= texts[key] or (not value.isprintable() and words.CONTROL.search(value)):
                return False
            if key in _CHECKS and not _CHECKS[key](value):
                return False
        elif kind is list and key in lists:
            limit = lists[key]
            for item in value:
                if type(item) is not str or not 0 < len(item) <= limit or (key in _IDS and not words.ID.fullmatch(item)):
                    return False
                if not item.isprintable() and words.CONTROL.search(item):
                    return False
        elif key in texts or key in lists or not lists:
            return False
    return True


def _right_date(value: str) -> bool:
    return words.date_error(value) is None


def _right_link(value: str) -> bool:
    return ":" not in value or value.startswith(("https://", "http://"))


def inside(value: str) -> bool:
    """Whether a path surely stays below the content folder."""
    return ".." not in value and value[0] != "/"


_CHECKS: dict[str, Callable[[str], object]] = {
    "date": _right_date,
    "accessed": _right_date,
    "bounds": lambda value: "/" in value and _right_date(value),
    "time": words.TIME.fullmatch,
    "id": words.ID.fullmatch,
    "key": words.KEY.fullmatch,
    "gone": lambda value: value in ("true", "false"),
    "review": lambda value: value in words.REVIEW,
    "modality": lambda value: value in words.MODALITY,
    "url": _right_link,
    "archived": _right_link,
    "src": lambda value: _right_link(value) and ".." not in value,
    "article": inside,
}


_EMPTY: Raw = {each.name: "" if each.default is MISSING else each.default for each in fields(Event)}
_EVIDENCE = [each.name.rstrip("_") for each in fields(Found)]
_GONE = _EVIDENCE.index("gone")


def event(raw: Raw, file: str, line: int, article: str, new_id: str) -> Event:
    """Return the event that checked data states; `new_id` serves where it has none of its own."""
    own = _EMPTY.copy()
    extra: dict[str, object] = {}
    for key, value in raw.items():
        if key in _TEXT:
            own[key] = value
        elif key in _LIST:
            own[key] = tuple(value)
        elif key == "found":
            own[key] = tuple(map(found, value))
        elif key == "sources":
            own[key] = tuple(Source(**_known(item, words.SOURCE_KEYS)) for item in value)
        elif key == "image":
            own[key] = Image(**{"alt": "", **_known(value, words.IMAGE_KEYS)})
        elif key.startswith(words.OWN_KEY):
            extra[key] = value
    own["id"] = raw.get("id", new_id)
    own["extra"], own["file"], own["line"], own["article"] = extra, file, line, article
    return new_event(own.values())


def found(raw: Raw) -> Found:
    """Return one line of evidence."""
    values: list[Any] = [raw.get(key, "") for key in _EVIDENCE]
    values[_GONE] = values[_GONE] == "true"
    return new_found(values)


def _known(raw: Raw, keys: tuple[str, ...]) -> Raw:
    return {key: raw[key] for key in keys if key in raw}


def without_empty(raw: Any) -> Any:  # noqa: ANN401 - whatever stood in the file
    """Return data without the keys whose value was left empty: ``note:`` alone says nothing."""
    if isinstance(raw, dict):
        return {key: without_empty(value) for key, value in raw.items() if value is not None}
    if isinstance(raw, list):
        return [without_empty(item) for item in raw]
    return raw
