"""Pelican's own readers, asked for what the file says and nothing else: raw metadata and HTML."""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from markdown import Markdown
from pelican.readers import Readers, parse_path_metadata, path_metadata
from pelican.settings import DEFAULT_CONFIG, configure_settings
from pelican.utils import slugify

from timeline import budget
from timeline.article.find import Rules
from timeline.article.readings import Readings
from timeline.errors import Problem, SettingError, TimelineError


class Reader:
    """Reads articles with the settings of one site (``MARKDOWN``, ``READERS``, ``FILENAME_METADATA`` …)."""

    def __init__(self, settings: Mapping[str, Any], content_dir: Path, cache: Path | None = None) -> None:
        """Take Pelican's settings (what they leave out has Pelican's default) for the articles below `content_dir`.

        What is read is kept in the folder `cache`, once `save` is called. Raises `SettingError` where Pelican cannot work with
        them.
        """
        try:
            self._set_up({**settings, "PATH": str(content_dir)})
        except Exception as error:  # whatever Pelican or a markup library stumbles over, the settings are what a person can mend
            name = next((name for name in settings if self._works_without(name, settings)), "a setting")
            raise SettingError(name, f"Pelican cannot work with {name}: {type(error).__name__}: {error}") from error
        self._readings = Readings(cache, content_dir, self.settings) if cache else None
        for reader in self.readers.readers.values():
            reader.process_metadata = lambda name, value: value
            if self._readings:
                self._readings.serve(reader)
            guarded(reader, content_dir)

    def save(self) -> None:
        """Keep what was read, for Pelican to build the site of."""
        if self._readings:
            self._readings.save()

    def _set_up(self, settings: Mapping[str, Any]) -> None:
        with _quiet():
            self.settings = complete(settings)
            self.readers = Readers(self.settings)
            self.slug({}, "a", "articles/a.md")  # tries the patterns that settings may hold
            parse_path_metadata("articles/a.md", self.settings)
            Markdown(**copy.deepcopy(self.settings["MARKDOWN"]))

    def _works_without(self, name: str, settings: Mapping[str, Any]) -> bool:
        try:
            self._set_up({key: value for key, value in settings.items() if key != name})
        except Exception:
            return False
        return True

    @property
    def rules(self) -> Rules:
        """Which files are articles and pages."""
        names = ("ARTICLE_PATHS", "ARTICLE_EXCLUDES", "PAGE_PATHS", "PAGE_EXCLUDES", "IGNORE_FILES")
        endings = sorted(set(self.readers.extensions) - {"static"})
        return Rules(tuple(endings), *(tuple(map(str, self.settings[name])) for name in names))

    def read(self, path: Path, name: str, shown: str) -> tuple[dict[str, str], str]:
        """Return the metadata of the file at `path` (lower-case names, values as written) and its HTML.

        `name` is the file's path below the content folder, `shown` what messages call it. Raises `TimelineError`
        where the markup cannot be read.
        """
        metadata = {**self.settings["DEFAULT_METADATA"], **path_metadata(str(path), name, self.settings)}
        if self.settings.get("DEFAULT_DATE") == "fs":
            metadata = {key: value for key, value in metadata.items() if key not in ("date", "modified")}
        metadata.update(parse_path_metadata(name, self.settings))
        with _quiet():
            html, own = self.readers.readers[name.rpartition(".")[2].lower()].read(str(path))
        metadata.update({key.lower(): value for key, value in own.items() if value is not None})
        return {key: _flat(value) for key, value in metadata.items()}, html or ""

    def slug(self, metadata: Mapping[str, str], title: str, name: str) -> str:
        """Return the article's slug as Pelican makes it."""
        if metadata.get("slug"):
            return metadata["slug"].strip()
        source = title if self.settings["SLUGIFY_SOURCE"] == "title" else name.rpartition("/")[2].rpartition(".")[0]
        result: str = slugify(
            source,
            regex_subs=self.settings["SLUG_REGEX_SUBSTITUTIONS"],
            preserve_case=self.settings["SLUGIFY_PRESERVE_CASE"],
            use_unicode=self.settings["SLUGIFY_USE_UNICODE"],
        )
        return result


def guarded(reader: Any, content_dir: Path) -> None:  # noqa: ANN401 - a reader of Pelican's
    """Make a reader raise `TimelineError` for markup it cannot read, or not in reasonable time.

    Markdown takes a minute for 20,000 opening brackets, and four for twice as many.
    """
    read = reader.read

    def guarding(path: str) -> Any:  # noqa: ANN401 - HTML and metadata, or None of both
        seconds = budget.allowed(Path(path).stat().st_size)
        shown = f"{content_dir.name}/{Path(path).relative_to(content_dir).as_posix()}"
        try:
            with budget.limit(seconds):
                return read(path)
        except budget.SpentError as error:
            message, hint = f"this markup was given up after {seconds:.0f} seconds", "put what is no prose into a code block"
            raise TimelineError(Problem(shown, 0, 0, "bad-markup", message, hint)) from error
        except Exception as error:  # whatever a markup library does on odd input, the file is what a person can mend
            told = re.search(r":(\d+): \((?:WARNING|ERROR|SEVERE)/\d\) (.*)", str(error))  # docutils
            reason = told[2] if told else f"{type(error).__name__}: {error}".split("\n")[0]
            message, hint = f"this markup cannot be read: {reason}", "mend it"
            if re.search(r"directive disabled|access deactivated", reason):  # docutils, by `without_insertion`
                hint = 'it could publish any file; to allow it, set DOCUTILS_SETTINGS = {"file_insertion_enabled": True}'
            raise TimelineError(Problem(shown, int(told[1]) if told else 0, 0, "bad-markup", message, hint)) from error

    reader.read = guarding


def without_insertion(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``DOCUTILS_SETTINGS`` by which reStructuredText reads no other file, unless the site allows it."""
    return {"file_insertion_enabled": False, **(settings.get("DOCUTILS_SETTINGS") or {})}


def complete(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return `settings` with Pelican's defaults for what is not set."""
    if "SLUG_REGEX_SUBSTITUTIONS" in settings and "IGNORE_FILES" in settings:
        return dict(settings)
    own = {name: value for name, value in settings.items() if name != "THEME"}  # readers need none, it need not be found
    own["DOCUTILS_SETTINGS"] = without_insertion(settings)
    with _quiet():
        result: dict[str, Any] = configure_settings({**copy.deepcopy(DEFAULT_CONFIG), **own})
    return result


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Pelican's and its readers' log lines back: what matters becomes a `Problem`."""
    root = logging.getLogger()
    before = root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def _flat(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
