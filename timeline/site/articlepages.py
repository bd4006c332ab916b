"""Articles' own pages, where the template is that of `chronicle`; and the marks in articles, to which events point back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from timeline.site import kept
from timeline.site.archive import Rows
from timeline.site.atlas import Atlas
from timeline.site.code import code
from timeline.site.given import Article
from timeline.site.links import ROOT, page
from timeline.site.page import Page, digest_of
from timeline.site.present import ArticleInfo
from timeline.site.view import Link

if TYPE_CHECKING:
    from timeline.site.marks import Mention

NAME = "marks.bin"


class Text(NamedTuple):
    """What the template of an article's page sees of it: the part of Pelican's article that it uses."""

    title: str
    date: date
    authors: tuple[str, ...]
    content: Markup


def infos(atlas: Atlas, articles: Iterable[Article], cache: Path) -> dict[str, ArticleInfo]:
    """Return what pages say of each article that is published: its title, its address, its marks (kept until they change)."""
    stored = kept.load(cache / NAME, code())
    known: dict[str, tuple[str, dict[Mention, str]]] = stored if isinstance(stored, dict) else {}
    found: dict[str, tuple[str, dict[Mention, str]]] = {}
    made = {}
    for article in articles:
        if article.publish == "none":
            continue
        rows = atlas.told_by(article.path)
        key = digest_of((article.digest, article.publish, rows.field("said")))
        before = known.get(article.path)
        found[article.path] = before if before and before[0] == key else (key, marked(article, mentions(atlas, article, rows))[1])
        made[article.path] = ArticleInfo(article.title, address(article.save_as), found[article.path][1], key)
    if found != known:
        kept.save(cache / NAME, code(), found)
    return made


def mentions(atlas: Atlas, article: Article, rows: Rows) -> dict[Mention, str]:
    """Return what events quote from an article, each with the address of its event."""
    wanted: dict[Mention, str] = {}
    for row in rows:
        for each in row.event.found:
            if (each.article or row.article) == article.path and not each.gone:
                wanted.setdefault((each.text, each.quote), atlas.url(row))
        atlas.turn_to(row.file)
    return wanted


def marked(article: Article, wanted: Mapping[Mention, str]) -> tuple[str, dict[Mention, str]]:
    """Return what is published of an article's text, marked, and the ids of the marks."""
    from timeline.site import marks  # seldom wanted

    return (marks.quotes if article.publish == "quotes" else marks.mark)(article.html, wanted)


def address(save_as: str) -> str:
    """Return the address of what Pelican writes: of a folder if it is one's index."""
    folder, _, name = save_as.rpartition("/")
    return page(f"{folder}/" if folder else "") if name == "index.html" else f"{ROOT}{save_as}"


def pages(atlas: Atlas, articles: Iterable[Article]) -> Iterator[Page]:
    """Yield the pages of articles that are published."""
    for article in articles:
        info, rows = atlas.articles[article.path], atlas.told_by(article.path)
        inputs = (digest_of(article), info.key, atlas.titled(rows))
        make = partial(_page, atlas, article, info, rows)
        yield Page(article.save_as, "article", inputs, make, f"{atlas.content}/{article.path}")


def _page(atlas: Atlas, article: Article, info: ArticleInfo, rows: Rows) -> bytes:
    html, _ = marked(article, mentions(atlas, article, rows))
    text = Text(article.title, date.fromisoformat(article.date), article.authors, Markup(html))
    here = atlas.at(article.save_as, info.url, "article", article.title, trail=(Link(atlas.site.title, atlas.page("")),))
    return atlas.render.article(here, article=text, events=[atlas.present.brief(row) for row in rows])
