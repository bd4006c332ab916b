"""Bytes of an event file to an `EventFile`: the quick way where the layout is ours, the guarded way everywhere else."""

from __future__ import annotations

import difflib
import hashlib
import re
from typing import TYPE_CHECKING, Any

from timeline.errors import Problem, TimelineError
from timeline.events import build, canonical, guard, ids
from timeline.events import vocabulary as words
from timeline.events.eventfile import EventFile

if TYPE_CHECKING:
    import yaml

_ARTICLE = re.compile(rb"^article:[ \t]*([^#\n]+)", re.MULTILINE)
_NEAREST = {"events": words.FILE_KEYS, "found": words.FOUND_KEYS, "sources": words.SOURCE_KEYS, "image": words.IMAGE_KEYS}


def digest(data: bytes) -> str:
    """Return the fingerprint by which we tell whether a file has changed."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def read(data: bytes, path: str, shown: str = "") -> EventFile:
    """Read an event file; `path` is relative to the content folder, `shown` is the path that problems name."""
    shown = shown or path
    mark = digest(data)
    text, problems = guard.decode(data, shown)
    if any(problem.severity == "error" for problem in problems):
        return _broken(path, data, problems)
    quick = canonical.read(text)
    if quick is not None:
        whole, lines = quick
        if set(whole) <= set(words.FILE_KEYS) and _plain_file(whole):
            return _file(path, mark, whole, lines, problems)
    from timeline.events import nodes  # PyYAML is needed from here on only

    try:
        root = nodes.parse(text, shown)
    except TimelineError as error:
        return _broken(path, data, [*problems, *error.problems])
    if root is None:
        return EventFile(path, mark, problems=tuple(problems))
    whole = build.without_empty(nodes.data(root))
    problems += nodes.duplicates(root, text, shown)
    wrapped = {"events": whole} if isinstance(whole, list) else whole
    if not _plain_file(wrapped):
        problems += _check(whole, root, text, shown)
    problems.sort()
    if any(problem.severity == "error" for problem in problems):
        return _broken(path, data, problems)
    base = () if isinstance(whole, list) else ("events",)
    count = len(wrapped.get("events") or ())
    lines = [nodes.where(root, (*base, i), text)[0] for i in range(count)]
    return _file(path, mark, wrapped, lines, problems, bare=isinstance(whole, list))


def _broken(path: str, data: bytes, problems: list[Problem]) -> EventFile:
    """Return a file in error: without events, but with the article it seems to belong to, so that no second file is made."""
    stated = _ARTICLE.search(data[: guard.MAX_BYTES])
    article = stated[1].decode("utf-8", "replace").strip("\"' \r") if stated else ""
    return EventFile(path, digest(data), article, problems=tuple(problems))


def _plain_file(whole: Any) -> bool:  # noqa: ANN401 - whatever stood in the file
    if type(whole) is not dict or not all(key in words.FILE_KEYS or key.startswith(words.OWN_KEY) for key in whole):
        return False
    article, events, seen = whole.get("article", "-"), whole.get("events") or (), whole.get("seen") or ()
    if (
        type(article) is not str
        or not 0 < len(article) <= words.MAX_TITLE
        or words.CONTROL.search(article)
        or not build.inside(article)
    ):
        return False
    if type(seen) not in (list, tuple) or not all(type(key) is str and words.KEY.fullmatch(key) for key in seen):
        return False
    return type(events) in (list, tuple) and all(map(build.plain, events))


def _file(path: str, mark: str, whole: build.Raw, lines: list[int], problems: list[Problem], *, bare: bool = False) -> EventFile:
    article = whole.get("article") or ""
    events, unnamed = [], []
    for index, (raw, line) in enumerate(zip(whole.get("events") or (), lines, strict=True)):
        new_id = ""
        if "id" not in raw:
            unnamed.append(index)
            new_id = ids.handwritten(raw.get("date") or raw["bounds"], raw["title"])
        events.append(build.event(raw, path, line, article, new_id))
    seen = tuple(whole.get("seen") or ())
    return EventFile(path, mark, article, tuple(events), seen, tuple(problems), tuple(unnamed), bare)


def _check(whole: Any, root: yaml.Node, text: str, shown: str) -> list[Problem]:  # noqa: ANN401 - whatever stood in the file
    """Return everything the schema finds, at its place in the text."""
    from pydantic import ValidationError

    from timeline.events import schema

    if not isinstance(whole, dict | list):
        return [
            Problem(shown, 1, 1, "bad-file", "this is not a list of events", "write - date: 2019-12-29 and below it title: …")
        ]
    try:
        schema.EventFile.model_validate(_without_own({"events": whole} if isinstance(whole, list) else whole))
    except ValidationError as errors:
        skip = 1 if isinstance(whole, list) else 0
        return [_explain(dict(error), root, text, shown, skip) for error in errors.errors(include_url=False)]
    return []


def _without_own(raw: Any) -> Any:  # noqa: ANN401 - whatever stood in the file
    if isinstance(raw, dict):
        return {key: _without_own(value) for key, value in raw.items() if not key.startswith(words.OWN_KEY)}
    if isinstance(raw, list):
        return [_without_own(item) for item in raw]
    return raw


def _explain(error: dict[str, Any], root: yaml.Node, text: str, shown: str, skip: int) -> Problem:
    """Turn one pydantic error into a sentence for people."""
    from timeline.events import nodes

    kind, steps = error["type"], tuple(error["loc"])[skip:]
    value, context = error.get("input"), error.get("ctx", {})
    name = next((step for step in reversed(steps) if isinstance(step, str)), "")
    line, col = nodes.where(root, steps, text, key=kind == "extra_forbidden")
    if kind == "extra_forbidden":
        holder = next((step for step in reversed(steps[:-1]) if isinstance(step, str)), "")
        known = _NEAREST.get(holder, words.EVENT_KEYS) if holder != "events" and (holder or skip) else words.EVENT_KEYS
        known = words.FILE_KEYS if len(steps) == 1 and not skip else known
        near = difflib.get_close_matches(str(name), known, 1)
        hint = f"did you mean {near[0]}?" if near else f"keys of your own begin with x-; known are {', '.join(known)}"
        return Problem(shown, line, col, "unknown-key", f"there is no key {name}", hint)
    if kind == "missing":
        return Problem(shown, line, col, "missing-key", f"there is no {name} here", f"add {name}: …")
    if kind in ("literal_error", "enum"):
        choices = str(context.get("expected", "")).replace("'", "")
        return Problem(shown, line, col, "bad-value", f"{name} cannot be {_short(value)}", f"write {choices}")
    if kind == "string_type":
        return Problem(
            shown, line, col, "wrong-type", f"{name} must be text, not {_kind(value)}", f"write {name}: and the text after it"
        )
    if kind in ("list_type", "tuple_type"):
        example = f"write {name}: [{_short(value)}]" if isinstance(value, str) else f"write {name}: [a, b]"
        return Problem(shown, line, col, "wrong-type", f"{name} must be a list, not {_kind(value)}", example)
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return Problem(shown, line, col, "wrong-type", f"expected keys with values here, not {_kind(value)}", "write key: value")
    if kind == "string_too_long":
        message = f"{name} has {len(str(value))} characters, the limit is {context['max_length']}"
        return Problem(shown, line, col, "too-long", message, "shorten it; a paragraph belongs in summary")
    if kind == "string_too_short":
        return Problem(shown, line, col, "bad-value", f"{name} is empty", "fill it in, or delete the line")
    if kind == "string_pattern_mismatch":
        return Problem(
            shown, line, col, "bad-value", f"{_short(value)} is not a mention's key", "restore the line; the machine writes it"
        )
    return Problem(shown, line, col, kind, context.get("message") or error["msg"], context.get("hint", ""))


def _short(value: Any) -> str:  # noqa: ANN401 - whatever stood in the file
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _kind(value: Any) -> str:  # noqa: ANN401 - whatever stood in the file
    return {list: "a list", dict: "keys with values", type(None): "nothing"}.get(type(value), "text")
