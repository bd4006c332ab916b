"""Make one event of two: the kept one gains the other's evidence, names and sources; nothing a person wrote in either is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from timeline.errors import Problem, TimelineError
from timeline.events import guard, nodes
from timeline.events.event import Event
from timeline.events.eventfile import EventFile
from timeline.events.operations import Append, Op, Remark, Remove, Set
from timeline.events.writer import event_data, found_data

PLACE = "content/events"
_LISTS = ("actors", "places", "tags", "details", "sources", "doubts")
_TEXTS = ("summary", "note")


def find(files: Sequence[EventFile], name: str) -> tuple[EventFile, int]:
    """Return the file and position of the event with an id, or an alias; raises `TimelineError` if there is none."""
    for file in files:
        for index, event in enumerate(file.events):
            if name == event.id or name in event.aliases:
                return file, index
    import difflib

    near = difflib.get_close_matches(name, [event.id for file in files for event in file.events], 1, 0.5)
    hint = f"did you mean {near[0]}?" if near else "ids stand behind id: in content/events"
    raise TimelineError(Problem(PLACE, 0, 0, "no-event", f"there is no event {name}", hint))


def join(content: Path, files: Sequence[EventFile], keep: str, other: str) -> list[tuple[EventFile, list[Op]]]:
    """Return the operations, file by file in the order to be done, that make one event of two; `keep` keeps id, date and title.

    Raises `TimelineError` where an event is missing or both are the same.
    """
    home, at = find(files, keep)
    away, gone = find(files, other)
    if (home.path, at) == (away.path, gone):
        raise TimelineError(Problem(PLACE, 0, 0, "no-event", f"{keep} and {other} are the same event", "name two events"))
    kept, lost = home.events[at], away.events[gone]
    ops = _gains(home, at, kept, lost, home.article)
    ops.append(Remark(home.place(at), tuple(_remarks(content, away, gone, kept, lost))))
    removal: Op = Remove(away.place(gone))
    if home.path == away.path:
        return [(home, [*ops, removal])]
    return [(home, ops), (away, [removal])]


def _gains(home: EventFile, at: int, kept: Event, lost: Event, article: str) -> list[Op]:
    place = home.place(at)
    ours, theirs = event_data(kept), event_data(lost)
    more = {key: tuple(item for item in theirs.get(key, ()) if item not in ours.get(key, ())) for key in _LISTS}
    ops: list[Op] = [Append((*place, key), values) for key, values in more.items() if values]
    texts = {key: theirs[key] for key in _TEXTS if key in theirs and theirs[key] != ours.get(key)}
    ops += [Set((*place, key), f"{ours[key]} {text}" if key in ours else text) for key, text in texts.items()]
    ops += [
        Set((*place, key), value) for key, value in theirs.items() if (key == "image" or key in lost.extra) and key not in ours
    ]
    known = {(line.text, line.quote) for line in kept.found}
    lines = [
        replace(line, article=line.article or (lost.article if lost.article != article else ""))
        for line in lost.found
        if (line.text, line.quote) not in known
    ]
    names = tuple(name for name in (lost.id, *lost.aliases) if name not in kept.aliases)
    ops.append(Append((*place, "aliases"), names))
    if lines:
        ops.append(Append((*place, "found"), tuple(map(found_data, lines))))
    return ops


def _remarks(content: Path, file: EventFile, index: int, kept: Event, lost: Event) -> list[str]:
    """Return what has no key in the kept event: the other's title and date where they differ, and its comments."""
    said = [f"{key}: {value}" for key, value in _differing(kept, lost)]
    remarks = [f"merged with {lost.id}" + (f" ({'; '.join(said)})" if said else "")]
    text = (content / file.path).read_bytes().decode("utf-8").removeprefix(guard.BOM)
    root = nodes.parse(text, file.path)
    node = root
    for step in file.place(index):
        below = nodes.child(node, step) if node is not None else None
        node = below[1] if below else None
    if node is not None:
        remarks += _comments(text, node)
    return remarks


def _differing(kept: Event, lost: Event) -> list[tuple[str, Any]]:
    keys = ("title", "date", "bounds", "time", "review", "reason", "timeline", "modality")
    return [(key, getattr(lost, key)) for key in keys if getattr(lost, key) and getattr(lost, key) != getattr(kept, key)]


def _comments(text: str, node: Any) -> list[str]:  # noqa: ANN401 - a YAML node
    """Return the comments that stand between the tokens of a node."""
    scalars: list[tuple[int, int]] = []

    def walk(part: Any) -> None:  # noqa: ANN401 - a YAML node
        if isinstance(part.value, str):
            scalars.append((part.start_mark.index, part.end_mark.index))
        else:
            for child in part.value:
                for each in child if isinstance(child, tuple) else (child,):
                    walk(each)

    walk(node)
    spans = sorted(scalars)
    gaps = zip((end for _, end in spans), [*(start for start, _ in spans[1:]), node.end_mark.index], strict=True)
    return [
        line.partition("#")[2].strip() for start, end in gaps for line in text[start : max(start, end)].split("\n") if "#" in line
    ]
