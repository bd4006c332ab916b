"""A title one could publish: who did what to whom, in the sentence's own words, at most 90 characters, never cut mid-phrase."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from timeline.events.clauses import auxiliaries, content, quotation, subject
from timeline.events.syntax import Sentence
from timeline.events.words import Words

LIMIT = 90
# Constituents that never belong to a title, wherever they hang.
_DROPPED = {"relcl", "advcl", "parataxis", "intj", "meta", "discourse", "punct", "preconj", "dep"}
_ASIDES = {"appos", "acl"}
_COMPLEMENTS = ("dobj", "attr", "acomp", "xcomp", "oprd", "dative", "prt", "agent", "ccomp")
_INNER_PUNCTUATION = {"-", "–", "'", "%", "$", "/", "&"}

Resolve = Callable[[int, bool], str]
"""Name for the pronoun that starts at a code point (True: possessive); empty if none fits."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title, the rule that made it, and why an editor should look at it (empty if no reason)."""

    text: str
    rule: str
    doubt: str = ""


class _Draft:
    """Tokens chosen for a title, with replacements, and groups that may go when it is too long."""

    def __init__(self, sentence: Sentence, dropped: frozenset[int], words: Words) -> None:
        self.sentence, self.dropped, self.words = sentence, dropped, words
        self.kept: dict[int, str] = {}
        self.optional: list[list[int]] = []

    def add(self, index: int, *, asides: bool = False) -> list[int]:
        """Keep a constituent less its clauses, dates and asides; returns what was kept."""
        taken: list[int] = []
        self._walk(index, taken, asides)
        for i in taken:
            self.kept[i] = self.sentence.tokens[i].text
        return sorted(taken)

    def _walk(self, index: int, taken: list[int], asides: bool) -> None:
        if index in self.dropped:
            return
        tokens = self.sentence.tokens
        taken.append(index)
        for child in self.sentence.children[index]:
            token = tokens[child]
            if token.dep in _DROPPED and not (token.dep == "punct" and token.text in _INNER_PUNCTUATION):
                continue
            if token.dep == "appos" and not self._names(index, child):
                continue
            if token.dep == "acl" and not asides and token.tag != "VB":
                continue
            if token.dep == "advmod" and child > index and token.pos == "ADV" and tokens[index].pos in ("NOUN", "PROPN"):
                continue
            if token.dep in ("prep", "agent") and self._empty(child):
                continue
            self._walk(child, taken, asides)

    def _names(self, noun: int, apposition: int) -> bool:
        """Return a name that says who a common noun is is kept; a description of a name is not."""
        tokens = self.sentence.tokens
        return tokens[noun].pos == "NOUN" and tokens[apposition].pos == "PROPN"

    def _empty(self, preposition: int) -> bool:
        """Whether nothing of a prepositional phrase would be left."""
        below = [c for c in self.sentence.children[preposition] if self.sentence.tokens[c].dep != "punct"]
        return bool(below) and all(c in self.dropped or (self.sentence.tokens[c].dep == "prep" and self._empty(c)) for c in below)

    def text(self) -> str:
        return render(self.sentence, self.kept)

    def fit(self) -> bool:
        """Let go of whole optional constituents, the last first, until the title fits."""
        while len(self.text()) > LIMIT and self.optional:
            if len(self.optional) <= 2 and self._thin():
                break
            for i in self.optional.pop():
                self.kept.pop(i, None)
        return len(self.text()) <= LIMIT or self._thin()

    def _thin(self) -> bool:
        """Do without articles and compound adjectives (``Iranian-backed``), where that is enough."""
        tokens = self.sentence.tokens
        small = [i for i in self.kept if tokens[i].dep == "det" and tokens[i].lemma in self.words.articles]
        compound = [
            i for i in self.kept if tokens[i].dep in ("amod", "compound") and "-" in tokens[i].text and tokens[i].text != "-"
        ]
        compound += [j for i in self.kept if tokens[i].dep == "amod" and (parts := self._hyphenated(i)) for j in parts]
        for going in (small, [*small, *compound]):
            left = {i: w for i, w in self.kept.items() if i not in set(going)}
            if len(render(self.sentence, left)) <= LIMIT:
                self.kept = left
                return True
        return False

    def _hyphenated(self, index: int) -> list[int]:
        """``Iranian``, ``-``, ``backed``, where the reader makes three tokens of it."""
        below = self.sentence.subtree(index)
        return below if any(self.sentence.tokens[i].text == "-" for i in below) else []


def render(sentence: Sentence, kept: dict[int, str]) -> str:
    """Put words together again with the spacing of the sentence; commas return between the parts of a list."""
    out = ""
    previous: int | None = None
    for index in sorted(kept):
        token, word = sentence.tokens[index], kept[index]
        if not word:
            continue
        if previous is not None:
            before = sentence.tokens[previous]
            between = sentence.tokens[previous + 1 : index]
            if token.start > before.end or index != previous + 1:
                listed = any(t.text == "," for t in between) and token.dep in (
                    "conj",
                    "appos",
                    "cc",
                    "compound",
                    "nummod",
                    "amod",
                    "npadvmod",
                )
                out += ", " if listed and not _apposed(sentence, index) else " "
        out += word
        previous = index
    return tidy(out)


def _apposed(sentence: Sentence, index: int) -> bool:
    return any(sentence.tokens[i].dep == "appos" for i in (index, *sentence.up(index)[:2]))


def tidy(text: str) -> str:
    """Mend spaces around punctuation."""
    text = re.sub(r"\s+", " ", text).strip(" ,;:–-")
    text = re.sub(r" ([,;:.!?%)'])(?=\s|$)", r"\1", text)
    return re.sub(r" ('s|'|n't|'ll|'d|'ve|'re)(?=\s|$)", r"\1", text)


def make(
    sentence: Sentence,
    predicate: int,
    dates: Iterable[tuple[int, int]],
    resolve: Resolve,
    words: Words,
    *,
    nominal: bool,
    statement: bool,
) -> Title:
    """Return the title of an event whose predicate stands at index `predicate`; `dates` are spans of time expressions."""
    dropped = _dated(sentence, dates)
    if nominal:
        return _nominal(sentence, predicate, dropped, words)
    if statement:
        said = _statement(sentence, predicate, dropped, resolve, words)
        if said:
            return said
    return _clause(sentence, predicate, dropped, resolve, words)


def _dated(sentence: Sentence, dates: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Tokens of time expressions and of the prepositions that bring in nothing else."""
    dropped: set[int] = set()
    for start, end in dates:
        dropped.update(sentence.covering(start, end))
    for i, token in enumerate(sentence.tokens):
        below = [c for c in sentence.children[i] if sentence.tokens[c].dep != "punct"]
        if token.pos in ("ADP", "SCONJ") and below and all(c in dropped for c in below):
            dropped.add(i)
    return frozenset(dropped)


def _clause(sentence: Sentence, verb: int, dropped: frozenset[int], resolve: Resolve, words: Words) -> Title:
    draft = _Draft(sentence, dropped, words)
    who = subject(sentence, verb, words)
    doubt = (
        _subject(draft, who.head, resolve) if who else ("" if sentence.kids(verb, "expl") else "the sentence names no subject")
    )
    for i in sentence.kids(verb, "expl"):
        draft.add(i)
    _predicate(draft, verb)
    return _finish(draft, doubt, f"clause-{who.rule}" if who else "clause-no-subject")


def _subject(draft: _Draft, head: int, resolve: Resolve) -> str:
    """Add the subject; a pronoun gives way to the name it stands for. Returns a doubt."""
    tokens = draft.sentence.tokens
    draft.add(head)
    _noun_options(draft, head)
    token = tokens[head]
    if token.lemma in draft.words.pronouns and not any(c in draft.kept for c in draft.sentence.kids(head, "prep")):
        name = resolve(token.start, False)
        if not name:
            return f"who or what is “{token.text}”?"
        draft.kept[head] = name
    for i in draft.sentence.kids(head, "poss"):
        if tokens[i].tag == "PRP$":
            name = resolve(tokens[i].start, True)
            if not name:
                return f"whose is “{tokens[i].text}”?"
            draft.kept[i] = name + ("'" if name.endswith("s") else "'s")
    return ""


def _noun_options(draft: _Draft, head: int) -> None:
    """Note what may go from a noun phrase: the phrases behind it."""
    for i in draft.sentence.children[head]:
        if draft.sentence.tokens[i].dep in ("prep", "acl", "appos") and i in draft.kept:
            draft.optional.append([t for t in draft.sentence.subtree(i) if t in draft.kept])


def _predicate(draft: _Draft, verb: int) -> None:
    """Add verb, auxiliaries and complements; note what may go, least needed last."""
    sentence, tokens = draft.sentence, draft.sentence.tokens
    draft.kept[verb] = tokens[verb].text
    for i in auxiliaries(sentence, verb):
        draft.kept[i] = tokens[i].text
    for i in sentence.kids(verb, "neg"):
        draft.kept[i] = tokens[i].text
    has_object = bool(sentence.kids(verb, "dobj", "attr", "acomp", "xcomp", "ccomp", "oprd"))
    phrases: list[list[int]] = []
    for i in sentence.children[verb]:
        token = tokens[i]
        if i in draft.dropped:
            continue
        if token.dep in _COMPLEMENTS:
            if token.dep in ("xcomp", "ccomp") and sentence.is_verb(i):
                _complement_clause(draft, i, phrases)
            else:
                draft.add(i, asides=True)
                _object_options(draft, i, phrases)
        elif token.dep == "prep" and i > verb and not draft._empty(i):
            taken = draft.add(i)
            if has_object or phrases:
                phrases.append(taken)
            _phrase_options(draft, i, phrases)
        elif (
            token.dep == "advmod"
            and token.pos == "ADV"
            and abs(i - verb) == 1
            and token.lemma
            not in (
                "also",
                "however",
                "meanwhile",
                "then",
                "later",
                "earlier",
                "already",
                "just",
                "when",
                "where",
                "why",
                "how",
                "still",
                "now",
            )
        ):
            phrases.insert(0, draft.add(i))
    draft.optional.extend(sorted(phrases, key=lambda p: p[0] if p else 0))


def _complement_clause(draft: _Draft, verb: int, phrases: list[list[int]]) -> None:
    """``agreed to withdraw …``: the clause under the verb, itself with parts that may go."""
    taken = draft.add(verb, asides=True)
    for child in draft.sentence.children[verb]:
        if draft.sentence.tokens[child].dep in ("prep", "conj", "xcomp", "cc") and child in draft.kept:
            phrases.append([t for t in draft.sentence.subtree(child) if t in draft.kept])
        elif draft.sentence.tokens[child].dep in ("dobj", "attr"):
            _object_options(draft, child, phrases)
    del taken


def _object_options(draft: _Draft, head: int, phrases: list[list[int]]) -> None:
    sentence, tokens = draft.sentence, draft.sentence.tokens
    for i in sentence.children[head]:
        if i not in draft.kept:
            continue
        if tokens[i].dep in ("prep", "acl", "appos", "npadvmod"):
            phrases.append([t for t in sentence.subtree(i) if t in draft.kept])
            _phrase_options(draft, i, phrases)


def _phrase_options(draft: _Draft, preposition: int, phrases: list[list[int]]) -> None:
    """Note what may go from a prepositional phrase; ``in response to …`` and its like go whole or not at all."""
    for noun in draft.sentence.kids(preposition, "pobj"):
        described = [c for c in draft.sentence.children[noun] if c < noun]
        if described or draft.sentence.tokens[noun].pos != "NOUN" or draft.sentence.tokens[noun].tag == "NNS":
            _object_options(draft, noun, phrases)


def _finish(draft: _Draft, doubt: str, rule: str) -> Title:
    fits = draft.fit()
    text = capital(draft.text(), draft.words)
    if not fits:
        return Title(shorten(text, draft.words), f"{rule}-shortened", doubt or "the title had to be shortened")
    return Title(text, rule, doubt)


def _nominal(sentence: Sentence, noun: int, dropped: frozenset[int], words: Words) -> Title:
    draft = _Draft(sentence, dropped, words)
    draft.add(noun, asides=True)
    phrases: list[list[int]] = []
    _object_options(draft, noun, phrases)
    draft.optional.extend(sorted(phrases, key=lambda p: p[0]))
    doubt = "" if len(draft.text().split()) >= 3 else "the title is only a noun"
    return _finish(draft, doubt, "noun-phrase")


def _statement(sentence: Sentence, verb: int, dropped: frozenset[int], resolve: Resolve, words: Words) -> Title | None:
    """``NAME: “…”`` for a quotation; None where the plain clause will do."""
    who = subject(sentence, verb, words)
    marks = quotation(sentence)
    if who is None or marks is None or marks[0] <= who.head < marks[1]:
        return None
    draft = _Draft(sentence, dropped, words)
    doubt = _subject(draft, who.head, resolve)
    while len(draft.text()) > 45 and draft.optional:
        for i in draft.optional.pop():
            draft.kept.pop(i, None)
    speaker = capital(draft.text(), words)
    tokens = sentence.tokens[marks[0] : marks[1]]
    room = LIMIT - len(speaker) - 4
    text = _words_of(tokens)
    if len(tokens) < 4:
        return None
    if len(text) > room:
        text = next((t for t in _halves(text) if len(t) <= room), "")
    if not text:
        inner = content(sentence, verb)
        return None if inner is None else _told(sentence, speaker, inner, dropped, resolve, words, doubt)
    return Title(f"{speaker}: “{text.strip(' ,')}”", "speaker-and-quotation", doubt)


def _told(
    sentence: Sentence, speaker: str, inner: int, dropped: frozenset[int], resolve: Resolve, words: Words, doubt: str
) -> Title | None:
    said = _clause(sentence, inner, dropped, resolve, words)
    text = said.text
    room = LIMIT - len(speaker) - 4
    if len(text) > room:
        return None
    return Title(f"{speaker}: “{text}”", "speaker-and-clause", doubt or said.doubt)


def _words_of(tokens: Iterable[object]) -> str:
    out, end = "", None
    for token in tokens:
        start = token.start  # type: ignore[attr-defined]
        out += (" " if end is not None and start > end else "") + token.text  # type: ignore[attr-defined]
        end = token.end  # type: ignore[attr-defined]
    return out


def _halves(text: str) -> Iterable[str]:
    """Whole clauses of a quotation that is too long: what stands before or after `and`, `but`, a semicolon or full stop."""
    parts = [p.strip() for p in re.split(r"(?:,? (?:and|but) (?=(?:our|we|I|it|they|he|she|this|that|the)\b))|[;.!?] ", text)]
    return sorted((p for p in parts if len(p.split()) >= 4), key=lambda p: -len(p)) if len(parts) > 1 else []


def capital(text: str, words: Words) -> str:
    """Drop a leading article and start with a capital."""
    first, _, rest = text.partition(" ")
    if first.lower() in words.articles and len(rest.split()) >= 2:
        text = rest
    return text[:1].upper() + text[1:]


def shorten(text: str, words: Words, limit: int = LIMIT) -> str:
    """Cut at a word, and back to one that can end a phrase."""
    if len(text) <= limit:
        return text
    parts = text[:limit].rsplit(" ", 1)[0].split()
    while len(parts) > 3 and parts[-1].lower().strip(",") in words.weak_endings:
        parts.pop()
    return " ".join(parts).rstrip(" ,;:–-")
