"""What every reader returns: events as plain data in the words of event files, each with the line it stands on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from timeline.errors import Problem
from timeline.events import ids
from timeline.events import vocabulary as words


@dataclass(frozen=True, slots=True)
class Row:
    """One event as it was found: `line` (from 1) in the foreign file, `data` by the keys of event files, nothing empty."""

    line: int
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader made of a text: its events, and what it could not read at all."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()


Reader = Callable[[str, str, tzinfo], Read]
"""(text, path that problems name, time zone of the site) → `Read`."""


def row(line: int, fields: Mapping[str, Any]) -> Row:
    """Return a row of the filled fields in the order of event files; a key they do not know becomes the user's own, ``x-…``."""
    filled = {_key(key): plain(value) for key, value in fields.items() if value not in ("", None, [], {}, ())}
    if isinstance(filled.get("title"), str):
        filled["title"] = " ".join(filled["title"].split())
    known = {key: filled[key] for key in words.EVENT_KEYS if key in filled}
    return Row(line, known | {key: value for key, value in filled.items() if key not in known})


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return JSON as event files hold it: texts, lists and mappings; a number is the text that was written."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items() if item not in ("", None)}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return str(value)


def usable(name: str) -> str:
    """Return a foreign identifier if it can be an event's id, else nothing."""
    name = name.strip()
    return name if words.ID.fullmatch(name) else ""


def _key(name: str) -> str:
    return name if name in words.EVENT_KEYS or name.startswith(words.OWN_KEY) else words.OWN_KEY + ids.slug(name)
