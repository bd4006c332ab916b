"""Find an article's mentions again among the lines of evidence in event files, after sentences were edited.

The thresholds are cosines of word and word-pair counts. Measured on tbaq-corrected (`bench/eventfiles.py`): a sentence with a
tenth of its words changed keeps 0.77 or more in 95 of 100 cases, with a fifth 0.64; the nearest other sentence of the article
with the same time expression stays below 0.42 in 99 of 100.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from timeline.events import fingerprint
from timeline.events.event import Found

SAME, ASK = 0.55, 0.40
SAME_OTHER_WORDS = 0.65
"""Needed where the time expression differs too."""
SAME_ESTIMATED, ASK_ESTIMATED = 0.60, 0.45
"""Needed where only keys are known, so that the cosine is an estimate."""
MARGIN = 0.08
"""How much better than the second best a match must be."""


def key_of(found: Found) -> str:
    """Return the key of a mention: the one written down, else that of its words and sentence."""
    return found.key or fingerprint.key(found.text, found.quote)


@dataclass(frozen=True, slots=True)
class Matched:
    """What `match` says of mentions by their position: the line each is, or the lines it may be."""

    same: dict[int, int]
    maybe: dict[int, tuple[int, ...]]


def match(mentions: Sequence[Found], lines: Sequence[Found]) -> Matched:
    """Match mentions that no line repeats word for word with lines that no mention repeats, each line at most once.

    Same fingerprint first, then similar sentences with the same time expression, then similar sentences with another one.
    A mention that two lines resemble alike, or that resembles one only faintly, is left open.
    """
    same: dict[int, int] = {}
    maybe: dict[int, tuple[int, ...]] = {}
    by_key = {key_of(line): number for number, line in reversed(list(enumerate(lines)))}
    for number, mention in enumerate(mentions):
        line = by_key.pop(key_of(mention), None)
        if line is not None:
            same[number] = line
    for same_words, threshold in ((True, SAME), (False, SAME_OTHER_WORDS)):
        scores = _scores(mentions, lines, same, same_words=same_words)
        for score, number, line in sorted(scores, reverse=True):
            if number in same or line in same.values() or number in maybe:
                continue
            rivals = [other for other_score, n, other in scores if n == number and other_score > score - MARGIN]
            rivals = [other for other in rivals if other not in same.values()]
            claims = [n for other_score, n, other in scores if other == line and other_score > score - MARGIN and n not in same]
            if score >= threshold and len(rivals) == len(claims) == 1:
                same[number] = line
            elif score >= threshold or (same_words and score >= ASK):
                maybe[number] = tuple(rivals)
    return Matched(same, {n: candidates for n, candidates in maybe.items() if n not in same})


def _scores(
    mentions: Sequence[Found], lines: Sequence[Found], same: dict[int, int], *, same_words: bool
) -> list[tuple[float, int, int]]:
    taken = set(same.values())
    found = []
    for number, mention in enumerate(mentions):
        if number in same:
            continue
        words = fingerprint.words(mention.text)
        for line, other in enumerate(lines):
            if line not in taken and (fingerprint.words(other.text) == words) == same_words:
                score = fingerprint.cosine(mention.quote, other.quote)
                if score >= ASK:
                    found.append((score, number, line))
    return found


def recall(key: str, seen: Collection[str]) -> float:
    """Return how closely a mention resembles one of those seen before whose sentence is no longer known: 1 is the same."""
    if key in seen:
        return 1.0
    sentence, words = fingerprint.sentence_part(key), fingerprint.expression_part(key)
    best = 0.0
    for other in seen:
        if fingerprint.sentence_part(other) == sentence:
            return 1.0
        if fingerprint.expression_part(other) == words:
            best = max(best, fingerprint.estimate(key, other))
    return best
