"""A site folder: where its ``pelicanconf.py`` is, what it says, and which folders it names."""

from __future__ import annotations

import ast
import os
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from timeline.config import Settings
from timeline.errors import Problem, TimelineError

CONF = "pelicanconf.py"


@dataclass(frozen=True, slots=True)
class Site:
    """A site on disk: its folder, its ``pelicanconf.py``, what that sets, and the folders it names, all absolute.

    `pelican` holds the uppercase names of the file as it sets them, without Pelican's defaults. `cache` is the folder for what
    may be deleted at any time; messages and caches call files by their path below `root`.
    """

    root: Path
    conf: Path
    content: Path
    output: Path
    pelican: Mapping[str, Any]
    settings: Settings

    @property
    def cache(self) -> Path:
        """``.timeline`` in the site folder."""
        return self.root / ".timeline"

    @property
    def content_name(self) -> str:
        """The content folder's path below `root`, with forward slashes; may begin with ``..``."""
        return Path(os.path.relpath(self.content, self.root)).as_posix()

    @property
    def events(self) -> Path:
        """The folder of event files."""
        return self.content / "events"


def open_site(folder: Path, conf: str = CONF) -> Site:
    """Read the settings of the site in `folder`.

    Raises `TimelineError` where there is none, where its settings do not run, and for every setting that cannot work.
    """
    root = folder.resolve()
    path = root / conf
    if not path.is_file():
        hint = "go to a site's folder, name it with --site, or make one with: timeline init mysite"
        raise TimelineError(Problem(conf, 0, 0, "no-site", f"there is no {conf} in {folder}", hint))
    try:
        source = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TimelineError(
            Problem(conf, 0, 0, "unreadable", f"the settings cannot be read: {error}", "save it as UTF-8")
        ) from error
    values = _run(source, path, conf)
    lines = _lines(source)
    problems = _problems(values, root, conf, lines)
    try:
        settings = Settings.from_mapping(values, conf, lambda name: lines.get(name, 0))
    except TimelineError as error:
        problems += error.problems
    if problems:
        raise TimelineError(problems)
    return Site(root, path, *folders(values, root), values, settings)


def folders(values: Mapping[str, Any], root: Path) -> tuple[Path, Path]:
    """Return the content and the output folder that settings name, absolute."""
    return (root / str(values.get("PATH", "."))).resolve(), (root / str(values.get("OUTPUT_PATH", "output"))).resolve()


def _run(source: str, path: Path, conf: str) -> dict[str, Any]:
    """Execute the settings file and return the uppercase names it leaves, as Pelican does."""
    namespace: dict[str, Any] = {"__file__": str(path), "__name__": path.stem}
    try:
        exec(compile(source, str(path), "exec"), namespace)
    except SyntaxError as error:
        problem = Problem(
            conf, error.lineno or 0, error.offset or 0, "settings-file", f"this is not Python: {error.msg}", "mend this line"
        )
        raise TimelineError(problem) from error
    except Exception as error:  # whatever the settings file raises is the user's to mend
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
        reason = f"the settings stop here with {type(error).__name__}: {error}"
        problem = Problem(conf, lines[-1] if lines and lines[-1] else 0, 0, "settings-file", reason, "mend this line")
        raise TimelineError(problem) from error
    return {name: value for name, value in namespace.items() if name.isupper()}


_KINDS: dict[str, tuple[type | tuple[type, ...], str]] = {
    "a text": (
        (str, Path),
        "SITENAME SITESUBTITLE SITEURL PATH OUTPUT_PATH DEFAULT_LANG THEME TIMEZONE ARTICLE_URL ARTICLE_SAVE_AS",
    ),
    "a list": (
        (list, tuple),
        "ARTICLE_PATHS ARTICLE_EXCLUDES PAGE_PATHS PAGE_EXCLUDES STATIC_PATHS IGNORE_FILES PLUGINS PLUGIN_PATHS",
    ),
    "a dictionary": (dict, "MARKDOWN JINJA_ENVIRONMENT JINJA_FILTERS JINJA_GLOBALS JINJA_TESTS READERS EXTRA_PATH_METADATA"),
}
"""What the settings are that we or Pelican would otherwise stumble over; Pelican itself checks few of them."""


def _mistyped(values: Mapping[str, Any], conf: str, lines: Mapping[str, int]) -> list[Problem]:
    found = []
    for kind, (types, names) in _KINDS.items():
        for name in sorted(set(names.split()) & values.keys()):
            value = values[name]
            texts = name.endswith(("_PATHS", "_EXCLUDES", "_FILES"))
            if not isinstance(value, types) or (texts and not _texts(value)):
                message = f"{name} is {value!r}, not {kind}{' of texts' if texts else ''}"
                hint = 'write a list such as ["articles"]' if kind == "a list" else f"write {kind}, or leave {name} out"
                found.append(Problem(conf, lines.get(name, 0), 0, "bad-setting", message, hint))
    return found


def _texts(value: Any) -> bool:  # noqa: ANN401 - whatever the settings file holds
    return all(isinstance(item, str) for item in value)


def _problems(values: Mapping[str, Any], root: Path, conf: str, lines: Mapping[str, int]) -> list[Problem]:
    found = _mistyped(values, conf, lines)
    if found:
        return found
    content, output = folders(values, root)
    sources = _sources(values, root, content)

    def problem(name: str, message: str, hint: str) -> None:
        found.append(Problem(conf, lines.get(name, 0), 0, "bad-setting", message, hint))

    if not content.is_dir():
        problem("PATH", f"the content folder {values.get('PATH', '.')} is not there", "make it, or mend PATH")
    elif any(source.is_relative_to(output) or (output.is_relative_to(source) and source != root) for source in sources):
        problem("OUTPUT_PATH", f"the site would be written over its sources in {content.name}", "choose a folder such as output")
    zone = values.get("TIMEZONE", "UTC")
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError, TypeError):
        problem("TIMEZONE", f"TIMEZONE is {zone!r}, which is no time zone", "write one such as Europe/Paris")
    return found


def _sources(values: Mapping[str, Any], root: Path, content: Path) -> list[Path]:
    """Return the folders a site is made from: its own, content, theme and plugins."""
    named = [values.get("THEME"), *(values.get("PLUGIN_PATHS") or ())]
    return [root, content, *((root / name).resolve() for name in named if isinstance(name, str) and (root / name).is_dir())]


def _lines(source: str) -> dict[str, int]:
    """Return the line on which each name is set last at the top of a file."""
    found = {}
    for node in ast.parse(source).body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        found.update({target.id: node.lineno for target in targets if isinstance(target, ast.Name)})
    return found
