"""What a subject pronoun stands for: the nearest earlier subject that agrees with it in number and animacy, or nothing.

A wrong name is worse than an open question: where an object, or a second subject, of the same sentence agrees as well, the
pronoun stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from timeline.events.actors import Cast
from timeline.events.clauses import SUBJECTS
from timeline.events.phrase import render
from timeline.events.reading import Reading
from timeline.events.syntax import Sentence
from timeline.events.words import Words

Sort = Literal["person", "thing", "several", ""]
_DEPTH = 4  # sentences back, each with a pronoun for its subject
_KEPT_BEHIND = ("of",)
_SORTS: dict[str, Sort] = {"person": "person", "group": "thing", "place": "thing"}


@dataclass(frozen=True, slots=True)
class Antecedents:
    """Finds what the pronouns of one article stand for; `trees` are its read sentences by place number."""

    reading: Reading
    cast: Cast
    words: Words
    _places: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading, cast: Cast, words: Words) -> Antecedents:
        """Index the sentences of a reading by where they begin."""
        return cls(reading, cast, words, {tree.start: n for n, tree in reading.trees.items()})

    def name(self, sentence: Sentence, offset: int) -> str:
        """Return the name or noun phrase for the pronoun, possessive or surname at a code point; empty if in doubt."""
        index = next((i for i, t in enumerate(sentence.tokens) if t.start == offset), None)
        wanted = self._wanted(sentence, index) if index is not None else ""
        found = self._resolve(sentence, index, wanted, _DEPTH) if index is not None and wanted else None
        if found is None or (wanted == "person" and not found):  # nobody fits, or two people: the first named, as a rule
            found = self.cast.antecedent(offset, self.words)
        return "" if index is not None and self._other_sex(sentence.tokens[index].text.lower(), found) else found

    def _other_sex(self, pronoun: str, name: str) -> bool:
        """Return whether the text gives a form of address or a noun to a name that its pronoun contradicts."""
        words, text = self.words, self.cast.text
        if pronoun not in ("he", "him", "his", "she", "her") or not name:
            return False
        other = words.male if pronoun in ("she", "her") else words.female
        if name.lower().split()[-1] in other:
            return True
        said = (text[max(0, m.start - 30) : m.start].lower().split()[-1:] for m in self.cast.mentions if m.name == name)
        return any(last and last[0].strip(".,") in other for last in said)

    def within(self, sentence: Sentence) -> Callable[[int, bool], str]:
        """Return `name` for one sentence, in the form in which titles ask for it."""
        return lambda offset, _: self.name(sentence, offset)

    def _wanted(self, sentence: Sentence, index: int) -> Sort:
        token, words = sentence.tokens[index], self.words
        if token.dep not in SUBJECTS:
            return ""
        lower = token.text.lower()
        if lower in words.person_pronouns:
            return "person"
        return "thing" if lower in words.group_pronouns else "several" if lower in words.plural_pronouns else ""

    def _resolve(self, sentence: Sentence, index: int, wanted: Sort, depth: int) -> str | None:
        """Return the one that fits, "" for several, None for none."""
        found = self._among(sentence, range(index), index, wanted, depth)
        if found is not None or not depth:
            return found
        number = self._places.get(sentence.start, 0)
        earlier = self.reading.trees.get(number - 1)
        if earlier is None or self.reading.places[number].block - self.reading.places[number - 1].block > 1:
            return None
        speaks = sentence.tokens[sentence.tokens[index].head].lemma in self.words.reporting
        return self._among(earlier, range(len(earlier.tokens)), None, wanted, depth - 1, speaks=speaks)

    def _among(
        self, sentence: Sentence, span: Iterable[int], below: int | None, wanted: Sort, depth: int, *, speaks: bool = False
    ) -> str | None:
        tokens = sentence.tokens
        names: dict[str, None] = {}
        around = set(sentence.up(below)) if below is not None else set()
        for i in span:
            token = tokens[i]
            subject = token.dep in SUBJECTS
            rival = token.dep in ("dobj", "attr", "dative") or self._rival(sentence, i)
            if not (subject or rival) or (below is not None and token.head in around and i in around):
                continue
            if subject and token.lemma in self.words.pronouns:
                if self._wanted(sentence, i) == wanted:
                    names[self._resolve(sentence, i, wanted, depth - 1) or "" if depth else ""] = None
                continue
            if self._sort(sentence, i) != wanted or (rival and speaks and token.lemma not in self.words.people):
                continue
            names[self._told_by_name(sentence, i)] = None
        if len(names) == 1:
            return next(iter(names))
        return "" if names else None

    def _rival(self, sentence: Sentence, i: int) -> bool:
        """Recognise ``moved into the city``: a common noun behind a preposition can be meant too, a place or day not."""
        tokens, words = sentence.tokens, self.words
        token = tokens[i]
        if token.dep != "pobj" or token.pos != "NOUN" or not sentence.is_verb(tokens[token.head].head):
            return False
        if token.lemma in words.time_nouns | words.place_heads | words.eventive | {"north", "south", "east", "west"}:
            return False
        return tokens[token.head].lemma in ("into", "to", "against", "with", "on", "for", "from")

    def _sort(self, sentence: Sentence, i: int) -> Sort:
        """Return what kind of pronoun a noun takes; empty where that is open."""
        tokens, words = sentence.tokens, self.words
        token = tokens[i]
        if token.pos not in ("NOUN", "PROPN"):
            return ""
        counted = any(tokens[j].text.lower() not in ("one", "1") for j in sentence.kids(i, "nummod"))
        if sentence.kids(i, "conj") or counted or token.tag in ("NNS", "NNPS") or token.text.lower() in words.plurals:
            return "several"
        if i == 0 and token.pos == "PROPN" and token.text.endswith("s") and not self.cast.within(token.start, token.end):
            return "several"  # a common noun that opens a sentence
        if token.lemma in words.people | words.person_titles or token.entity == "PERSON":
            return "person"
        named = next((m for m in self.cast.within(token.start - 60, token.end) if m.start <= token.start < m.end), None)
        if named is not None:
            return _SORTS.get(named.kind, "")
        return "thing" if token.pos == "NOUN" and token.lemma not in words.time_nouns else ""

    def _told_by_name(self, sentence: Sentence, head: int) -> str:
        """Return the noun phrase; for ``its owner, Ann Lee,`` the name, and for ``her lawyer`` nothing: *she* may be either."""
        if not any(sentence.tokens[i].tag == "PRP$" for i in sentence.kids(head, "poss")):
            return self._phrase(sentence, head)
        named = [i for i in sentence.kids(head, "appos") if sentence.tokens[i].pos == "PROPN"]
        return self._phrase(sentence, named[0]) if named else ""

    def _phrase(self, sentence: Sentence, head: int) -> str:
        """Return the noun phrase as one comes back to it: definite, without clauses and what else stands behind its head."""
        tokens, words = sentence.tokens, self.words
        named = next((m for m in self.cast.within(tokens[head].start - 60, tokens[head].end) if m.end == tokens[head].end), None)
        if named is not None and tokens[head].pos == "PROPN":
            return named.name
        kept = [head]
        for child in sentence.children[head]:
            token = tokens[child]
            if token.dep in ("relcl", "acl", "appos", "punct", "case", "predet", "advmod") or token.tag == "PRP$":
                continue
            if token.dep == "prep" and token.lemma not in _KEPT_BEHIND:
                continue
            kept.extend(sentence.subtree(child))
        forms = {i: tokens[i].text for i in kept}
        dates = {i for n in self.reading.timexes.values() for t in n for i in sentence.covering(t.start, t.end)}
        forms = {i: form for i, form in forms.items() if i not in dates or i == head}
        first = min(forms)
        opens = tokens[first].lemma in words.articles
        if opens:
            forms[first] = "the" if tokens[head].pos == "NOUN" or tokens[head].tag == "NNS" else ""
        if first == 0 and not opens and tokens[first].pos != "PROPN":
            forms[first] = tokens[first].text.lower()
        text = render(sentence, forms)
        return f"the {text}" if not opens and any(tokens[i].pos == "NUM" for i in forms if i < head) else text
