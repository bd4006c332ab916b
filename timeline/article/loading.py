"""Articles from disk: one by one or the whole content folder, with every problem found on the way."""

from __future__ import annotations

import fnmatch
import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from timeline.article.build import article
from timeline.article.cache import Cache
from timeline.article.header import header, lines
from timeline.article.links import SLUG, leads_out, outside
from timeline.article.model import Article
from timeline.article.reader import Reader
from timeline.article.source import read
from timeline.errors import Problem, TimelineError


def load(path: Path, content_dir: Path, settings: Mapping[str, Any], *, reader: Reader | None = None) -> Article:
    """Read one article, drafts included (`Article.status`); `settings` are Pelican's.

    Raises `TimelineError` with every problem of the file.
    """
    reader = reader or Reader(settings, content_dir)
    return _render(path, content_dir, read(path, content_dir, _shown(path, content_dir)), reader)


def load_all(content_dir: Path, settings: Mapping[str, Any], *, cache: Path | None = None) -> tuple[list[Article], list[Problem]]:
    """Read every published article of a site, by path; drafts and hidden articles are passed over.

    `settings` are Pelican's: ``ARTICLE_PATHS``, ``ARTICLE_EXCLUDES`` and ``IGNORE_FILES`` say what is an article. `cache` is
    a file in which unchanged articles are kept, so that they need no rendering; it may be deleted at any time.
    """
    reader = Reader(settings, content_dir)
    known = Cache.open(cache, reader.settings)
    articles: list[Article] = []
    problems: list[Problem] = []
    for path in find(content_dir, reader):
        name = path.relative_to(content_dir).as_posix()
        try:
            text = read(path, content_dir, _shown(path, content_dir))
            digest = hashlib.sha256(text.encode()).hexdigest()
            found = known.get(name, digest) or known.put(_render(path, content_dir, text, reader))
        except TimelineError as error:
            problems += error.problems
            continue
        if found.status == "published":
            articles.append(found)
    problems += _same_slug(articles, content_dir.name)
    known.save()
    return articles, problems


def find(
    content_dir: Path, reader: Reader, starts: Collection[str] | None = None, excludes: Collection[str] | None = None
) -> Iterator[Path]:
    """Yield the files of `content_dir` that are articles in Pelican's sense, in order of their paths.

    With `starts` and `excludes` in place of ``ARTICLE_PATHS`` and ``ARTICLE_EXCLUDES``, the pages of other kinds.
    """
    settings = reader.settings
    starts = settings["ARTICLE_PATHS"] if starts is None else starts
    excludes = settings["ARTICLE_EXCLUDES"] if excludes is None else excludes
    ignores, excluded = settings["IGNORE_FILES"], {(content_dir / name) for name in (*excludes, "events")}

    def keep(path: Path) -> bool:
        return (
            path not in excluded and not any(fnmatch.fnmatch(path.name, pattern) for pattern in ignores) and path.name[0] != "."
        )

    found: set[Path] = set()
    for start in starts:
        for folder, folders, files in os.walk(content_dir / start):
            here = Path(folder)
            folders[:] = [name for name in folders if keep(here / name)]
            found.update(
                here / name for name in files if name.rpartition(".")[2].lower() in reader.suffixes and keep(here / name)
            )
    yield from sorted(found)


def check_others(content_dir: Path, settings: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong with the addresses and links of a site's pages and of its timelines' introductions.

    Pelican would drop such a page without an error of its own, or copy a file from outside the content folder.
    """
    reader = Reader(settings, content_dir)
    pages = find(content_dir, reader, reader.settings["PAGE_PATHS"], reader.settings["PAGE_EXCLUDES"])
    for path in (*pages, *find(content_dir, reader, ("timelines",), ())):
        name, shown = path.relative_to(content_dir).as_posix(), _shown(path, content_dir)
        try:
            text = read(path, content_dir, shown)
        except TimelineError as error:
            yield from error.problems
            continue
        yield from outside(name, shown, text)
        places, _ = header(text, name)
        for field in ("slug", "save_as", "url"):
            line, col = places.get(field, (0, 0))
            value = list(lines(text))[line - 1][col - 1 :].strip().strip("\"'") if line else ""
            if field == "slug" and value and not SLUG.fullmatch(value):
                message = f"“{value}” cannot be part of an address"
                yield Problem(shown, line, col, "bad-slug", message, "use letters, digits and hyphens")
            elif field != "slug" and leads_out(field, value):
                message = f"“{value}” leads out of the site"
                yield Problem(shown, line, col, "outside-output", message, "write a path below the site's root")


def _render(path: Path, content_dir: Path, text: str, reader: Reader) -> Article:
    name, shown = path.relative_to(content_dir).as_posix(), _shown(path, content_dir)
    return article(name, shown, text, *reader.read(path, name, shown), reader)


def _shown(path: Path, content_dir: Path) -> str:
    """Return what messages call a file: its path below the site folder."""
    return f"{content_dir.name}/{path.relative_to(content_dir).as_posix()}"


def _same_slug(articles: list[Article], content: str) -> Iterator[Problem]:
    first: dict[tuple[str, str], Article] = {}
    for each in articles:
        other = first.setdefault((each.slug, each.lang), each)
        if other is not each:
            message = f"this article would be published at the address of {content}/{other.path} (slug {each.slug})"
            yield Problem(f"{content}/{each.path}", 1, 1, "same-address", message, "give one of them a Slug: of its own")
