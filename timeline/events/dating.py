"""The time expressions of an article, counted from its day of publication (or the dateline the tagger finds in it)."""

from __future__ import annotations

from timeline.article import Article
from timeline.temporal import parse
from timeline.temporal.anchor import Anchor
from timeline.temporal.timex import Timex


def timexes(article: Article, content: str = "content") -> list[Timex]:
    """Find and resolve the time expressions of `article.text`; `content` is what messages call the content folder."""
    origin = f"{content}/{article.path}:{article.date_line}" if article.date_line else ""
    return parse(article.text, Anchor(article.dct, "published", origin, article.firm), article.lang)
