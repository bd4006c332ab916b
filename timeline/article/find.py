"""The files of a content folder that are articles or pages in Pelican's sense."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from timeline.filestate import State, state

_NO_STATE = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Rules:
    """Which files count: their endings, the folders they stand in, what is left out (``ARTICLE_PATHS``, ``IGNORE_FILES`` …)."""

    suffixes: tuple[str, ...]
    articles: tuple[str, ...]
    no_articles: tuple[str, ...]
    pages: tuple[str, ...]
    no_pages: tuple[str, ...]
    ignored: tuple[str, ...]


def articles(content_dir: Path, rules: Rules) -> list[tuple[str, State]]:
    """Return path below `content_dir` and state of each article, in order of the paths' parts."""
    return _find(content_dir, rules, rules.articles, rules.no_articles)


def others(content_dir: Path, rules: Rules) -> list[tuple[str, State]]:
    """Return the same of each page, then of each timeline's introduction."""
    return [*_find(content_dir, rules, rules.pages, rules.no_pages), *_find(content_dir, rules, ("timelines",), ())]


def _find(content_dir: Path, rules: Rules, starts: Collection[str], excludes: Collection[str]) -> list[tuple[str, State]]:
    endings = tuple(f".{suffix}" for suffix in rules.suffixes)
    ignored = re.compile("|".join(map(fnmatch.translate, map(os.path.normcase, rules.ignored))) or "(?!)").match
    excluded = {_below(content_dir, name) for name in (*excludes, "events")}

    def walk(folder: str) -> Iterator[tuple[str, State]]:
        try:
            entries = list(os.scandir(content_dir / folder))
        except OSError:
            return
        for entry in entries:
            name = f"{folder}/{entry.name}" if folder else entry.name
            if entry.name[0] == "." or name in excluded or ignored(os.path.normcase(entry.name)):
                continue
            if entry.is_dir():
                if not entry.is_symlink():
                    yield from walk(name)
            elif entry.name.lower().endswith(endings):
                try:
                    yield name, state(entry.stat())
                except OSError:  # a link that leads nowhere: reading it will tell
                    yield name, _NO_STATE

    found = dict(file for start in starts for file in walk(_below(content_dir, start)))
    return sorted(found.items(), key=lambda file: file[0].split("/"))


def _below(content_dir: Path, name: str) -> str:
    path = Path(os.path.relpath(content_dir / name, content_dir)).as_posix()
    return "" if path == "." else path
