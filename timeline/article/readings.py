"""What Pelican's Markdown reader gave of each file, kept: neither extraction nor Pelican renders a file again that is as it was.

Only where the file alone decides: with the extensions of Markdown's own distribution, whose settings are plain data.
"""

from __future__ import annotations

import hashlib
import marshal
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pelican.readers import DUPLICATES_DEFINITIONS_ALLOWED, MarkdownReader

from timeline import ledger
from timeline.codemark import code_mark
from timeline.filestate import State, settled, state
from timeline.ledger import Body, DamagedError, Record

NAME = "readings.ledger"
_Read = Callable[[str], tuple[str, dict[str, Any]]]
_SETTINGS = ("MARKDOWN", "FORMATTED_FIELDS")
_LIBRARIES = {"pelican": "pelican", "markdown": "markdown", "pygments": "pygments"}
_CODE = ("article/readings.py", "ledger.py")
_EXTENSIONS = frozenset(
    "abbr admonition attr_list codehilite def_list extra fenced_code footnotes md_in_html meta nl2br sane_lists smarty tables"
    " toc wikilinks".split()
)


class Readings:
    """Readings by path below the content folder, for a site of some settings (all of Pelican's)."""

    def __init__(self, cache: Path, content: Path, settings: Mapping[str, Any]) -> None:
        """Open what is kept in the folder `cache`; the readers of these settings must have been made."""
        self._path, self._content = cache / NAME, content
        self._form = _form(settings, cache)
        self._before = ledger.load(self._path, self._form) if self._form else ledger.Ledger({})
        self._records, self._changed = dict(self._before.records), False

    def serve(self, reader: Any) -> None:  # noqa: ANN401 - a reader of Pelican's
        """Make a reader of Markdown give what is kept, and keep what it gives."""
        if not self._form or type(reader) is not MarkdownReader:
            return
        read: _Read = reader.read

        def kept(path: str) -> tuple[str, dict[str, Any]]:
            if not (file := Path(path)).is_relative_to(self._content):
                return read(path)
            name = file.relative_to(self._content).as_posix()
            now = state(os.stat(path))  # noqa: PTH116 - asked of every file
            if (found := self._known(name, path, now)) is None:
                return self._noted(reader, read, name, path, now)
            html, stated = found
            return html, {field: reader.process_metadata(field, value) for field, value in stated}

        reader.read = kept

    def save(self) -> None:
        """Keep all for the next time, but for files that are gone."""
        there = {name: each for name, each in self._records.items() if (self._content / name).is_file()}
        if self._form and (self._changed or len(there) < len(self._records)):
            ledger.save(self._path, self._form, there, self._before)

    def _known(self, name: str, path: str, now: State) -> tuple[str, list[tuple[str, Any]]] | None:
        """Return the HTML of a file and the metadata it states, in order, if it surely is as it was."""
        try:
            record = self._records[name]
            then, digest = record.head
            if not settled(tuple(then), now, self._before.stamp):
                if digest != _digest(path):
                    return None
                self._records[name], self._changed = Record([now, digest], record.body), True
            html, stated = record.body.value()
        except (KeyError, ValueError, TypeError, DamagedError):
            return None
        return html, stated

    def _noted(self, reader: Any, read: _Read, name: str, path: str, now: State) -> tuple[str, dict[str, Any]]:  # noqa: ANN401
        """Read a file, and keep what came of it if that can be had again from what the file states."""
        process, stated = reader.process_metadata, dict[str, Any]()

        def noting(field: str, value: Any) -> Any:  # noqa: ANN401 - a text, or a list of texts
            stated[field] = value
            return process(field, value)

        digest, reader.process_metadata = _digest(path), noting
        try:
            html, metadata = read(path)
        finally:
            reader.process_metadata = process
        if stated.keys() == metadata.keys() and not _doubled(reader):
            self._records[name] = Record([now, digest], Body.of([html, list(stated.items())]))
            self._changed = True
        return html, metadata


def _doubled(reader: Any) -> bool:  # noqa: ANN401 - a reader of Pelican's
    """Whether the file that was read states something twice, of which Pelican warns: that is to be said again each time."""
    stated = getattr(getattr(reader, "_md", None), "Meta", None)
    if not isinstance(stated, dict):
        return True
    return any(len(value) > 1 and not DUPLICATES_DEFINITIONS_ALLOWED.get(name.lower(), True) for name, value in stated.items())


def _form(settings: Mapping[str, Any], cache: Path) -> str:
    """Return a digest of all that decides what Markdown is read as; empty where that cannot be told."""
    named = settings["MARKDOWN"]
    names = {str(each).removeprefix("markdown.extensions.") for each in named.get("extensions", ())}
    if not names <= _EXTENSIONS or set(named) - {"extensions", "extension_configs", "output_format", "tab_length"}:
        return ""
    try:
        plain = marshal.dumps([_sorted(settings[name]) for name in _SETTINGS], 2)
    except ValueError:
        return ""
    return hashlib.blake2b(plain + code_mark(_CODE, _LIBRARIES, cache).encode(), digest_size=16).hexdigest()


def _sorted(value: Any) -> Any:  # noqa: ANN401 - any setting
    return sorted((key, _sorted(each)) for key, each in value.items()) if isinstance(value, dict) else value


def _digest(path: str) -> str:
    with open(path, "rb") as file:  # noqa: PTH123 - asked of every file
        return hashlib.file_digest(file, "sha256").hexdigest()
