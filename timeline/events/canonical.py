"""Read the layout our own writer makes, ten times faster than libyaml; anything else is left to the guarded parser.

What this returns is what `nodes.data` would return for the same text (a property test holds them together).
"""

from __future__ import annotations

import json
import re
from typing import Any

_LINE = re.compile(r"^( *)(?:(- )?(?:([a-z][a-z0-9_-]*):(?: (.+))?|(.+)))?$", re.MULTILINE)
_WRAPPED = re.compile(r"^[a-z][a-z0-9_-]*: \[.*,(?:\n.*,)*\n.*$", re.MULTILINE)
_OTHER_START = re.compile(r"-\d|\.\./|[(“‘«$€£¡¿]")  # of plain text that begins with no letter or digit
_QUOTED = re.compile(r'"[^"\\]*(?:\\(?:["\\nt]|u(?!d[89a-f])[0-9a-f]{4})[^"\\]*)*"')
_FLOW_ITEM = re.compile(rf'{_QUOTED.pattern}|[^\W_][^,\[\]{{}}:#"\n]*')
_IGNORED = ("", "#")  # nothing, or a comment
_ODD_STARTS = ("---", "...")
_ODD = ("\t", "\r", "\n---", "\n...")


class _OtherLayoutError(Exception):
    pass


def read(text: str) -> tuple[dict[str, Any], list[int]] | None:
    """Return the file's data and the line (from 1) of each event; None if the text is in any other layout."""
    if text.startswith(_ODD_STARTS) or any(odd in text for odd in _ODD):
        return None
    try:
        return _read(_LINE.findall(_unwrapped(text)))
    except _OtherLayoutError:
        return None


def _unwrapped(text: str) -> str:
    """Return the text with every list that goes on over several lines in one line."""
    first = text.find(",\n")
    if first < 0:
        return text
    start = text.rfind("\n", 0, first) + 1
    return text[:start] + _WRAPPED.sub(_joined, text[start:])


def _joined(wrapped: re.Match[str]) -> str:
    """Return a list that goes on over several lines in one, and the lines it had as empty ones."""
    lines = wrapped[0].split("\n")
    return " ".join([lines[0], *(line.lstrip(" ") for line in lines[1:])]) + "\n" * (len(lines) - 1)


def _read(lines: list[tuple[str, ...]]) -> tuple[dict[str, Any], list[int]]:
    root: dict[str, Any] = {}
    events: list[dict[str, Any]] = []
    starts: list[int] = []
    event: dict[str, Any] = {}
    part: Any = None  # the list or mapping that deeper lines belong to, None while a key waits for its first line
    item: dict[str, Any] | None = None
    waiting = ""  # the event's key whose lines follow
    for number, (indent, dash, key, value, alone) in enumerate(lines, 1):
        if not key and not dash and alone[:1] in _IGNORED:
            continue
        depth = len(indent)
        if depth == 8 and item is not None and key and value and not dash:
            _put(item, key, value)
        elif depth == 4 and key and not dash and starts:
            _put(event, key, value)
            waiting, part, item = ("", None, None) if value else (key, None, None)
        elif depth == 6 and dash and waiting and (part is None or type(part) is list):
            if part is None:
                part = event[waiting] = []
            if key:
                if not value or (part and item is None):
                    raise _OtherLayoutError
                item = {}
                _put(item, key, value)
                part.append(item)
            elif item is None:
                part.append(_scalar(alone))
            else:
                raise _OtherLayoutError
        elif depth == 6 and key and value and waiting and not dash and (part is None or type(part) is dict):
            if part is None:
                part = event[waiting] = {}
            _put(part, key, value)
        elif depth == 2 and dash and key and value and root.get("events") is events:
            event, waiting, part, item = {}, "", None, None
            _put(event, key, value)
            events.append(event)
            starts.append(number)
        elif depth == 0 and key and not dash:
            waiting, part, item = "", None, None
            if key == "events" and not value and key not in root:
                root[key] = events
            else:
                if not value:
                    raise _OtherLayoutError
                _put(root, key, value)
        else:
            raise _OtherLayoutError
    if root.get("events") == [] and not events:
        root["events"] = None if root["events"] is events else []
    return root, starts


def _put(target: dict[str, Any], key: str, value: str) -> None:
    if key in target:
        raise _OtherLayoutError
    target[key] = (_list(value) if value[0] == "[" else _scalar(value)) if value else None


def _scalar(text: str) -> str:
    first = text[0]
    if first == '"':
        if not _QUOTED.fullmatch(text):
            raise _OtherLayoutError
        return str(json.loads(text)) if "\\" in text else text[1:-1]
    if not (first.isalnum() or _OTHER_START.match(text)) or ": " in text or " #" in text or text[-1] in ": ":
        raise _OtherLayoutError
    return text


def _list(text: str) -> list[str]:
    if text[-1] != "]":
        raise _OtherLayoutError
    items: list[str] = []
    position, end = 1, len(text) - 1
    while position < end:
        match = _FLOW_ITEM.match(text, position)
        if match is None or match[0][-1] == " ":
            raise _OtherLayoutError
        items.append(_scalar(match[0]))
        position = match.end()
        if position < end:
            if text[position : position + 2] != ", " or position + 2 >= end:
                raise _OtherLayoutError
            position += 2
    return items
