"""Metadata, HTML and source text put together: an `Article`, or everything that is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from timeline.article.align import align
from timeline.article.dates import Published, published
from timeline.article.header import header
from timeline.article.links import SLUG, leads_out, outside
from timeline.article.model import Article
from timeline.article.reader import Reader
from timeline.article.title import headline
from timeline.article.visible import visible
from timeline.errors import Problem, TimelineError

_DATE_FORM = "write Date: 2019-12-30"


def article(name: str, shown: str, text: str, metadata: Mapping[str, str], html: str, reader: Reader) -> Article:
    """Make the article `name` of its source `text` and what Pelican's reader made of it; messages call it `shown`.

    Raises `TimelineError` with every problem: no date or no possible one, no title, a slug or link that leads out of the site.
    """
    places, body = header(text, name)
    problems = list(outside(name, shown, text))

    def problem(field: str, code: str, message: str, hint: str) -> None:
        line, col = places.get(field, (1, 1))
        problems.append(Problem(shown, line, col, code, message, hint))

    title, html = headline(html, metadata.get("title", ""))
    if not title:
        problem(
            "title", "no-title", "this article has no title, and its first line is too long to be one", "add Title: … at the top"
        )
    when = _published(metadata, problem)
    slug = reader.slug(metadata, title or "untitled", name)
    if not SLUG.fullmatch(slug):
        problem("slug", "bad-slug", f"“{slug}” cannot be part of an address", "use letters, digits and hyphens")
    for field in ("save_as", "url"):
        if leads_out(field, metadata.get(field, "")):
            problem(field, "outside-output", f"“{metadata[field]}” leads out of the site", "write a path below the site's root")
    if problems or when is None:
        raise TimelineError(problems)
    shown, blocks, to_html = visible(html)
    lines, to_source = align(shown, blocks, text, body)
    return Article(
        path=name,
        title=title,
        dct=when.day,
        lang=metadata.get("lang", "").strip().lower() or reader.settings["DEFAULT_LANG"],
        timeline=timeline_of(name, metadata.get("timeline", "")),
        text=shown,
        blocks=blocks,
        lines=lines,
        html=html,
        slug=slug,
        status=metadata.get("status", "").strip().lower() or "published",
        timestamp=when.timestamp,
        metadata=dict(metadata),
        firm=when.firm,
        date_line=places.get("date", (0, 0))[0],
        digest=hashlib.sha256(text.encode()).hexdigest(),
        to_html=to_html,
        to_source=to_source,
    )


def _published(metadata: Mapping[str, str], problem: Callable[[str, str, str, str], None]) -> Published | None:
    timezone = metadata.get("timezone", "").strip()
    try:
        if timezone:
            ZoneInfo(timezone)
    except (ValueError, OSError, KeyError):
        problem("timezone", "bad-timezone", f"“{timezone}” is not a time zone", "write one such as Europe/Paris")
        timezone = ""
    stated = metadata.get("date", "").strip()
    if not stated:
        problem("date", "no-date", "this article has no date, from which “on Sunday” could be counted", _DATE_FORM)
        return None
    try:
        return published(stated, timezone)
    except ValueError as error:
        problem("date", "bad-date", str(error), _DATE_FORM)
        return None


def timeline_of(name: str, stated: str) -> str:
    """Return an article's timeline: the one it states, else the first folder below ``articles/``, else ``main``."""
    parts = name.split("/")
    return stated.strip() or (parts[1] if parts[0] == "articles" and len(parts) > 2 else "main")
