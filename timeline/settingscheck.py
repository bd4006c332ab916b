"""Settings of Pelican's that cannot work: found before anything is read or written, as Pelican checks few of them itself."""

from __future__ import annotations

import importlib.util
import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from timeline.errors import Problem
from timeline.settingsfile import SettingsFile

_CONTENT = "(ARTICLE|DRAFT|PAGE|DRAFT_PAGE)(_LANG)?_(URL|SAVE_AS)|STATIC_(URL|SAVE_AS)"
_LISTS = "(CATEGORY|TAG|AUTHOR|INDEX|ARCHIVES|CATEGORIES|TAGS|AUTHORS|(YEAR|MONTH|DAY)_ARCHIVE)_(URL|SAVE_AS)"
_FEEDS = "([A-Z]+_)?FEED_([A-Z]+_)?(ATOM|RSS)(_URL)?"
_KINDS: tuple[tuple[str, tuple[type[Any], ...], str], ...] = (
    (
        "a text",
        (str, Path),
        "SITENAME SITESUBTITLE SITEURL PATH OUTPUT_PATH DEFAULT_LANG THEME THEME_STATIC_DIR TIMEZONE DEFAULT_DATE_FORMAT "
        + _CONTENT,
    ),
    (
        "a text",
        (str, Path, bool, type(None)),  # the last two: no such page or feed
        f"{_LISTS} {_FEEDS}",
    ),
    (
        "a list",
        (list, tuple),
        "(ARTICLE|PAGE|STATIC|PLUGIN|THEME_STATIC)_PATHS (ARTICLE|PAGE|STATIC)_EXCLUDES IGNORE_FILES PLUGINS FORMATTED_FIELDS "
        "(SLUG|CATEGORY|TAG|AUTHOR)_REGEX_SUBSTITUTIONS",
    ),
    (
        "a dictionary",
        (dict,),
        "(MARKDOWN|DOCUTILS_SETTINGS|JINJA_ENVIRONMENT|JINJA_FILTERS|JINJA_GLOBALS|JINJA_TESTS|READERS|TEMPLATE_PAGES) "
        "(DEFAULT|EXTRA_PATH)_METADATA",
    ),
)
"""What settings must be that we or Pelican would otherwise stumble over, by patterns of their names."""
_TEXTS = re.compile("[A-Z_]+_(PATHS|EXCLUDES|FILES|FIELDS)")
_FILLED = re.compile(f"{_CONTENT}|{_LISTS}|{_FEEDS}")
_WRITTEN = re.compile(r".+_(SAVE_AS|ATOM|RSS)")
_FIELDS = {
    re.compile("(CATEGORY|TAG|AUTHOR)_(URL|SAVE_AS)"): ("slug", "name"),
    re.compile("STATIC_(URL|SAVE_AS)"): ("path", "slug", "lang", "date", "author", "category"),
}
"""What Pelican fills in, where it is always the same; articles and pages may have metadata of their own."""
_LANGUAGE = re.compile("[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")


def problems(file: SettingsFile, root: Path, content: Path, output: Path) -> list[Problem]:
    """Return what is wrong with the settings of the site in `root`; `content` and `output` are the folders they name."""
    if found := [*_mistyped(file)]:
        return found
    return [*_folders(file, root, content, output), *_single(file), *_addresses(file), *_paths(file), *_patterns(file)]


def leads_out(path: str) -> bool:
    """Whether a relative path, as settings have it, leads out of the folder it begins in."""
    return path.startswith("/") or "\\" in path or ".." in path.split("/") or bool(re.match("[A-Za-z]:", path))


def _mistyped(file: SettingsFile) -> Iterator[Problem]:
    for kind, types, names in _KINDS:
        known = re.compile("|".join(names.split()))
        for name in filter(known.fullmatch, sorted(file.values)):
            value: Any = file.values[name]
            texts = bool(_TEXTS.fullmatch(name))
            if not isinstance(value, types) or value is True or (texts and not all(isinstance(each, str) for each in value)):
                message = f"{name} is {value!r}, not {kind}{' of texts' if texts else ''}"
                hint = 'write a list such as ["articles"]' if kind == "a list" else f"write {kind}, or leave {name} out"
                yield file.problem(name, message, hint)


def _folders(file: SettingsFile, root: Path, content: Path, output: Path) -> Iterator[Problem]:
    sources = [root, content, *_sources(file.values, root)]
    if not content.is_dir():
        message = f"the content folder {file.values.get('PATH', '.')} is not there"
        yield file.problem("PATH", message, "make it, or mend PATH")
    elif any(source.is_relative_to(output) or (output.is_relative_to(source) and source != root) for source in sources):
        message = f"the site would be written over its sources in {content.name}"
        yield file.problem("OUTPUT_PATH", message, "choose a folder such as output")
    elif output.exists() and not output.is_dir():
        message = f"{file.values.get('OUTPUT_PATH', 'output')} is a file, where the folder of the site should be"
        yield file.problem("OUTPUT_PATH", message, "move the file, or choose another folder")


def _sources(values: Mapping[str, Any], root: Path) -> Iterator[Path]:
    """Yield the theme and the folders of plugins that stand in the site's own folder."""
    for name in (values.get("THEME"), *(values.get("PLUGIN_PATHS") or ())):
        if isinstance(name, str) and (root / name).is_dir():
            yield (root / name).resolve()


def _single(file: SettingsFile) -> Iterator[Problem]:
    zone, lang, url = (
        file.values.get(name, usual) for name, usual in (("TIMEZONE", "UTC"), ("DEFAULT_LANG", "en"), ("SITEURL", ""))
    )
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError, TypeError):
        yield file.problem("TIMEZONE", f"TIMEZONE is {zone!r}, which is no time zone", "write one such as Europe/Paris")
    if not _LANGUAGE.fullmatch(lang):
        yield file.problem("DEFAULT_LANG", f"DEFAULT_LANG is {lang!r}, which is no language code", "write one such as en")
    if ":" in url.partition("/")[0] and not url.startswith(("https://", "http://")):
        yield file.problem("SITEURL", f"SITEURL is {url!r}, which is no web address", "write one such as https://example.org")
    if file.values.get("TYPOGRIFY") and not (importlib.util.find_spec("typogrify") and importlib.util.find_spec("smartypants")):
        yield file.problem("TYPOGRIFY", "TYPOGRIFY needs a package that is not installed", "run: pip install typogrify")


def _addresses(file: SettingsFile) -> Iterator[Problem]:
    for name in filter(_FILLED.fullmatch, sorted(file.values)):
        value = str(file.values[name] or "")
        if _WRITTEN.fullmatch(name) and leads_out(value):
            yield file.problem(name, f"{name} is {value!r}, which leads out of the site", "write a path below the site's root")
        elif wrong := _unfillable(name, value):
            yield file.problem(name, f"{name} is {value!r}: {wrong}", "use what every such page has, such as {slug}")
    if leads_out(folder := str(file.values.get("THEME_STATIC_DIR", ""))):
        message = f"THEME_STATIC_DIR is {folder!r}, which leads out of the site"
        yield file.problem("THEME_STATIC_DIR", message, "write a folder such as theme")


def _unfillable(name: str, value: str) -> str:
    """Return why a pattern cannot be filled in; empty if it can, or if that depends on the page."""
    try:
        fields = [field for _, field, _, _ in string.Formatter().parse(value) if field is not None]
    except ValueError as error:
        return str(error)
    allowed = next((names for names_of, names in _FIELDS.items() if names_of.fullmatch(name)), None)
    for field in fields:
        if not field or field[0].isdigit():
            return "a field needs a name"
        if allowed and re.split(r"[.\[]", field)[0] not in allowed:
            return f"there is no {field}, only {', '.join(allowed)}"
    return ""


def _paths(file: SettingsFile) -> Iterator[Problem]:
    """Yield what would be read from outside the content folder or written outside the site."""
    for name in ("ARTICLE_PATHS", "PAGE_PATHS", "STATIC_PATHS"):
        for path in filter(leads_out, file.values.get(name) or ()):
            yield file.problem(name, f"{name} has {path!r}, which leads out of the content folder", "move it there")
    for source, target in (file.values.get("TEMPLATE_PAGES") or {}).items():
        if leads_out(str(source)) or leads_out(str(target)):
            yield file.problem("TEMPLATE_PAGES", f"TEMPLATE_PAGES has {source!r}: {target!r}, which leads out", "move it inside")
    for path, metadata in (file.values.get("EXTRA_PATH_METADATA") or {}).items():
        for target in (metadata.get(key, "") for key in ("path", "save_as")) if isinstance(metadata, dict) else ():
            if leads_out(str(target)):
                message = f"EXTRA_PATH_METADATA has {path!r}: {target!r}, which leads out of the site"
                yield file.problem("EXTRA_PATH_METADATA", message, "write a path below the site's root")


def _patterns(file: SettingsFile) -> Iterator[Problem]:
    for name in sorted(file.values):
        value = file.values[name]
        if name in ("FILENAME_METADATA", "PATH_METADATA"):
            patterns = [value]
        elif name.endswith("_REGEX_SUBSTITUTIONS"):
            patterns = [pair[0] if isinstance(pair, list | tuple) and len(pair) == 2 else None for pair in value]
        else:
            continue
        for pattern in patterns:
            try:
                re.compile(pattern)
            except (re.error, TypeError, RecursionError) as error:
                yield file.problem(name, f"{name} has {pattern!r}: {error}", "write a regular expression")
