"""Changes to the data of a YAML file, as data: what they are, and what they mean. `splice` makes them in the text."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Set:
    """Give the key at `path` this text, list or mapping; the key is added (before `found`) where it is missing."""

    path: Path
    value: Any


@dataclass(frozen=True, slots=True)
class Append:
    """Add items at the end of the list at `path`; the list is made where it is missing."""

    path: Path
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Remove:
    """Take away the key or list item at `path`; a comment beside a key stays."""

    path: Path


@dataclass(frozen=True, slots=True)
class Remark:
    """Add comment lines at the end of the mapping at `path`; they say nothing to a parser."""

    path: Path
    lines: tuple[str, ...]


Op = Set | Append | Remove | Remark


_GONE = object()


def intended(data: Any, ops: Sequence[Op]) -> Any:  # noqa: ANN401 - file data
    """Return what the operations mean for data: the model that `splice` is held against."""
    data = copy.deepcopy(data) if data is not None else {}
    for op in ops:
        if isinstance(op, Remove | Remark):
            continue
        *above, last = op.path or (None,)
        holder = data
        for step in above:
            holder = holder[step]
        if isinstance(op, Set):
            holder[last] = op.value
        elif not op.path:
            holder.extend(op.values)
        else:
            old = holder[last] if isinstance(last, int) else holder.get(last)
            holder[last] = [*(old or []), *op.values]
    for op in sorted((op for op in ops if isinstance(op, Remove)), key=lambda op: tuple(map(str, op.path)), reverse=True):
        holder = data
        for step in op.path[:-1]:
            holder = holder[step]
        holder[op.path[-1]] = _GONE
    return _swept(data)


def _swept(data: Any) -> Any:  # noqa: ANN401 - file data
    if isinstance(data, dict):
        return {key: _swept(value) for key, value in data.items() if value is not _GONE}
    if isinstance(data, list | tuple):
        return [_swept(value) for value in data if value is not _GONE]
    return data
