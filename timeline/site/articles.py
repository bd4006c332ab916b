"""Pelican's articles as the timeline uses them: which are published, their marks, what their template gets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.article.dates import published
from timeline.article.title import headline
from timeline.errors import TimelineError
from timeline.site import marks
from timeline.site.atlas import CSP, Atlas
from timeline.site.links import ROOT, absolute, hosted, page, settle
from timeline.site.page import Page, same_address
from timeline.site.present import ArticleInfo
from timeline.site.rows import Row
from timeline.site.view import Here, Link

Article = Any
"""Pelican's, which has no types."""


@dataclass(frozen=True)
class Articles:
    """Pelican's articles by path below the content folder; events of the `withheld` (drafts) are not published."""

    published: Mapping[str, Article]
    withheld: frozenset[str]


def of(context: Mapping[str, Any]) -> Articles:
    """Sort Pelican's articles, in the order of their paths."""

    def paths(*names: str) -> Iterator[tuple[str, Article]]:
        for name in names:
            for article in context.get(name) or ():
                yield article.get_relative_source_path(), article
                yield from ((each.get_relative_source_path(), each) for each in article.translations)

    published = dict(sorted(paths("articles", "hidden_articles"), key=lambda item: item[0]))
    return Articles(published, frozenset(path for path, _ in paths("drafts")) - set(published))


def time_will_tell(context: Mapping[str, Any]) -> bool:
    """Whether some article is held back only because its date has not come yet."""
    return any(each.metadata.get("status", "published") != "draft" for each in context.get("drafts") or ())


def title_from_first_line(reader: Any) -> None:  # noqa: ANN401 - a reader of Pelican's
    """Make a reader give an article without a title its first line as one, as extraction does."""
    read = reader.read

    def titled(path: str) -> tuple[str, dict[str, Any]]:
        html, metadata = read(path)
        if not metadata.get("title") and html:
            title, rest = headline(html, "")
            if title:
                return rest, {**metadata, "title": title}
        return html, metadata

    reader.read = titled


def dates_in_words(reader: Any) -> None:  # noqa: ANN401 - a reader of Pelican's
    """Make a reader take every date that extraction takes, such as ``29 décembre 2019``."""
    process = reader.process_metadata

    def dated(name: str, value: str) -> Any:  # noqa: ANN401 - whatever Pelican makes of it
        if name in ("date", "modified"):
            with suppress(ValueError):  # Pelican has its own say on what we cannot read
                when = published(value)
                value = (when.timestamp or when.day).isoformat()
        return process(name, value)

    reader.process_metadata = dated


def mark(found: Articles, rows: Iterable[Row], atlas: Atlas) -> dict[str, ArticleInfo]:
    """Mark every published article's time expressions, and return what pages say of each article."""
    mentions: dict[str, dict[marks.Mention, str]] = {}
    for row in rows:
        for each in row.event.found:
            path = each.article or row.event.article
            if path and not each.gone:
                mentions.setdefault(path, {}).setdefault((each.text, each.quote), atlas.url(row))
    infos = {}
    for path, article in found.published.items():
        kind = article.metadata.get("publish", atlas.settings.articles)
        if kind == "none":
            article.override_save_as = ""
            continue
        wanted = {mention: settle(url, article.save_as, bool(atlas.site.url)) for mention, url in mentions.get(path, {}).items()}
        change = marks.quotes if kind == "quotes" else marks.mark
        article._content, ids = change(article._content or "", wanted)
        infos[path] = ArticleInfo(str(article.title), _address(article), ids)
    return infos


def written(found: Articles, atlas: Atlas) -> list[str]:
    """Return the output paths of the articles that have a page."""
    return [article.save_as for path, article in found.published.items() if path in atlas.articles]


def _address(content: Any) -> str:  # noqa: ANN401 - an article or page of Pelican's
    """Return the address of what Pelican writes: of a folder if it is one's index."""
    folder, _, name = content.save_as.rpartition("/")
    return page(f"{folder}/" if folder else "") if name == "index.html" else f"{ROOT}{content.save_as}"


def attach(found: Articles, context: Mapping[str, Any], atlas: Atlas) -> None:
    """Give articles and pages what their templates need: a page record, and an article's events in order."""
    events: dict[str, list[Row]] = {}
    for row in atlas.rows:
        for path in sorted({row.event.article, *(each.article for each in row.event.found)} - {""}):
            events.setdefault(path, []).append(row)
    for path, article in found.published.items():
        if path in atlas.articles:
            article.timeline_events = [atlas.present.event(row) for row in events.get(path, ())]
            article.timeline_here = _here("article", article, atlas)
    for name in ("pages", "hidden_pages"):
        for each in context.get(name) or ():
            each.timeline_here = _here("page", each, atlas)


def _here(kind: str, content: Any, atlas: Atlas) -> Here:  # noqa: ANN401 - an article or page of Pelican's
    address = _address(content)
    canonical = absolute(address, atlas.site.url) if atlas.site.url else ""
    trail = (Link(atlas.site.title, atlas.page("")),)
    return Here(kind, str(content.title), content.save_as, atlas.page(""), canonical=canonical, csp=CSP, trail=trail)


def refuse_shared_addresses(context: Mapping[str, Any], pages: Mapping[str, Page], content: str) -> None:
    """Raise `TimelineError` where an article or page of Pelican's would be written over one of ours."""
    problems = []
    for name in ("articles", "hidden_articles", "pages", "hidden_pages"):
        for each in context.get(name) or ():
            if each.save_as in pages:
                path = f"{content}/{each.get_relative_source_path()}"
                problems.append(same_address(each.save_as, pages[each.save_as].source, path))
    if problems:
        raise TimelineError(problems)


def settle_written(path: str, context: dict[str, Any]) -> None:
    """Replace the placeholders of our records in what Pelican has just written."""
    file = Path(path)
    if "site" not in context or file.suffix != ".html":
        return
    text = file.read_text(encoding="utf-8")
    settled = settle(text, context["output_file"], hosted(context))
    if settled != text:
        file.write_text(settled, encoding="utf-8")
