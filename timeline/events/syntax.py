"""A sentence as a tree of words, whoever read it: a parser's model or our own rules.

Labels are those of spaCy's English models: universal parts of speech, Penn tags, CLEAR dependencies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Token:
    """A word; `start`, `end` in the article's code points, `head` the index of the governing token (its own for the root)."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A read sentence; `by` names the reader (``rules`` or the model)."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    by: str
    children: tuple[tuple[int, ...], ...]

    @classmethod
    def build(cls, start: int, end: int, tokens: Sequence[Token], by: str) -> Sentence:
        """Make a sentence, with the children of each token worked out."""
        below: list[list[int]] = [[] for _ in tokens]
        for i, token in enumerate(tokens):
            if token.head != i:
                below[token.head].append(i)
        return cls(start, end, tuple(tokens), by, tuple(map(tuple, below)))

    @property
    def root(self) -> int:
        """Index of the (first) root."""
        return next((i for i, t in enumerate(self.tokens) if t.head == i), 0)

    def covering(self, start: int, end: int) -> list[int]:
        """Tokens that share a character with [start, end)."""
        return [i for i, t in enumerate(self.tokens) if t.start < end and t.end > start]

    def top(self, indices: Iterable[int]) -> int:
        """Return the first token of a span whose head lies outside it."""
        span = list(indices)
        inside = set(span)
        return next((i for i in span if self.tokens[i].head not in inside or self.tokens[i].head == i), span[0])

    def up(self, index: int) -> list[int]:
        """Return the governors of a token, nearest first."""
        path = []
        while self.tokens[index].head != index:
            index = self.tokens[index].head
            path.append(index)
        return path

    def subtree(self, index: int) -> list[int]:
        """Return the token and all below it, in order."""
        found, todo = [], [index]
        while todo:
            i = todo.pop()
            found.append(i)
            todo.extend(self.children[i])
        return sorted(found)

    def kids(self, index: int, *deps: str) -> list[int]:
        """Children with one of the labels."""
        return [i for i in self.children[index] if self.tokens[i].dep in deps]

    def is_verb(self, index: int) -> bool:
        """Whether a token is a verb that can carry a clause (a copula counts, an auxiliary does not)."""
        token = self.tokens[index]
        return token.pos == "VERB" or (token.pos == "AUX" and token.dep not in ("aux", "auxpass"))


class Reader(Protocol):
    """Reads sentences into trees."""

    name: str

    def read(self, sentences: Sequence[tuple[int, str]]) -> list[Sentence]:
        """Read (offset, text) pairs; token offsets are those of the article."""
        ...


Parser = Reader
