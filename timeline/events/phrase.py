"""Words of a sentence put together again as a phrase people can read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from timeline.events.syntax import Sentence, Token
from timeline.events.words import Words

_APART = re.compile(r" ([,;:.!?%)]|'s|'|n't|'ll|'d|'ve|'re)(?=\s|$)")
_LISTED = ("conj", "cc", "compound", "nummod", "amod", "npadvmod")


def render(sentence: Sentence, kept: Mapping[int, str]) -> str:
    """Return the kept words (index → form) in order, with the sentence's spacing; commas return inside lists."""
    out = ""
    previous: int | None = None
    for index in sorted(kept):
        token, word = sentence.tokens[index], kept[index]
        if not word:
            continue
        if previous is not None:
            adjoining = index == previous + 1
            if not adjoining or token.start > sentence.tokens[previous].end:
                out += ", " if not adjoining and _listed(sentence, previous, index) else " "
        out += word
        previous = index
    return out


def _listed(sentence: Sentence, previous: int, index: int) -> bool:
    """Whether a comma between two kept words belongs to a list, and nothing but the comma was left out."""
    tokens = sentence.tokens
    between = [t for t in tokens[previous + 1 : index] if t.text != '"']
    return (
        len(between) == 1
        and between[0].text == ","
        and tokens[index].dep in _LISTED
        and not any(tokens[i].dep == "appos" for i in (index, *sentence.up(index)[:2]))
    )


def tidy(text: str) -> str:
    """Mend spaces around punctuation."""
    return _APART.sub(r"\1", text.strip(" ,;:–-"))


def spoken(tokens: Iterable[Token]) -> str:
    """Return tokens in a row as they stood, on one line."""
    out, end = "", None
    for token in tokens:
        out += (" " if end is not None and token.start > end else "") + token.text
        end = token.end
    return out


def capital(text: str, words: Words) -> str:
    """Drop a leading article and start with a capital."""
    first, _, rest = text.partition(" ")
    if first.lower() in words.articles and len(rest.split()) >= 2:
        text = rest
    return text[:1].upper() + text[1:]


def shorten(text: str, words: Words, limit: int) -> str:
    """Cut at a word, and back to one that can end a phrase."""
    if len(text) <= limit:
        return text
    parts = text[:limit].rsplit(" ", 1)[0].split()
    while len(parts) > 3 and parts[-1].lower().strip(",") in words.weak_endings:
        parts.pop()
    return " ".join(parts).rstrip(" ,;:–-")


def possessive(name: str) -> str:
    """``Jones'``, ``Smith's``."""
    return name + ("'" if name.endswith("s") else "'s")


def past_form(lemma: str, participle: str, words: Words) -> str:
    """Return the past of a verb, given its lemma and present participle; empty in a language without such a list.

    >>> from timeline.events.words import load
    >>> [past_form(*forms, load("en")) for forms in (("arrive", "arriving"), ("plan", "planning"), ("bid", "bidding"))]
    ['arrived', 'planned', 'bid']
    """
    if not words.irregular:
        return ""
    for entry in sorted(words.irregular):
        past, base, *_ = entry.split()
        if base == lemma:
            return past
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeou":
        return lemma[:-1] + "ied"
    return participle.lower().removesuffix("ing") + "ed"
