"""The words of a language as the lexer looks them up."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from timeline.temporal.wordtree import trie_regex

Entries = dict[str, Any]
"""The token classes a word may have, each with its value there."""

_FIRST = re.compile(r"[^\W\d_]+")
_SINGLE = re.compile(r"[^\W\d_]+|[^\w\s]|(?:[a-z]\.)+[a-z]?")


class Phrases(NamedTuple):
    """The expressions of more than one word that begin with a word: a pattern for any of them, and what each means."""

    pattern: re.Pattern[str]
    table: dict[str, Entries]


class Word(NamedTuple):
    """A word: its token classes, the phrases it begins, whether it must be written large and may carry a full stop."""

    entries: Entries
    phrases: Phrases | None = None
    capital: bool = False
    abbreviation: bool = False


def words(table: dict[str, Entries], capital: Collection[str], abbreviations: Collection[str]) -> dict[str, Word]:
    """Return every word of a table of words and phrases, under its lower-case form."""
    phrases: dict[str, dict[str, Entries]] = {}
    for text, entries in table.items():
        if not _SINGLE.fullmatch(text):
            first = _FIRST.match(text)
            phrases.setdefault(first[0] if first else "", {})[text] = entries
    found = {word: Word({}, _compiled(begun)) for word, begun in phrases.items()}
    for word, entries in table.items():
        if _SINGLE.fullmatch(word):
            begun = found[word].phrases if word in found else None
            found[word] = Word(entries, begun, word in capital, word in abbreviations)
    return found


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """Return every single word that occurs in words and phrases.

    >>> sorted(vocabulary(["monday", "new year's eve"]))
    ['eve', 'monday', 'new', 's', 'year']
    """
    return frozenset(word for text in texts for word in _FIRST.findall(text))


def _compiled(table: dict[str, Entries]) -> Phrases:
    return Phrases(re.compile(trie_regex(table)), table)
