"""Rows to the text of one hand-made event file, checked by the schema; problems point into the file the rows came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline.errors import Problem
from timeline.events import ids, reader, writer
from timeline.exchange.readers.rows import Row

_LINES = re.compile(r"\r\n|\r|\n")
_VALUE = re.compile(r"\s*(?:- )?(?:[\w-]+: )?(.*)")


def settle(
    rows: Sequence[Row], target: str, content: str, source: str, shown: str, taken: Mapping[str, str]
) -> tuple[str, list[Problem]]:
    """Return the event file `target` (relative to the content folder, which is called `content`) and all that is wrong with it.

    `source` is the foreign text and `shown` its name in problems; `taken` maps ids the site has to the files they stand in.
    """
    named, problems = _named(rows, shown, taken)
    made = [*writer.header(target, content).splitlines(), "events:"]
    starts = []
    for row in named:
        starts.append(len(made) + 1)
        made += [*writer.items([row.data], 2), ""]
    text, lines = "\n".join(made), _LINES.split(source)
    for problem in reader.read(text.encode(), target).problems:
        at = max(bisect_right(starts, problem.line) - 1, 0)
        end = rows[at + 1].line - 1 if at + 1 < len(rows) and rows[at + 1].line > rows[at].line else None
        match = _VALUE.fullmatch(made[problem.line - 1]) if problem.line else None
        line, col = _place(lines, rows[at].line, end, match[1].strip("\"'[]") if match else "")
        problems.append(replace(problem, path=shown, line=line, col=col))
    return text, problems


def _named(rows: Sequence[Row], shown: str, taken: Mapping[str, str]) -> tuple[list[Row], list[Problem]]:
    """Give an id to each row that has none; an id that is used already is a problem."""
    used = dict(taken)
    used |= {str(row.data["id"]): shown for row in rows if "id" in row.data and str(row.data["id"]) not in taken}
    named, problems, met = [], [], set[str]()
    for row in rows:
        name = str(row.data.get("id", ""))
        if name and (name in taken or name in met):
            where = taken.get(name, "this file")
            hint = "import each event once, or take its id out to add it as another event"
            problems.append(Problem(shown, row.line, 1, "duplicate-id", f"there is an event {name} already, in {where}", hint))
        title, date = str(row.data.get("title", "")), str(row.data.get("date", ""))
        name = name or ids.new(title, date, title, taken=used)
        met.add(name)
        used[name] = shown
        named.append(Row(row.line, {"id": name} | dict(row.data)))
    return named, problems


def _place(lines: Sequence[str], first: int, end: int | None, value: str) -> tuple[int, int]:
    """Return line and column of a value in the lines of its row, else the row's beginning."""
    if value:
        for number, line in enumerate(lines[first - 1 : end], start=first):
            if (col := line.find(value)) >= 0:
                return number, col + 1
    return first, 1
