"""How alike two texts are: word sets within an article, TF-IDF across articles, shingles for syndicated copies.

Plain Python: these run over titles and quotes, thousands at most at a time, and are loaded with the site.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

_WORD = re.compile(r"\w+", re.UNICODE)
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ed", "es", "s", "al", "er", "or")


def word_list(text: str) -> list[str]:
    """Lower-case words of a text."""
    return _WORD.findall(text.lower())


@lru_cache(65536)
def stem(word: str) -> str:
    """Return a crude stem: common English endings off, at least four letters left."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)].removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word


def stems(text: str) -> tuple[str, ...]:
    """Stems of a text's words."""
    return tuple(stem(w) for w in word_list(text))


def token_set(a: str, b: str) -> float:
    """Dice coefficient of two word sets, 0 to 1: order, case and punctuation do not count."""
    left, right = set(word_list(a)), set(word_list(b))
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


class Tfidf:
    """TF-IDF vectors over a fixed collection; `cosine(i, j)` of two of its texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = [Counter(stems(t)) for t in texts]
        spread = Counter(word for c in counts for word in c)
        total = len(texts)
        self._vectors = []
        for count in counts:
            vector = {w: (1 + math.log(n)) * math.log(1 + total / spread[w]) for w, n in count.items()}
            norm = math.sqrt(sum(v * v for v in vector.values())) or 1.0
            self._vectors.append({w: v / norm for w, v in vector.items()})

    def cosine(self, i: int, j: int) -> float:
        """Similarity of texts i and j, 0 to 1."""
        a, b = self._vectors[i], self._vectors[j]
        if len(b) < len(a):
            a, b = b, a
        return sum(v * b.get(w, 0.0) for w, v in a.items())


def shingles(text: str, size: int = 5) -> frozenset[int]:
    """Hashes of all runs of `size` words: stable between runs (no salted `hash`)."""
    import zlib

    words = word_list(text)
    return frozenset(zlib.crc32(" ".join(words[i : i + size]).encode()) for i in range(max(1, len(words) - size + 1)))


def jaccard(a: Iterable[int], b: Iterable[int]) -> float:
    """Shared part of two sets, 0 to 1."""
    left, right = set(a), set(b)
    return len(left & right) / len(left | right) if left or right else 0.0
