"""A tree under construction: heads and labels so far, and the clauses that are open."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events.rough.lexical import Word
from timeline.events.words import Words

INSIDE_NOUN = ("DET", "ADJ", "NUM", "NOUN", "PROPN")


@dataclass(slots=True)
class Clause:
    """A clause being read: how it hangs on what governs it, and what was found of it so far."""

    dep: str = "ROOT"
    head: int = -1
    verb: int = -1
    subject: int = -1
    last_noun: int = -1
    preposition: int = -1
    marker: int = -1
    objects: int = 0
    after_comma: bool = False
    comma_before: bool = False


class Building:
    """State of one pass over the words of a sentence; fills `heads` and `deps`."""

    def __init__(self, words: list[Word], lexicon: Words) -> None:
        self.words, self.lexicon = words, lexicon
        self.heads = [-1] * len(words)
        self.deps = ["dep"] * len(words)
        self.stack = [Clause()]
        self.coordinator = -1
        self.quote_open = False
        self.quote_closed = False
        self.speaker = -1
        self.waiting: list[tuple[int, str, Clause]] = []

    @property
    def clause(self) -> Clause:
        """Return the innermost open clause."""
        return self.stack[-1]

    def link(self, index: int, head: int, dep: str) -> None:
        """Hang a word on another."""
        self.heads[index], self.deps[index] = head, dep

    def finite_ahead(self, index: int) -> bool:
        """Whether the next word after a noun phrase starts a verb group."""
        j = index + 1
        while j < len(self.words) and self.words[j].pos == "ADV":
            j += 1
        return j < len(self.words) and (self.words[j].pos == "AUX" or self.words[j].tag in ("VBD", "VBZ"))

    def to_verb(self, index: int, dep: str) -> None:
        """Hang something on the clause's verb, now or once it comes."""
        clause = self.clause
        if clause.verb >= 0:
            self.link(index, clause.verb, dep)
        else:
            self.waiting.append((index, dep, clause))

    def starts_report(self, clause: Clause) -> bool:
        """Return whether a clause has a reporting verb."""
        return clause.verb >= 0 and self.words[clause.verb].lemma in self.lexicon.reporting

    def comma_between(self, a: int, b: int) -> bool:
        """Return whether a comma or quotation mark stands in [a, b)."""
        return any(self.words[k].lower in (",", '"') for k in range(a, b))

    def enter(self, clause: Clause) -> None:
        """Open a clause inside the present one."""
        clause.comma_before = self.clause.after_comma
        self.stack.append(clause)

    def pop(self) -> None:
        """Close the innermost clause."""
        done = self.stack.pop()
        if done.head < 0 and done.verb >= 0 and self.heads[done.verb] < 0:
            self.waiting.append((done.verb, "advcl", self.clause))
