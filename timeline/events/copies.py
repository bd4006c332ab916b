"""Syndicated copies: the same agency text in two articles, counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from timeline.article import Article
from timeline.events.similarity import jaccard, shingles

_ALIKE = 0.7
_SKETCH = 32


def copies(articles: Iterable[Article]) -> dict[str, str]:
    """Return path of each copy → path of its original (the earliest article of the group, then by path).

    Two texts are copies when they share 70 % of their runs of five words. Bottom-k sketches find candidates, so only
    likely pairs are compared in full.
    """
    ordered = sorted(articles, key=lambda a: (a.dct, a.path))
    runs = [shingles(a.text) for a in ordered]
    shelves: dict[int, list[int]] = defaultdict(list)
    found: dict[str, str] = {}
    for i, article in enumerate(ordered):
        sketch = sorted(runs[i])[:_SKETCH]
        candidates = sorted({j for h in sketch for j in shelves[h]})
        original = next((j for j in candidates if jaccard(runs[i], runs[j]) >= _ALIKE), None)
        if original is not None:
            found[article.path] = found.get(ordered[original].path, ordered[original].path)
        for h in sketch:
            shelves[h].append(i)
    return found
