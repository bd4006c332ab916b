"""What can go wrong on the user's side, as data.

    TimelineError            something the user can mend; carries every Problem found, not only the first
    ├── SettingError         a setting that Pelican cannot work with
    └── UsageError           a call that makes no sense (unknown language, no anchor date)

Readers and checkers return or collect `Problem` records; only the command line prints them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing a person should mend, and where.

    `path` is relative to the site folder, with forward slashes; `line` and `col` count from 1 (0 = the file as a whole).
    `code` is a stable kebab-case name with an example in ``tests/errors/``.
    """

    path: str
    line: int
    col: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        """One line, ``path:line:col: error[code]: what is wrong (what to do)``, safe to print on a terminal."""
        hint = f" ({self.hint})" if self.hint else ""
        where = f"{self.path}:{max(self.line, 1)}:{max(self.col, 1)}" if self.path else "timeline"
        return printable(f"{where}: {self.severity}[{self.code}]: {self.message}{hint}")


class TimelineError(Exception):
    """Something in the user's input or environment keeps us from going on."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class SettingError(TimelineError):
    """Pelican cannot work with a setting; `setting` is its name."""

    def __init__(self, setting: str, message: str) -> None:
        super().__init__(Problem("pelicanconf.py", 0, 0, "bad-setting", message, "mend it"))
        self.setting = setting


class UsageError(TimelineError, ValueError):
    """A library call that makes no sense: an unknown language, a missing anchor date."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(Problem("", 0, 0, "usage", message, hint))
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Message and hint without a place: there is no file to point at."""
        return f"{self.message} ({self.hint})" if self.hint else self.message


def printable(text: str) -> str:
    r"""Escape what does not show as itself: control, format and bidirectional characters, line separators, unassigned ones.

    So user text cannot garble a terminal; spaces of all widths stay.

    >>> printable("a\u202eb")
    'a\\u202eb'
    """
    if text.isprintable():
        return text
    shown = (c.isprintable() or unicodedata.category(c) == "Zs" for c in text)
    return "".join(c if show else c.encode("unicode_escape").decode() for c, show in zip(text, shown, strict=True))
