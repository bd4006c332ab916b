"""The rough reader: one pass over a sentence's words.

It knows noun phrases, prepositional phrases, verb groups, subordinate clauses, coordination and quotations. Its trees are
shallow: prepositional phrases hang on the verb where there is one, which for dates is right more often than not.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.rough.building import INSIDE_NOUN, Building
from timeline.events.rough.lexical import NOMINAL, tokens
from timeline.events.rough.nouns import noun_phrase
from timeline.events.rough.small import small_word
from timeline.events.rough.verbs import verb_group
from timeline.events.syntax import Sentence, Token
from timeline.events.words import Words


class RuleReader:
    """A `Parser` made of rules and word lists; `name` is what event files say about who read."""

    name = "rules"

    def __init__(self, words: Words) -> None:
        self._words = words

    def read(self, sentences: Sequence[tuple[int, str]]) -> list[Sentence]:
        """Read each text as one sentence."""
        return [self._read(offset, text) for offset, text in sentences]

    def _read(self, offset: int, text: str) -> Sentence:
        words = tokens(text, offset, self._words)
        built = Building(words, self._words)
        run(built)
        read = [Token(w.start, w.end, w.text, w.lemma, w.pos, w.tag, built.deps[i], built.heads[i]) for i, w in enumerate(words)]
        return Sentence.build(offset, offset + len(text), read, self.name)


def run(b: Building) -> None:
    """Take in the words of a sentence from left to right."""
    i = 0
    while i < len(b.words):
        word = b.words[i]
        if word.pos in ("AUX", "VERB") or word.tag == "TO" or (word.pos in ("PART", "ADV") and _verb_follows(b, i)):
            i = verb_group(b, i)
        elif word.pos in INSIDE_NOUN or word.pos == "PRON":
            i = noun_phrase(b, i)
        else:
            small_word(b, i, word)
            i += 1
    _close(b)


def _verb_follows(b: Building, i: int) -> bool:
    while i < len(b.words) and b.words[i].pos in ("PART", "ADV"):
        i += 1
    return i < len(b.words) and b.words[i].pos == "AUX" and b.clause.verb < 0


def _close(b: Building) -> None:
    """End of the sentence: settle what still waits, and give it one root."""
    outer = b.stack[0]
    while len(b.stack) > 1:
        b.pop()
    root = outer.verb
    while root >= 0 and b.heads[root] >= 0 and b.deps[root] != "ROOT":
        root = b.heads[root]
    if root < 0:
        root = next((i for i, w in enumerate(b.words) if w.pos in ("VERB", "AUX") and b.heads[i] < 0), -1)
    if root < 0:
        root = outer.subject if outer.subject >= 0 else next((i for i, w in enumerate(b.words) if w.pos in NOMINAL), 0)
    for index, dep, owner in b.waiting:
        if b.heads[index] < 0 and index != root:
            b.link(index, owner.verb if owner.verb >= 0 and owner.verb != index else root, dep)
    _root(b, root)


def _root(b: Building, root: int) -> None:
    if not b.words:
        return
    b.heads[root], b.deps[root] = root, "ROOT"
    for i in range(len(b.words)):
        if b.heads[i] < 0:
            b.link(i, root, b.deps[i])
    for i in range(len(b.words)):
        seen = set()
        j = i
        while b.heads[j] != j:
            if j in seen:
                b.link(j, root, "dep")
                break
            seen.add(j)
            j = b.heads[j]
