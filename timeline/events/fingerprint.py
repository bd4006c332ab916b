"""Know a mention again after its sentence was edited.

A key is ``k``, twelve hex digits of a 48-bit simhash (Charikar 2002) of the sentence's words and word pairs, and four of a
hash of the time expression. Equal means unchanged; the fewer bits differ, the closer the sentences: the share of differing
bits estimates the angle between their feature vectors. Where both sentences are known, the angle is computed instead.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import math
import re
from collections import Counter

BITS = 48
_WORD = re.compile(r"\w+")
_LANES = tuple(sum(((byte >> bit) & 1) << (16 * bit) for bit in range(8)) for byte in range(256))


def key(expression: str, sentence: str) -> str:
    """Return the key of a time expression in its sentence; case, punctuation and spacing do not matter."""
    return f"k{_simhash(sentence):012x}{_hash(' '.join(words(expression)), 2).hex()}"


def sentence_part(mention: str) -> str:
    """Return the digits of a key that stand for the sentence."""
    return mention[1:13]


def expression_part(mention: str) -> str:
    """Return the digits of a key that stand for the time expression."""
    return mention[13:]


def estimate(a: str, b: str) -> float:
    """Estimate the cosine (1 = the same words) of two sentences from their keys."""
    return math.cos(math.pi * (int(a[1:13], 16) ^ int(b[1:13], 16)).bit_count() / BITS)


def cosine(a: str, b: str) -> float:
    """Return the cosine of two sentences' word and word-pair counts, 0 to 1."""
    left, right = _features(a), _features(b)
    if len(left) > len(right):
        left, right = right, left
    dot = sum(count * right[feature] for feature, count in left.items() if feature in right)
    return dot / (_norm(left) * _norm(right)) if dot else 0.0


def words(text: str) -> list[str]:
    """Return the lower-cased words of a text."""
    return _WORD.findall(text.casefold())


@functools.lru_cache(maxsize=4096)
def _features(sentence: str) -> Counter[str]:
    found = words(sentence)
    return Counter([*found, *map(" ".join, itertools.pairwise(found))])


def _norm(features: Counter[str]) -> float:
    return math.sqrt(sum(count * count for count in features.values()))


def _hash(feature: str, size: int) -> bytes:
    return hashlib.blake2b(feature.encode("utf-8", "surrogatepass"), digest_size=size).digest()


def _simhash(sentence: str) -> int:
    """Add up each feature's hash bits in 16-bit lanes of six integers, then take the majority of each."""
    features = _features(sentence)
    sums = [0] * (BITS // 8)
    for feature, count in features.items():
        for position, byte in enumerate(_hash(feature, BITS // 8)):
            sums[position] += _LANES[byte] * count
    half = sum(features.values()) / 2
    value = 0
    for total in reversed(sums):
        for bit in range(7, -1, -1):
            value = value << 1 | (((total >> 16 * bit) & 0xFFFF) > half)
    return value
