"""The layout of what the machine writes: scalars, lists, events, new files. Existing text is never re-written (see `splice`).

`canonical` reads this layout; every text is written so that any YAML parser reads it as the text it is.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from timeline.events import vocabulary as words
from timeline.events.editors import SCHEMA_COPY
from timeline.events.event import Event, Found

SEEN_WIDTH = 5

_BARE = re.compile(r"(?:[^\W_]|-\d|\.\./|[(“‘«$€£¡¿])(?:.*[^\s:])?")
_BARE_IN_FLOW = re.compile(r"[^\W_](?:[^,\[\]{}:#\"']*[^\s,\[\]{}:#\"'])?")
# What YAML 1.1 or 1.2 parsers other than ours would take for a number, a truth value, a null or a time.
_TYPED = re.compile(
    r"(?i:y|n|yes|no|on|off|true|false|null|[-+.\d][\d_,.:eExXoOa-fA-F+-]*|[-+]?\.inf|\.nan)|\d{4}-\d\d?-\d\d?(?:[Tt\s]\s*\d.*)?"
)


def scalar(text: str, *, flow: bool = False, date: bool = False, quote: str = "") -> str:
    """Write a text as one line of YAML: bare where that is safe, else in quotes; `quote` asks for ' or "."""
    bare = _BARE_IN_FLOW if flow else _BARE
    safe = not quote and _printable(text) and bare.fullmatch(text) and ": " not in text and " #" not in text
    if safe and (date or not _TYPED.fullmatch(text)):
        return text
    if date and not quote and re.fullmatch(r"(?:\w|-\d|\.\.|/)[\w.~?%/-]*", text):
        return text
    if quote == "'" and _printable(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(map(_escape, text)) + '"'


def _printable(text: str) -> bool:
    return text.isprintable() or not any(_hidden(char) for char in text)


def _hidden(char: str) -> bool:
    return not char.isprintable() and unicodedata.category(char) != "Zs"


def _escape(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if not _hidden(char):
        return char
    if char in "\n\t":
        return {"\n": "\\n", "\t": "\\t"}[char]
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def flow(value: Any, *, date: bool = False) -> str:  # noqa: ANN401 - str, list or dict
    """Write a value on one line, in brackets or braces where it has parts."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(item, date=key in words.DATE_KEYS)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value, flow=True, date=date)


def entry(key: str, value: Any, indent: int) -> list[str]:  # noqa: ANN401 - str, list or dict
    """Write ``key: value`` as lines at an indent; short lists in brackets, sentences and records below each other."""
    pad = " " * indent
    if isinstance(value, Mapping):
        return [f"{pad}{key}:", *(line for k, v in value.items() for line in entry(k, v, indent + 2))]
    if isinstance(value, list | tuple):
        if key in ("found", "sources", "details", "doubts", "events"):
            return [f"{pad}{key}:", *items(value, indent + 2)]
        return [f"{pad}{key}: {flow(value)}"]
    return [f"{pad}{key}: {value if key == 'gone' else scalar(value, date=key in words.DATE_KEYS or key == 'time')}"]


def items(values: Iterable[Any], indent: int) -> list[str]:
    """Write the items of a list as lines that begin with a dash at an indent."""
    lines = []
    for value in values:
        if isinstance(value, Mapping):
            block = [line for k, v in value.items() for line in entry(k, v, indent + 2)]
            block[0] = " " * indent + "- " + block[0].lstrip(" ")
            lines += block
        else:
            lines.append(" " * indent + "- " + scalar(value))
    return lines


def event_data(event: Event) -> dict[str, Any]:
    """Return what is written for an event: its filled fields in the order of the file format."""
    made: dict[str, Any] = {}
    for key in words.EVENT_KEYS:
        value = getattr(event, key)
        if not value:
            continue
        if key == "found":
            made.update(event.extra)
            value = [found_data(line) for line in value]
        elif key == "sources":
            value = [{k: v for k in words.SOURCE_KEYS if (v := getattr(source, k))} for source in value]
        elif key == "image":
            value = {k: v for k in words.IMAGE_KEYS if (v := getattr(event.image, k))}
        elif isinstance(value, tuple):
            value = list(value)
        made[key] = value
    return made if event.found else {**made, **event.extra}


def found_data(line: Found) -> dict[str, str]:
    """Return what is written for one line of evidence."""
    made = {key: getattr(line, "not_" if key == "not" else key) for key in words.FOUND_KEYS if key != "gone"}
    made["gone"] = "true" if line.gone else ""
    return {key: made[key] for key in words.FOUND_KEYS if made[key]}


def seen(keys: Sequence[str]) -> str:
    """Write the ``seen:`` entry, a few keys a line."""
    rows = [", ".join(keys[i : i + SEEN_WIDTH]) for i in range(0, len(keys), SEEN_WIDTH)]
    return "seen: [" + ",\n  ".join(rows) + "]"


def header(path: str, content: str = "content") -> str:
    """Return the comment that tells editors which schema to use; `path` is relative to the content folder."""
    start = posixpath.dirname(posixpath.join(content, path))
    return f"# yaml-language-server: $schema={posixpath.relpath(SCHEMA_COPY, start)}\n"


def new_file(path: str, article: str, events: Sequence[Event], keys: Sequence[str], content: str = "content") -> str:
    """Return the text of a new event file; `article` is empty in a hand-written one."""
    blocks = ["\n".join(items([event_data(event)], 2)) for event in events]
    return (
        header(path, content)
        + (f"article: {scalar(article)}\n\n" if article else "")
        + ("events:\n" + "\n\n".join(blocks) + "\n" if blocks else "")
        + (seen(keys) + "\n" if keys else "")
    )
