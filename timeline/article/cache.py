"""Articles kept from run to run, so that an unchanged one need not be rendered again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from timeline import atomic
from timeline.article.maps import OffsetMap, Position
from timeline.article.model import Article, Block

_SETTINGS = re.compile(
    "MARKDOWN|DOCUTILS_SETTINGS|READERS|FORMATTED_FIELDS|DEFAULT_(METADATA|DATE|LANG)|(FILENAME|PATH|EXTRA_PATH)_METADATA|SLUG.*|TYPOGRIFY.*"
)
"""The settings that decide what is read from an article."""


class Cache:
    """A JSON file of articles by path; one that is missing, broken or of another version of settings or code is empty."""

    def __init__(self, path: Path | None, stamp: str, records: dict[str, dict[str, Any]]) -> None:
        self._path, self._stamp, self._old = path, stamp, records
        self._new: dict[str, dict[str, Any]] = {}

    @classmethod
    def open(cls, path: Path | None, settings: Mapping[str, Any]) -> Cache:
        """Read the cache at `path` (None: keep nothing); it holds only for the same settings."""
        stamp = _stamp(settings)
        try:
            stored = json.loads(path.read_bytes()) if path else {}
            return cls(path, stamp, dict(stored["articles"]) if stored.get("stamp") == stamp else {})
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return cls(path, stamp, {})

    def get(self, name: str, digest: str) -> Article | None:
        """Return the article `name` if its source text has not changed."""
        record = self._old.get(name)
        if not record or record.get("digest") != digest:
            return None
        self._new[name] = record
        return _article(record)

    def put(self, article: Article) -> Article:
        """Keep an article; returns it."""
        self._new[article.path] = _record(article)
        return article

    def save(self) -> None:
        """Write what was used or put since opening, if it differs from what was read; the file is old or new, never half."""
        if not self._path or self._new == self._old:
            return
        stored = json.dumps({"stamp": self._stamp, "articles": self._new}, ensure_ascii=False)
        with contextlib.suppress(OSError):  # a cache that cannot be written only costs time
            atomic.replace(self._path, stored.encode())


def _stamp(settings: Mapping[str, Any]) -> str:
    """Return a digest of all that decides how an article is rendered: settings, our own code, the markup libraries."""
    mark = hashlib.sha256()
    for name in sorted(filter(_SETTINGS.fullmatch, settings)):
        mark.update(re.sub(r" at 0x[0-9a-f]+", "", f"{name}={settings[name]!r}\n").encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        mark.update(path.read_bytes())
    mark.update(f"{metadata.version('markdown')} {metadata.version('docutils')}".encode())
    return mark.hexdigest()


def _record(article: Article) -> dict[str, Any]:
    record = {name: getattr(article, name) for name in Article.__dataclass_fields__}
    record["dct"] = article.dct.isoformat()
    record["timestamp"] = article.timestamp.isoformat() if article.timestamp else None
    record["blocks"] = [(block.start, block.end, block.tag) for block in article.blocks]
    record["to_html"] = [list(article.to_html.runs), article.to_html.end]
    record["to_source"] = [(place.offset, place.line, place.col) for place in article.to_source]
    return record


def _article(record: Mapping[str, Any]) -> Article:
    runs, end = record["to_html"]
    return Article(
        **{
            **record,
            "dct": date.fromisoformat(record["dct"]),
            "timestamp": datetime.fromisoformat(record["timestamp"]) if record["timestamp"] else None,
            "blocks": tuple(Block(*block) for block in record["blocks"]),
            "lines": tuple(record["lines"]),
            "to_html": OffsetMap(tuple(map(tuple, runs)), end),
            "to_source": tuple(Position(*place) for place in record["to_source"]),
        }
    )
