"""Articles from disk: one by one or the whole content folder, with every problem found on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.article import cache as kept
from timeline.article import find
from timeline.article.cache import Cache
from timeline.article.listing import Listed
from timeline.article.model import Article
from timeline.article.source import read
from timeline.atomic import ChangedMeanwhileError
from timeline.errors import Problem, TimelineError
from timeline.filestate import State
from timeline.ledger import Body, Record

if TYPE_CHECKING:
    from timeline.article.reader import Reader

ARTICLES, OTHERS = "articles.ledger", "pages.ledger"
"""The files of the cache folder."""
KEPT = 100
"""Articles that are kept as they were rendered; more are packed until somebody asks for them."""


def load(path: Path, content_dir: Path, settings: Mapping[str, Any], *, reader: Reader | None = None) -> Article:
    """Read one article, drafts included (`Article.status`); `settings` are Pelican's.

    Raises `TimelineError` with every problem of the file.
    """
    if reader is None:
        from timeline.article.reader import Reader

        reader = Reader(settings, content_dir)
    return _render(path, content_dir, read(path, content_dir, _shown(path, content_dir)), reader)


def load_all(content_dir: Path, settings: Mapping[str, Any], *, cache: Path | None = None) -> tuple[list[Article], list[Problem]]:
    """Read every published article of a site, as `list_all` lists them."""
    found, problems = list_all(content_dir, settings, cache=cache)
    return [each.article() for each in found], problems


def list_all(content_dir: Path, settings: Mapping[str, Any], *, cache: Path | None = None) -> tuple[list[Listed], list[Problem]]:
    """List every published article of a site, by path; drafts and hidden articles are passed over.

    `settings` are Pelican's: ``ARTICLE_PATHS``, ``ARTICLE_EXCLUDES`` and ``IGNORE_FILES`` say what is an article. `cache` is
    a folder in which unchanged articles are kept, so that they need no reading; it may be deleted at any time.
    """
    known = Cache(cache / ARTICLES if cache else None, content_dir, settings, kept.is_article)
    listed: list[Listed] = []
    problems: list[Problem] = []
    rendered = 0
    for name, now in find.articles(content_dir, known.rules):
        record = known.unchanged(name, now)
        try:
            if record is None:
                record, fresh = _look(name, now, content_dir, known)
                rendered += fresh is not None
            else:
                fresh = None
        except TimelineError as error:
            problems += error.problems
            continue
        keep = fresh is not None and (rendered <= KEPT or cache is None)
        listed.append(Listed.of(fresh) if fresh and keep else _listed(name, record, content_dir, known))
    known.save()
    published = [each for each in listed if each.status == "published"]
    return published, [*problems, *_same_slug(published, content_dir.name)]


def _look(name: str, now: State, content_dir: Path, known: Cache) -> tuple[Record, Article | None]:
    """Read a file that may have changed, and render it if it has."""
    path = content_dir / name
    text = read(path, content_dir, _shown(path, content_dir))
    record = known.known(name)
    if record and record.head[1] == hashlib.sha256(text.encode()).hexdigest():
        return known.put(name, kept.seen_again(record, now)), None
    made = _render(path, content_dir, text, known.reader)
    return known.put(name, kept.pack(made, now)), made


def _listed(name: str, record: Record, content_dir: Path, known: Cache) -> Listed:
    def again(digest: str) -> Article:
        known.forget()
        made = load(content_dir / name, content_dir, {}, reader=known.reader)
        if made.digest != digest:
            raise ChangedMeanwhileError(_shown(content_dir / name, content_dir))
        return made

    return kept.listed(name, record, again)


def check_others(content_dir: Path, settings: Mapping[str, Any], *, cache: Path | None = None) -> Iterator[Problem]:
    """Yield what is wrong with the addresses and links of a site's pages and of its timelines' introductions.

    Pelican would drop such a page without an error of its own, or copy a file from outside the content folder. `cache` is a
    folder as for `list_all`.
    """
    known = Cache(cache / OTHERS if cache else None, content_dir, settings, kept.is_page)
    for name, now in find.others(content_dir, known.rules):
        record = known.unchanged(name, now)
        if record is None:
            from timeline.article.addresses import check

            path, shown = content_dir / name, _shown(content_dir / name, content_dir)
            try:
                found = list(check(name, shown, read(path, content_dir, shown)))
            except TimelineError as error:
                yield from error.problems
                continue
            record = known.put(name, Record([list(now), [astuple(problem) for problem in found]], Body.of(None)))
        yield from (Problem(*problem) for problem in record.head[1])
    known.save()


def _render(path: Path, content_dir: Path, text: str, reader: Reader) -> Article:
    from timeline.article.build import article

    name, shown = path.relative_to(content_dir).as_posix(), _shown(path, content_dir)
    return article(name, shown, text, *reader.read(path, name, shown), reader)


def _shown(path: Path, content_dir: Path) -> str:
    """Return what messages call a file: its path below the site folder."""
    return f"{content_dir.name}/{path.relative_to(content_dir).as_posix()}"


def _same_slug(articles: Sequence[Listed], content: str) -> Iterator[Problem]:
    first: dict[tuple[str, str], Listed] = {}
    for each in articles:
        other = first.setdefault((each.slug, each.lang), each)
        if other is not each:
            message = f"this article would be published at the address of {content}/{other.path} (slug {each.slug})"
            yield Problem(f"{content}/{each.path}", 1, 1, "same-address", message, "give one of them a Slug: of its own")
