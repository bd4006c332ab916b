"""Articles and what is wrong with pages, kept from run to run: what has not changed is neither read nor rendered again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline import ledger
from timeline.article.find import Rules
from timeline.article.listing import Listed
from timeline.article.maps import OffsetMap, Position
from timeline.article.model import Article, Block
from timeline.codemark import code_mark
from timeline.filestate import State, settled
from timeline.ledger import Body, DamagedError, Record

if TYPE_CHECKING:
    from timeline.article.reader import Reader

_SETTINGS = re.compile(
    "MARKDOWN|DOCUTILS_SETTINGS|READERS|FORMATTED_FIELDS|DEFAULT_(METADATA|DATE|LANG)|(FILENAME|PATH|EXTRA_PATH)_METADATA"
    "|SLUG.*|TYPOGRIFY.*|(ARTICLE|PAGE)_(PATHS|EXCLUDES)|IGNORE_FILES"
)
"""The settings that decide what is an article and what is read from it."""
_LIBRARIES = {"pelican": "pelican", "markdown": "markdown", "docutils": "docutils"}
_CODE = ("article", "codemark.py", "ledger.py")
_RULES = ""
"""The key under which a ledger keeps `Rules`; no file is called so."""


class Cache:
    """A ledger of a site's files, by path below the content folder; it holds for the same settings, code and libraries.

    Pelican's readers are made (and Pelican imported) only when a file must be rendered, or nothing is known yet.
    """

    def __init__(
        self, path: Path | None, content_dir: Path, settings: Mapping[str, Any], sound: Callable[[list[Any]], bool]
    ) -> None:
        """Open the ledger at `path` (None: keep nothing), without the records whose heads (state first) are not `sound`."""
        self._path, self._content, self._settings = path, content_dir, settings
        self._form = _form(settings, content_dir.name, path.parent) if path else ""
        self._before = ledger.load(path, self._form) if path else ledger.Ledger({})
        self._old = {name: each for name, each in self._before.records.items() if name == _RULES or _sound(each.head, sound)}
        self._new: dict[str, Record] = {}
        self._changed = False

    @cached_property
    def reader(self) -> Reader:
        """Pelican's readers; raises `TimelineError` where Pelican cannot work with the settings."""
        from timeline.article.reader import Reader

        return Reader(self._settings, self._content, self._path.parent if self._path else None)

    @cached_property
    def rules(self) -> Rules:
        """What counts as an article; raises as `reader`, which is made anew when any setting changed."""
        mark = _mark(self._settings, self._settings)
        try:
            known, *parts = self._old[_RULES].head
            found = Rules(*(tuple(map(str, part)) for part in parts))
        except (KeyError, TypeError, ValueError):
            known, found = "", None
        if found is None or known != mark:
            found = self.reader.rules
            self._changed = True
        self._new[_RULES] = Record([mark, *astuple(found)], Body.of(None))
        return found

    def unchanged(self, name: str, now: State) -> Record | None:
        """Return the record of a file that is surely as it was."""
        record = self._old.get(name)
        if record and settled(tuple(record.head[0]), now, self._before.stamp):
            self._new[name] = record
            return record
        return None

    def known(self, name: str) -> Record | None:
        """Return the record of a file that may have changed."""
        return self._old.get(name)

    def put(self, name: str, record: Record) -> Record:
        """Keep a record; returns it."""
        self._new[name] = record
        self._changed = True
        return record

    def forget(self) -> None:
        """Remove the ledger: a body of it is damaged."""
        if self._path:
            ledger.forget(self._path)

    def save(self) -> None:
        """Write what was used or put since opening, if it differs from what was read; the file is old or new, never half."""
        if self._path and (self._changed or len(self._new) != len(self._old)):
            ledger.save(self._path, self._form, self._new, self._before)
        if "reader" in vars(self):
            self.reader.save()


def _form(settings: Mapping[str, Any], content: str, cache_folder: Path) -> str:
    """Return a digest of all that decides what is kept: settings, our own code, the markup libraries, what messages say."""
    return _mark(settings, filter(_SETTINGS.fullmatch, settings), f"{content} {code_mark(_CODE, _LIBRARIES, cache_folder)}")


def _mark(settings: Mapping[str, Any], names: Iterable[str], more: str = "") -> str:
    mark = hashlib.blake2b(more.encode(errors="surrogatepass"), digest_size=16)
    for name in sorted(names):
        mark.update(re.sub(r" at 0x[0-9a-f]+", "", f"{name}={settings[name]!r}\n").encode(errors="surrogatepass"))
    return mark.hexdigest()


def _sound(head: Any, sound: Callable[[list[Any]], bool]) -> bool:  # noqa: ANN401 - any JSON
    return isinstance(head, list) and len(head) > 1 and isinstance(head[0], list) and sound(head)


def is_article(head: list[Any]) -> bool:
    """Whether a head is one that `pack` makes."""
    return len(head) == 7 and all(type(fact) is str for fact in head[1:6]) and type(head[6]) is int


def is_page(head: list[Any]) -> bool:
    """Whether a head is a list of problems."""
    return len(head) == 2 and isinstance(head[1], list) and all(isinstance(p, list) and len(p) == 7 for p in head[1])


def pack(article: Article, now: State) -> Record:
    """Return what is kept of an article whose file is in the state `now`."""
    kept = {name: getattr(article, name) for name in Article.__dataclass_fields__}
    kept["dct"] = article.dct.isoformat()
    kept["timestamp"] = article.timestamp.isoformat() if article.timestamp else None
    kept["blocks"] = [(block.start, block.end, block.tag) for block in article.blocks]
    kept["to_html"] = [list(article.to_html.runs), article.to_html.end]
    kept["to_source"] = [(place.offset, place.line, place.col) for place in article.to_source]
    facts = [article.digest, article.slug, article.lang, article.timeline, article.status, len(article.text)]
    return Record([list(now), *facts], Body.of(kept))


def seen_again(record: Record, now: State) -> Record:
    """Return the record of an article that was found unchanged in a file in the state `now`."""
    return Record([list(now), *record.head[1:]], record.body)


def listed(name: str, record: Record, again: Callable[[str], Article]) -> Listed:
    """Return the article of a record, still packed; `again`, given its digest, renders it anew where it is damaged."""
    _, digest, slug, lang, timeline, status, length = record.head

    def article() -> Article:
        try:
            return _unpack(record.body.value())
        except (DamagedError, ValueError, TypeError, KeyError, AttributeError):
            return again(digest)

    return Listed(name, digest, slug, lang, timeline, status, length, article)


def _unpack(kept: Mapping[str, Any]) -> Article:
    runs, end = kept["to_html"]
    return Article(
        **{
            **kept,
            "dct": date.fromisoformat(kept["dct"]),
            "timestamp": datetime.fromisoformat(kept["timestamp"]) if kept["timestamp"] else None,
            "blocks": tuple(Block(*block) for block in kept["blocks"]),
            "lines": tuple(kept["lines"]),
            "to_html": OffsetMap(tuple(map(tuple, runs)), end),
            "to_source": tuple(Position(*place) for place in kept["to_source"]),
        }
    )
