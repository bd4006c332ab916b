"""YAML text to a tree that knows where everything stands: strings only, no aliases, no tags, bounded depth.

One pass over libyaml's event stream does the guarding and the building; nothing is constructed from tags, so there is no
Norway problem (``NO``), no 12:30 = 750, no date type.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from timeline.errors import Problem, TimelineError
from timeline.events.guard import place

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # pragma: no cover - PyYAML without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

MAX_DEPTH = 20
Path = Sequence[str | int]

_ADVICE = {
    "found unexpected end of stream": ("a quote is opened here and never closed", "close it, or double it inside single quotes"),
    "mapping values are not allowed in this context": (
        "a second colon or a shifted line",
        "put the text in quotes if it holds a colon and a space; align keys below each other",
    ),
    "did not find expected ',' or ']'": ("a list in brackets is not closed", "close it with ]"),
    "did not find expected ',' or '}'": ("a mapping in braces is not closed", "close it with }"),
    "did not find expected '-' indicator": ("this line does not fit the list above it", "begin it with - or indent it further"),
    "did not find expected key": ("this line does not fit the lines above it", "check its indentation and its quotes"),
    "could not find expected ':'": ("a key without its colon", "write key: value, or put text that goes on in quotes"),
    "found invalid Unicode character escape code": ("half of a character", "write the character itself"),
    "found unknown escape character": ("an unknown escape in double quotes", "write \\\\ for a backslash, or use single quotes"),
}


def parse(text: str, path: str) -> yaml.Node | None:
    """Return the root node, None for an empty file; raises `TimelineError` with the first thing that is not allowed."""
    builder = _Builder(text, path)
    try:
        for event in yaml.parse(text, Loader=Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise TimelineError(_syntax(error, text, path)) from None
    except yaml.YAMLError as error:
        raise TimelineError(Problem(path, 0, 0, "yaml-syntax", f"not YAML: {error}")) from None
    root = builder.root
    return None if isinstance(root, yaml.ScalarNode) and not _filled(root) else root


class _Builder:
    """Grows the tree from parser events and refuses what event files do not have."""

    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.root: yaml.Node | None = None
        self.documents = 0
        self.open: list[yaml.CollectionNode] = []
        self.keys: list[yaml.ScalarNode | None] = []  # for each open mapping, the key that waits for its value

    def take(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events are untyped
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self.refuse(event)
            self.put(yaml.ScalarNode("", event.value, event.start_mark, event.end_mark, style=event.style))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self.refuse(event)
            if len(self.open) >= MAX_DEPTH:
                raise self.error(event, "yaml-depth", f"nested deeper than {MAX_DEPTH} levels", "flatten it")
            make = yaml.MappingNode if kind is yaml.MappingStartEvent else yaml.SequenceNode
            self.open.append(make("", [], event.start_mark, event.end_mark, flow_style=event.flow_style))
            self.keys.append(None)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            node = self.open.pop()
            node.end_mark = event.end_mark
            self.keys.pop()
            self.put(node)
        elif kind is yaml.AliasEvent:
            raise self.error(
                event, "yaml-alias", f"*{event.anchor} is an alias", "write the text out, or quote it if it begins with *"
            )
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                raise self.error(event, "yaml-documents", "a second document begins here", "keep one, or make two files")

    def put(self, node: yaml.Node) -> None:
        if not self.open:
            self.root = node
        elif isinstance(self.open[-1], yaml.SequenceNode):
            self.open[-1].value.append(node)
        elif (key := self.keys[-1]) is not None:
            self.open[-1].value.append((key, node))
            self.keys[-1] = None
        elif isinstance(node, yaml.ScalarNode):
            self.keys[-1] = node
        else:
            raise self.error(node, "yaml-syntax", "a key must be a word", "put text that begins with { or [ in quotes")

    def refuse(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events are untyped
        if event.anchor is not None:
            message = f"&{event.anchor} is an anchor; event files have none"
            raise self.error(event, "yaml-alias", message, "write the text out, or quote it if it begins with &")
        if event.tag is not None and event.tag != "!":
            message = f"{event.tag} is a tag; event files have none"
            raise self.error(event, "yaml-tag", message, "delete it, or quote text that begins with !")

    def error(self, at: Any, code: str, message: str, hint: str) -> TimelineError:  # noqa: ANN401 - an event or a node
        return TimelineError(Problem(self.path, *place(self.text, at.start_mark.index), code, message, hint))


def data(node: yaml.Node | None) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return a node as str, list and dict; a value left empty is None. Of duplicate keys the first wins (see `duplicates`)."""
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.value or node.style else None
    if isinstance(node, yaml.SequenceNode):
        return [data(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key, value in node.value:
            found.setdefault(key.value, data(value))
        return found
    return None


def duplicates(node: yaml.Node | None, text: str, path: str) -> list[Problem]:
    """Return a problem for each key that stands twice in one mapping, anywhere below `node`."""
    problems: list[Problem] = []
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            problems += duplicates(item, text, path)
    elif isinstance(node, yaml.MappingNode):
        seen: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if key.value in seen:
                line, _ = place(text, seen[key.value].start_mark.index)
                message = f"{key.value} stands here a second time, first on line {line}"
                here = place(text, key.start_mark.index)
                problems.append(Problem(path, *here, "duplicate-key", message, "keep one of them"))
            seen.setdefault(key.value, key)
            problems += duplicates(value, text, path)
    return problems


def child(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    """Return (key node or None, value node) one step below `node`; None where there is nothing."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and -1 <= step < len(node.value):
        return None, node.value[step]
    return None


def where(root: yaml.Node, steps: Path, text: str, *, key: bool = False) -> tuple[int, int]:
    """Return line and column of the node at a path, of the nearest node above it if there is none; of its key if asked."""
    mark = root.start_mark
    for step in steps:
        below = child(root, step)
        if below is None:
            break
        name, root = below
        mark = name.start_mark if name is not None and (key or not _filled(root)) else root.start_mark
    return place(text, mark.index)


def _filled(node: yaml.Node) -> bool:
    return not isinstance(node, yaml.ScalarNode) or bool(node.value) or bool(node.style)


def _syntax(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
    mark: Any = error.problem_mark or error.context_mark
    problem = error.problem or ""
    if problem in ("found unexpected end of stream", "did not find expected ',' or ']'", "did not find expected ',' or '}'"):
        mark = error.context_mark or mark  # where it began says more than where the file ended
    index = min(mark.index, len(text)) if mark else 0
    if problem == "found character that cannot start any token":
        character = text[index : index + 1]
        if character == "\t":
            return Problem(path, *place(text, index), "yaml-tab", "a tab stands in the indentation", "use spaces")
        message = f"text cannot begin with {character}"
        return Problem(path, *place(text, index), "yaml-syntax", message, "put it in quotes")
    if problem == "exceeded maximum nesting depth":
        return Problem(path, *place(text, index), "yaml-depth", f"nested deeper than {MAX_DEPTH} levels", "flatten it")
    if problem.startswith("did not find expected") and re.search(r"\w'$", text[:index]):
        message = "an apostrophe ended the quoted text before this"
        return Problem(path, *place(text, index), "yaml-syntax", message, "double it, or put the text in double quotes")
    message, hint = _ADVICE.get(problem, (f"not YAML: {problem}", "check indentation and quotes"))
    return Problem(path, *place(text, index), "yaml-syntax", message, hint)
