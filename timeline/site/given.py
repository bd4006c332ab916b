"""What the timeline's pages need of Pelican, in plain data: settings, articles, introductions.

It is kept from build to build: where only event files have changed, it is still true, and Pelican need not run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from timeline.site import kept
from timeline.site.code import code

NAME = "given.bin"


class TimelineInfo(NamedTuple):
    """What a site says about one timeline in ``content/timelines/<name>.md``; `html` is the owner's and trusted."""

    title: str = ""
    html: str = ""
    cover: str = ""
    order: str = ""
    source: str = ""


class Article(NamedTuple):
    """A published article: its path below the content folder, its output file, and what is published of it.

    `publish` is ``full``, ``quotes`` or ``none``. `html` is its body; `digest` is that of the body before links were resolved.
    `date` is ``YYYY-MM-DD``.
    """

    path: str
    title: str
    save_as: str
    timeline: str
    publish: str
    date: str
    authors: tuple[str, ...]
    digest: str
    html: str


@dataclass(frozen=True, slots=True)
class Given:
    """`settings` are Pelican's, complete; events of the articles `withheld` (drafts) are not published.

    `ours` says that the articles' pages are made by us, since their template is that of `chronicle`.
    """

    settings: Mapping[str, Any]
    articles: tuple[Article, ...] = ()
    withheld: frozenset[str] = frozenset()
    timelines: Mapping[str, TimelineInfo] = field(default_factory=dict)
    ours: bool = False

    def save(self, cache: Path, state: str) -> bool:
        """Keep it in a folder, for as long as the `state` of the files it comes from is the same; say whether it can be kept."""
        articles = [tuple(article) for article in self.articles]
        timelines = {name: tuple(info) for name, info in self.timelines.items()}
        data = dict(self.settings), articles, set(self.withheld), timelines, self.ours
        try:
            kept.save(cache / NAME, f"{code()} {state}", data)
        except ValueError:  # settings that are no plain data
            return False
        return True

    @classmethod
    def load(cls, cache: Path, state: str) -> Given | None:
        """Return what was kept for the same state."""
        stored = kept.load(cache / NAME, f"{code()} {state}")
        if not isinstance(stored, tuple):
            return None
        settings, articles, withheld, timelines, ours = stored
        infos = {name: TimelineInfo(*info) for name, info in timelines.items()}
        return cls(settings, tuple(Article(*article) for article in articles), frozenset(withheld), infos, ours)
