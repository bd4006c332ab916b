"""A site's ``pelicanconf.py``: run as Pelican runs it, and where in it each setting is written."""

from __future__ import annotations

import ast
import re
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from timeline.errors import Problem, TimelineError

Place = tuple[int, int]
"""Line and column, both from 1; (0, 0) where a setting is not written in this file."""


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The uppercase names that the file called `name` in messages leaves, and where each is set last."""

    name: str
    values: Mapping[str, Any]
    places: Mapping[str, Place] = field(default_factory=dict)

    def problem(self, setting: str, message: str, hint: str, code: str = "bad-setting") -> Problem:
        """Return a problem that points at where `setting` is written."""
        return Problem(self.name, *self.places.get(setting, (0, 0)), code, message, hint)

    def meant(self, message: str) -> str:
        """Return the setting that a message of Pelican's names, or else whose value it quotes; empty if there is none."""
        words = set(re.findall(r"[\w./-]+", message))
        named = [name for name in self.places if name in words]
        quoted = [name for name in self.places if words & set(_texts(self.values.get(name)))]
        return next(iter(named + quoted), "")


def _texts(value: object) -> Iterator[str]:
    return (each for each in (value if isinstance(value, list | tuple) else [value]) if isinstance(each, str))


def read(path: Path, name: str) -> SettingsFile:
    """Execute the settings file at `path`, called `name` in messages.

    Raises `TimelineError` where it is not UTF-8, not Python or does not run.
    """
    try:
        source = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        line = error.object.count(b"\n", 0, error.start) + 1 if isinstance(error, UnicodeDecodeError) else 0
        problem = Problem(name, line, 0, "unreadable", f"the settings cannot be read: {error}", "save it as UTF-8")
        raise TimelineError(problem) from error
    values = _run(source, path, name)
    return SettingsFile(name, values, dict(_places(source)))


def _run(source: str, path: Path, name: str) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__file__": str(path), "__name__": path.stem}
    try:
        exec(compile(source, str(path), "exec"), namespace)
    except SyntaxError as error:
        message = f"this is not Python: {error.msg}"
        line = error.lineno or source[: source.find("\0") + 1].count("\n") + 1
        problem = Problem(name, line, error.offset or 0, "settings-file", message, "mend this line")
        raise TimelineError(problem) from error
    except Exception as error:  # whatever the settings file raises is the user's to mend
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
        reason = f"the settings stop here with {type(error).__name__}: {error}"
        problem = Problem(name, lines[-1] if lines and lines[-1] else 0, 0, "settings-file", reason, "mend this line")
        raise TimelineError(problem) from error
    return {key: value for key, value in namespace.items() if key.isupper()}


def _places(source: str) -> Iterator[tuple[str, Place]]:
    """Yield where names are set, in their order: at the top of the file or under an ``if``, ``for``, ``with`` or ``try``."""
    nodes: list[ast.AST] = [*ast.parse(source).body]
    lines = source.splitlines()
    while nodes:
        node = nodes.pop(0)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name):
                before = lines[target.lineno - 1].encode()[: target.col_offset]
                yield target.id, (target.lineno, len(before.decode()) + 1)
        nodes[:0] = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt | ast.excepthandler)]
