"""JSON with the places of its parts: where a list's elements begin, where the text breaks off."""

from __future__ import annotations

import json
import re
from typing import Any

from timeline.errors import Problem
from timeline.events.guard import place

_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""A surrogate, which is no character unless it is one of a pair."""
_BETWEEN = re.compile(r"[\s,]*")


def value(text: str, path: str, line: int = 1) -> tuple[Any, list[Problem]]:
    """Return what a JSON text holds, or the problem at its place; `line` is that of the text in its file."""
    try:
        found = json.loads(text, parse_float=str)
        if half := _HALF.search(text):
            json.dumps(found, ensure_ascii=False).encode()
        return found, []
    except UnicodeEncodeError:
        here, col = place(text, half.start() if half else 0)
        return None, [
            Problem(path, line + here - 1, col, "bad-json", "half of a character stands in this text", "export it anew")
        ]
    except json.JSONDecodeError as error:
        message = f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        return None, [Problem(path, line + error.lineno - 1, error.colno, "bad-json", message, "mend it here, or export it anew")]
    except (RecursionError, ValueError):
        return None, [
            Problem(path, line, 1, "bad-json", "this JSON is nested too deeply or holds too long a number", "simplify it")
        ]


def elements(text: str, key: str, path: str) -> tuple[list[tuple[int, dict[str, Any]]], dict[str, Any], list[Problem]]:
    """Return the records of the list `key` (or of the list that is all) with the lines they begin on, and the whole."""
    whole, problems = value(text, path)
    if problems:
        return [], {}, problems
    found = whole if isinstance(whole, list) else whole.get(key) if isinstance(whole, dict) else None
    if not isinstance(found, list):
        message = f"there is no list of {key} in this file"
        return [], {}, [Problem(path, 1, 1, "bad-json", message, f'expected {{"{key}": […]}}; is it of another format?')]
    lines = _lines(text, key, found, bare=isinstance(whole, list))
    records = []
    for line, element in zip(lines, found, strict=True):
        if isinstance(element, dict):
            records.append((line, element))
        else:
            problems.append(Problem(path, line, 1, "bad-json", "this is no record of an event", "expected {…}"))
    return records, whole if isinstance(whole, dict) else {}, problems


def _lines(text: str, key: str, found: list[Any], *, bare: bool) -> list[int]:
    pattern = r"\s*\[" if bare else rf'"{re.escape(key)}"\s*:\s*\['
    for match in re.finditer(pattern, text):
        places = _offsets(text, match.end(), found)
        if places is not None:
            return [place(text, offset)[0] for offset in places]
    return [1] * len(found)


def _offsets(text: str, at: int, found: list[Any]) -> list[int] | None:
    """Return where each element begins if the list that begins at `at` is the one that was found."""
    decoder = json.JSONDecoder(parse_float=str)
    offsets = []
    for element in found:
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        try:
            here, end = decoder.raw_decode(text, at)
        except ValueError:
            return None
        if here != element:
            return None
        offsets.append(at)
        at = end
    return offsets
