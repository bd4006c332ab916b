"""What can be told of a site's articles without rendering or even reading them again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from timeline.article.model import Article


@dataclass(frozen=True, slots=True)
class Listed:
    """A published article that is rendered, or unpacked from the cache, only when `article` is called.

    Path, digest, slug, language, timeline and status are those of the `Article`, `length` is that of its text in code points.
    """

    path: str
    digest: str
    slug: str
    lang: str
    timeline: str
    status: str
    length: int
    article: Callable[[], Article] = field(compare=False, repr=False)
    """Raises `TimelineError` where the cache is damaged and the article no longer the same."""

    @classmethod
    def of(cls, article: Article) -> Listed:
        """List an article that was just made."""
        facts = (article.path, article.digest, article.slug, article.lang, article.timeline, article.status)
        return cls(*facts, len(article.text), lambda: article)
