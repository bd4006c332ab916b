"""The time expressions of an article, counted from its dateline where it has one, else from its day of publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from timeline.article import Article
from timeline.events.blocks import classify
from timeline.events.words import load
from timeline.temporal import parse
from timeline.temporal.anchor import Anchor
from timeline.temporal.granularity import Granularity
from timeline.temporal.timex import Timex

DAYS = 7
"""A dateline older than this at publication is the date of something else, or of another year."""


def timexes(article: Article, content: str = "content") -> list[Timex]:
    """Find and resolve the time expressions of `article.text`; `content` is what messages call the content folder.

    "HARWICK, Aug. 17 —" in an article published on 18 August makes "today" the 17th: the reporter wrote on that day.
    """
    origin = f"{content}/{article.path}:{article.date_line}" if article.date_line else ""
    found = parse(article.text, Anchor(article.dct, "published", origin, article.firm), article.lang)
    written = _dateline(article, found)
    return parse(article.text, written, article.lang) if written else found


def _dateline(article: Article, found: Sequence[Timex]) -> Anchor | None:
    """Return the day in the article's first dateline, if it says more than the day of publication does."""
    head = next((block for block in classify(article, load(article.lang)) if block.kind == "dateline"), None)
    inside = [timex for timex in found if head and head.start <= timex.start < head.end]
    published = article.dct.toordinal()
    for timex in inside:
        day = timex.when.start if timex.when and timex.when.granularity == Granularity.DAY else None
        if day is None or not 0 <= published - day <= DAYS or (day == published and article.firm):
            continue
        return Anchor(date.fromordinal(day), "dateline", timex.text)
    return None
