"""``names.yaml`` to names, with every fault at its place."""

from __future__ import annotations

from typing import cast, get_args

import yaml

from timeline.errors import Problem
from timeline.events import guard
from timeline.events.names import KEYS, Kind, Name


def read(data: bytes, shown: str) -> tuple[list[Name], list[Problem]]:
    """Return the entries of the bytes of a ``names.yaml`` that are without fault, and every fault under the path `shown`."""
    text, problems = guard.decode(data, shown)
    if not text:
        return [], problems
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except RecursionError:
        return [], [Problem(shown, 0, 0, "names-syntax", "this file is nested too deep to be read", "write a plain list")]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        return [], [Problem(shown, line, column, "names-syntax", error.problem or "not YAML", "mend the YAML")]
    except yaml.YAMLError as error:
        return [], [Problem(shown, 0, 0, "names-syntax", str(error).splitlines()[0], "mend the YAML")]
    if root is None:
        return [], problems
    if not isinstance(root, yaml.SequenceNode):
        return [], [_problem(shown, root, "this file is a list of names", "- name: …")]
    entries: list[Name] = []
    for node in root.value:
        entry = _entry(node, shown, problems)
        if entry:
            entries.append(entry)
    return entries, problems


def _problem(shown: str, node: yaml.Node, message: str, hint: str) -> Problem:
    return Problem(shown, node.start_mark.line + 1, node.start_mark.column + 1, "names-entry", message, hint)


def _entry(node: yaml.Node, shown: str, problems: list[Problem]) -> Name | None:
    before = len(problems)
    if not isinstance(node, yaml.MappingNode):
        problems.append(_problem(shown, node, "each entry needs at least a name", "- name: …"))
        return None
    values: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            problems.append(_problem(shown, key, "a key is a word", f"known keys: {', '.join(KEYS)}"))
            continue
        if key.value not in KEYS:
            problems.append(_problem(shown, key, f"there is no key {key.value}", f"known keys: {', '.join(KEYS)}"))
        values[key.value] = value
    name = values.get("name")
    if not isinstance(name, yaml.ScalarNode) or not name.value.strip():
        problems.append(_problem(shown, node, "an entry has no name", "add name: …"))
        return None
    kind = values.get("kind")
    if kind is not None and kind.value not in get_args(Kind):
        problems.append(_problem(shown, kind, f"there is no kind {kind.value}", "person, group or place"))
    also = _scalars(values.get("also"))
    coordinates = _coordinates(values.get("coordinates"), shown, problems)
    if len(problems) > before:
        return None
    return Name(name.value.strip(), also, cast(Kind, kind.value if kind is not None else ""), coordinates)


def _scalars(node: yaml.Node | None) -> tuple[str, ...]:
    if isinstance(node, yaml.SequenceNode):
        return tuple(str(item.value).strip() for item in node.value if isinstance(item, yaml.ScalarNode))
    return (str(node.value).strip(),) if isinstance(node, yaml.ScalarNode) and node.value else ()


def _coordinates(node: yaml.Node | None, shown: str, problems: list[Problem]) -> tuple[float, float] | None:
    if node is None:
        return None
    try:
        latitude, longitude = map(float, _scalars(node) if isinstance(node, yaml.SequenceNode) else str(node.value).split(","))
    except ValueError:
        problems.append(_problem(shown, node, "coordinates are two numbers, latitude and longitude", "coordinates: [33.3, 44.4]"))
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        problems.append(_problem(shown, node, "these coordinates are not on Earth", "latitude first, from -90 to 90"))
        return None
    return latitude, longitude
