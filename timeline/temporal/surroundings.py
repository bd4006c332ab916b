"""What stands around an expression, and what it tells: a name, a count, a rate, a title."""

from __future__ import annotations

import re
from typing import Any

NEAR = 16
"""Characters before an expression in which the word before it is looked for."""

_NEXT = re.compile(r"[ \xa0]([^\W\d_]+|%)|[%:]\d|[ \xa0]\d{3}|\([^\W\d_]\)")
_LAST_WORD = re.compile(r"(\w+|-)\.?[ \xa0\n]*$")
_RANGE = re.compile(r"(?<![\d-])(?:\d{4}|\d{4}s)[-–/]$|[^\W\d_]{3}[-–]$")
_AMOUNT = re.compile(r"\d{1,3}(?:[.,]\d+)*")
_FOLLOWING = re.compile(r"[ \xa0]([a-z]+)")
_OF = re.compile(r" of (?:the|an?|his|her|their|its) (\w+)")
_QUOTES = tuple("\"'“”‘’")
_TITLE = re.compile(r" by [A-Z]")


def spaced_word_before(low: str, start: int) -> str:
    """Return the word between two spaces that ends before `start`, "" if there is none: what mostly stands there, found fast.

    >>> spaced_word_before("born on monday", 8), spaced_word_before("born c. 1066", 8)
    ('on', '')
    """
    if low[start - 1 : start] != " ":
        return ""
    cut = low.rfind(" ", max(0, start - NEAR), start - 1) + 1
    word = low[cut : start - 1]
    return word if cut and word.isalpha() else ""


def word_before(low: str, start: int) -> str:
    """Return the word that ends before `start`, without its full stop, or the hyphen there; "" if there is neither.

    >>> word_before("(c. 1066", 4), word_before("mid-may", 4)
    ('c', '-')
    """
    word = spaced_word_before(low, start)
    if word:
        return word
    found = _LAST_WORD.search(low, max(0, start - NEAR), start)
    return found[1] if found else ""


class Surroundings:
    """The text around the expression at [start, end), and what it makes of it."""

    def __init__(self, text: str, low: str, locale: Any, narrative: bool) -> None:  # noqa: ANN401
        self.text, self.low, self.locale, self.narrative = text, low, locale, narrative
        self.start = self.end = 0

    def bare_word_is_other(self) -> bool:
        """Whether a lone word that is also a verb or a name ("march", "fall", "June Carter") lacks a date's surroundings."""
        words = self.locale.words
        word = self.low[self.start : self.end].rstrip(".")
        if word in words["of_something"]:
            return self.low.startswith(" of ", self.end)
        before = self._before()
        if word in words["name"] and self._capital_follows():
            return before not in words["preposition"]
        if before in words["honorific"]:
            return True
        if word not in words["ambiguous"] or self._describes_noun(word, before):
            return False
        return before not in words["date_before"] or (word in words["infinitive"] and before in words["infinitive_before"])

    def counts_something(self) -> bool:
        """Whether a bare number is no year: a sign or "page" before it, a counted noun or more digits after it."""
        low, start, end = self.low, self.start, self.end
        if start and low[start - 1] in "$£€¥#.,-–+:/=@_" and not _RANGE.search(low, max(0, start - 8), start):
            return True
        if start > 1 and low[start - 1] == " " and low[start - 2].isdigit():
            return True
        if start and low[start - 1] in _QUOTES and low[end : end + 1] in _QUOTES:
            return True
        following = _NEXT.match(low, end)
        if following and (following[1] is None or following[1] in self.locale.words["counted"]):
            return True
        if _TITLE.match(self.text, end) and self._before() not in self.locale.words["date_before"]:
            return True
        return self._before() in self.locale.words["numbered"]

    def _before(self) -> str:
        """Return the word before the expression, or the hyphen."""
        return word_before(self.low, self.start)

    def is_share(self) -> bool:
        """Whether it is a part of something that is no time ("the first half of the game")."""
        following = _OF.match(self.low, self.end)
        return following is not None and following[1] not in self.locale.words["of_time"]

    def is_of_somebody(self) -> bool:
        """Whether it is somebody's ("in her late twenties"): an age."""
        return self._before() in self.locale.words["possessive"]

    def follows(self, words: str) -> bool:
        """Whether one of the locale's cue `words` stands before the expression."""
        return self._before() in self.locale.words[words]

    def follows_preposition(self) -> bool:
        """Whether a preposition of time stands before the expression."""
        return self.follows("preposition")

    def describes(self) -> bool:
        """Whether it stands before a noun ("the morning paper")."""
        following = _FOLLOWING.match(self.low, self.end)
        return following is not None and following[1] not in self.locale.words["no_noun"] | self.locale.words["preposition"]

    def _describes_noun(self, word: str, before: str) -> bool:
        """Whether it stands before a noun, as in "the May elections", "a spring offensive"."""
        words, following = self.locale.words, _FOLLOWING.match(self.text, self.end)
        if not following:
            return False
        if word in words["attributive"]:
            return before in words["article"] and following[1] not in words["no_noun"] | words["preposition"]
        return following[1] in words["seasonal"]

    def in_name(self) -> bool:
        """Whether its last word and the next are written large ("Saturday Night Live", "the Winter Palace")."""
        last = self.text[self.start : self.end].rpartition(" ")[2]
        return last[:1].isupper() and self._capital_follows()

    def follows_name(self) -> bool:
        """Whether the word before is written large ("John 3:16")."""
        before = self._before()
        return self.text[self.start - 1 - len(before) : self.start - len(before)].isupper()

    def _capital_follows(self) -> bool:
        return self.text[self.end : self.end + 1] == " " and self.text[self.end + 1 : self.end + 2].isupper()

    def is_genitive(self) -> bool:
        """Whether the expression has the possessive behind it."""
        return self.low.startswith(("'s", "’s"), self.end)

    def ends_clause(self) -> bool:
        """Whether the text ends or is punctuated behind the expression."""
        return self.low[self.end : self.end + 1] in (*'.,;:)!?"”', "")

    def is_quoted_title(self) -> bool:
        """Whether it stands large after a quotation mark, as in “This Week”."""
        return self.text[self.start - 1 : self.start] in ('"', "“", "‘") and self.is_title()

    def is_title(self) -> bool:
        """Whether every word is written large, as in the name of a programme ("60 Minutes")."""
        words = self.text[self.start : self.end]
        return words.istitle() and " " in words

    def is_rate(self) -> bool:
        """Whether "a year" follows an amount ("$3 a year"): a rate, not a stretch of time."""
        if self.narrative or not self.low.startswith(("a ", "an "), self.start):
            return False
        before = self.low[max(0, self.start - 32) : self.start].split()[-3:]
        words = self.locale.words
        if before and (before[-1][-1] in "0123456789%" or before[-1] in words["rate"]):
            return True
        return any(word in words["rate_number"] or _AMOUNT.fullmatch(word) for word in before[:-1])
