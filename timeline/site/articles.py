"""Pelican's articles as the timeline uses them: which are published, their marks, what their template gets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blinker import ANY
from pelican.plugins import signals

from timeline.article.build import timeline_of
from timeline.article.dates import published
from timeline.article.title import headline
from timeline.errors import TimelineError
from timeline.site import articlepages
from timeline.site.atlas import Atlas
from timeline.site.entries import FIRST, LAST, Entries
from timeline.site.given import Article
from timeline.site.links import INDEX, ROOT, hosted, settle
from timeline.site.page import Page, digest_of, same_address
from timeline.site.theme import chronicle, template_folders
from timeline.site.view import Here, Link

_HERE = ("timeline.site.articles", "timeline.site.plugin")


@dataclass(frozen=True)
class Articles:
    """Pelican's articles by path below the content folder; events of the `withheld` (drafts) are not published."""

    published: Mapping[str, Any]
    withheld: frozenset[str]


def of(context: Mapping[str, Any]) -> Articles:
    """Sort Pelican's articles, in the order of their paths."""

    def paths(*names: str) -> Iterator[tuple[str, Any]]:
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


def without_placeholders(reader: Any) -> None:  # noqa: ANN401 - a reader of Pelican's
    """Make a reader leave out the control characters that stand for something in pages, lest an author's text become that."""
    read = reader.read
    gone = dict.fromkeys(map(ord, (ROOT, INDEX, FIRST, LAST)))

    def plain(path: str) -> Any:  # noqa: ANN401 - HTML and metadata, or None of both
        html, metadata = read(path)
        said = {name: value.translate(gone) if isinstance(value, str) else value for name, value in (metadata or {}).items()}
        return html and html.translate(gone), said

    reader.read = plain


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


def records(found: Articles, publish: str) -> Iterator[Article]:
    """Yield the published articles in plain data, links as written; `publish` is what is published where none says."""
    for path, each in found.published.items():
        html = each._content or ""
        yield Article(
            path,
            str(each.title),
            each.save_as,
            timeline_of(path, each.metadata.get("timeline", "")),
            each.metadata.get("publish", publish),
            each.date.date().isoformat(),
            tuple(map(str, getattr(each, "authors", ()))),
            digest_of(html),
            html,
        )


def ours(found: Articles, settings: Mapping[str, Any]) -> bool:
    """Whether all articles have the template of `chronicle`, and no plugin has a hand in them: then we make their pages."""
    names = ("article_generator_write_article", "content_written")
    others = [each for name in names for each in getattr(signals, name).receivers_for(ANY) if each.__module__ not in _HERE]
    folders = (folder for folder in template_folders(settings) if (folder / "article.html").is_file())
    same = next(folders, None) == Path(chronicle(), "templates")
    return same and not others and all(each.template == "article" for each in found.published.values())


def take(found: Articles) -> None:
    """Keep Pelican from writing the articles."""
    for article in found.published.values():
        article.override_save_as = ""


def resolved(found: Articles, articles: Iterable[Article]) -> Iterator[Article]:
    """Yield the articles that were taken from Pelican, the links in their texts resolved."""
    for each in articles:
        article = found.published[each.path]
        del article.override_save_as  # what is attached to it goes where it is
        yield each._replace(html=article.content or "")


def mark(found: Articles, articles: Iterable[Article], atlas: Atlas) -> None:
    """Mark the time expressions in the articles that Pelican writes."""
    for each in articles:
        article = found.published[each.path]
        if each.path not in atlas.articles:
            article.override_save_as = ""
            continue
        wanted = articlepages.mentions(atlas, each, atlas.told_by(each.path))
        settled = {mention: settle(url, each.save_as, bool(atlas.site.url)) for mention, url in wanted.items()}
        article._content, _ = articlepages.marked(each, settled)


def attach(found: Articles, context: Mapping[str, Any], atlas: Atlas) -> None:
    """Give what Pelican writes the records its templates need: of the page, and an article's events in order."""
    for path, article in found.published.items():
        if path in atlas.articles:
            article.timeline_events = Entries(atlas.present, atlas.told_by(path))
            article.timeline_here = _here("article", article, atlas)
    for name in ("pages", "hidden_pages"):
        for each in context.get(name) or ():
            each.timeline_here = _here("page", each, atlas)


def _here(kind: str, content: Any, atlas: Atlas) -> Here:  # noqa: ANN401 - an article or page of Pelican's
    trail = (Link(atlas.site.title, atlas.page("")),)
    return atlas.at(content.save_as, articlepages.address(content.save_as), kind, str(content.title), trail=trail)


def refuse_shared_addresses(context: Mapping[str, Any], pages: Mapping[str, Page], content: str) -> None:
    """Raise `TimelineError` where an article or page of Pelican's would be written over one of ours, or over a file it copies."""
    problems = []
    for name in ("articles", "hidden_articles", "pages", "hidden_pages"):
        for each in context.get(name) or ():
            path = f"{content}/{each.get_relative_source_path()}"
            if each.save_as in pages:
                problems.append(same_address(each.save_as, pages[each.save_as].source, path))
            elif other := _copied(each.save_as, context, content):
                problems.append(same_address(each.save_as, other, path))
    if problems:
        raise TimelineError(problems)


def _copied(address: str, context: Mapping[str, Any], content: str) -> str:
    """Return the file that Pelican copies to an address as it stands, empty if there is none."""
    if address.startswith(f"{context['THEME_STATIC_DIR']}/"):
        return "a file of the theme"
    folders = (f"{folder}/" if folder else "" for folder in context["STATIC_PATHS"])
    copied = address.startswith(tuple(folders)) and (Path(context["PATH"]) / address).is_file()
    return f"{content}/{address}" if copied else ""


def settle_written(path: str, context: dict[str, Any]) -> None:
    """Replace the placeholders of our records in what Pelican has just written."""
    file = Path(path)
    if "site" not in context or file.suffix != ".html":
        return
    text = file.read_text(encoding="utf-8")
    settled = settle(text, context["output_file"], hosted(context))
    if settled != text:
        file.write_text(settled, encoding="utf-8")
