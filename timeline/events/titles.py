"""A title one could publish: who did what to whom, in the sentence's own words, at most 90 characters, never cut mid-phrase."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.events.clauses import Subject, content, governing, names_as, quotation, quoted, speaker, subject
from timeline.events.compress import LIMIT, Compression
from timeline.events.naming import (
    Resolve,
    add_around,
    add_described,
    add_possessors,
    add_subject,
    heard_pronouns,
    name_objects,
    open_pronoun,
    tell_as_past,
)
from timeline.events.phrase import capital, shorten, spoken
from timeline.events.syntax import Sentence
from timeline.events.words import Words

_SPEAKER = 45
"""Most characters of the speaker before a quotation."""
_FINITE = ("VBD", "VBZ", "VBP", "VB", "MD")
NAMELESS = "the sentence names no subject"


@dataclass(frozen=True, slots=True)
class Title:
    """A title, the rule that made it, and why an editor should look at it (empty if no reason)."""

    text: str
    rule: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Task:
    """What a title is made from."""

    sentence: Sentence
    dropped: frozenset[int]
    resolve: Resolve
    words: Words
    past: bool = True

    def blank(self) -> Compression:
        return Compression(self.sentence, self.dropped, self.words)


def make(
    sentence: Sentence,
    predicate: int,
    dates: Iterable[tuple[int, int]],
    resolve: Resolve,
    words: Words,
    *,
    nominal: bool,
    statement: bool,
    past: bool = True,
) -> Title:
    """Return the title of an event whose predicate stands at index `predicate`; `dates` are spans of time expressions.

    A quotation gives ``NAME: “…”``, a report ``NAME said …``, a noun its phrase, everything else its clause.
    With `past`, participles of what happened are put into the past.
    """
    if not words.auxiliaries:
        return Title(shorten(spoken(sentence.tokens).rstrip("."), words, LIMIT), "sentence", "the title is only the sentence")
    task = _Task(sentence, _dated(sentence, predicate, dates, words), resolve, words, past)
    if nominal:
        return _nominal(task, predicate)
    if quoted(sentence, predicate):
        outer = speaker(sentence, predicate, words)
        told = _quotation(task, outer) if outer is not None else None
        if told:
            return told
    if statement:
        return _quotation(task, predicate) or _report(task, predicate) or _clause(task, predicate)
    return _clause(task, governing(sentence, predicate))


def _dated(sentence: Sentence, predicate: int, dates: Iterable[tuple[int, int]], words: Words) -> frozenset[int]:
    """Tokens of time expressions and of the prepositions that bring in nothing else; a date that is the object stays."""
    dropped: set[int] = set()
    tokens = sentence.tokens
    for start, end in dates:
        covered = sentence.covering(start, end)
        if covered and covered[0] == predicate + 1 and names_as(sentence, covered[-1]):
            continue  # "set Nov. 10 as the deadline"
        if covered and not any(i in covered for i in sentence.kids(predicate, "dobj", "attr", "nsubj", "nsubjpass")):
            dropped.update(covered)
    for i, token in enumerate(tokens):  # "on the night of Oct. 23"
        if any(tokens[c].lemma == "of" and any(d in dropped for d in sentence.children[c]) for c in sentence.children[i]):
            dropped.update(sentence.subtree(i) if token.lemma in words.time_nouns else ())
    for i, token in enumerate(tokens):
        below = [c for c in sentence.children[i] if sentence.tokens[c].dep != "punct"]
        if token.pos in ("ADP", "SCONJ") and below and all(c in dropped for c in below):
            dropped.add(i)
    return frozenset(dropped)


def _clause(task: _Task, verb: int) -> Title:
    sentence, words = task.sentence, task.words
    draft = task.blank()
    who = subject(sentence, verb, words)
    outer = speaker(sentence, verb, words)
    doubt = ""
    expletive = sentence.kids(verb, "expl")
    if outer is not None and who is not None and _bare(task, who) and _named(sentence, outer, words):
        return _report(task, outer, inner=verb) or Title("", "")
    if who is not None:
        doubt = add_subject(draft, who, task.resolve, heard_pronouns(sentence, outer, words))
    elif not expletive:
        doubt = NAMELESS
    for i in expletive:
        draft.put(i)
    draft.part()
    draft.predicate(verb)
    if task.past:
        tell_as_past(draft, verb, who)
    name_objects(draft, task.resolve)
    add_described(draft, verb, who)
    doubt = doubt or open_pronoun(draft) or _says_too_little(draft, verb, who)
    return _finish(draft, doubt, f"clause-{who.rule}" if who else "clause-no-subject")


def _says_too_little(draft: Compression, verb: int, who: Subject | None) -> str:
    """``Kopp lived``, ``Net income fell 22%``: a doubt about titles that leave out what they are about."""
    tokens, words = draft.sentence.tokens, draft.words
    passive = draft.sentence.kids(verb, "auxpass")
    bare = words.incomplete_passive if passive else words.incomplete
    wanting = draft.sentence.kids(verb, "dobj")  # "the circular that it mailed"
    if (tokens[verb].lemma in bare or wanting) and not draft.behind(verb) and not any(draft.has(i) for i in wanting):
        return "the title says too little"
    if who is not None and tokens[who.head].lemma in words.results:
        named = any(
            tokens[i].pos == "PROPN" and tokens[i].lemma.lower() not in words.results for part in draft.parts for i in part
        )
        return "" if named else "the title does not say whose"
    return ""


def _bare(task: _Task, who: Subject) -> bool:
    """``net income fell``: a subject of one or two common words, which says nothing without the speaker."""
    draft = task.blank()
    tokens = [task.sentence.tokens[i] for i in draft.add(who.head)]
    return 0 < len(tokens) <= 2 and all(t.pos in ("NOUN", "ADJ") for t in tokens) and tokens[-1].tag != "NNS"


def _named(sentence: Sentence, verb: int, words: Words) -> bool:
    who = subject(sentence, verb, words)
    return who is not None and sentence.tokens[who.head].pos == "PROPN"


def _nominal(task: _Task, noun: int) -> Title:
    draft = task.blank()
    draft.add(noun, asides=True)
    phrases: list[list[int]] = []
    draft.noun_options(noun, phrases)
    draft.optional.extend(sorted(phrases, key=lambda p: p[0] if p else 0))
    doubt = add_possessors(draft, noun, task.resolve)
    if len(draft.text().split()) < 2:
        add_around(draft, noun)
    if not doubt and len(draft.text().split()) < 3:
        doubt = "the title is only a noun"
    return _finish(draft, doubt, "noun-phrase")


def _speaker(task: _Task, verb: int) -> tuple[str, str] | None:
    """Name of who speaks, short enough to stand before what is said, and a doubt about it."""
    who = subject(task.sentence, verb, task.words)
    if who is None:
        return None
    draft = task.blank()
    doubt = add_subject(draft, who, task.resolve)
    draft.fit(_SPEAKER)
    return _opened(draft), doubt


def _quotation(task: _Task, verb: int) -> Title | None:
    """``NAME: “…”``; None where nothing is quoted or no whole clause of it fits."""
    sentence, words = task.sentence, task.words
    marks = quotation(sentence, verb)
    named = _speaker(task, verb)
    if named is None or marks is None or marks[1] - marks[0] < 4:
        return None
    if sentence.tokens[marks[0]].text[:1].islower():
        return None  # a part of what was said
    if not any(t.tag in _FINITE for t in sentence.tokens[marks[0] : marks[1]]):
        return None  # ``called her "an excellent girl"``
    name, doubt = named
    text = spoken(sentence.tokens[marks[0] : marks[1]]).strip(" ,.–-")
    room = LIMIT - len(name) - 4
    if len(text) > room:
        text = next((t for t in _halves(text) if len(t) <= room), "")
    inner = content(sentence, verb)
    if not text and inner is not None and marks[0] <= inner < marks[1]:  # shortened, so no longer a quotation
        said = _clause(_Task(sentence, task.dropped, lambda *_: "", words), inner).text
        return Title(f"{name}: {said}", "speaker-and-clause", doubt) if len(said) <= room + 2 else None
    return Title(f"{name}: “{text}”", "speaker-and-quotation", doubt) if text else None


def _report(task: _Task, verb: int, inner: int | None = None) -> Title | None:
    """``NAME said …``, the speaker first wherever the sentence has it; None without a reported clause."""
    sentence = task.sentence
    inner = inner if inner is not None else content(sentence, verb)
    who = subject(sentence, verb, task.words)
    if inner is None or who is None or who.head == inner:
        return None
    draft = task.blank()
    doubt = add_subject(draft, who, task.resolve)
    draft.part()
    for i in (verb, *sentence.kids(verb, "aux", "auxpass", "neg", "prt")):
        draft.put(i)
    for i in sentence.kids(verb, "dobj", "dative"):
        draft.add(i)
    draft.part()
    told = subject(sentence, inner, task.words)
    if told is not None and told.rule == "own":
        for i in sentence.kids(inner, "mark") if inner > verb else []:
            draft.put(i)
        draft.add(told.head)
        draft.noun_options(told.head, draft.optional)
        draft.part()
    for i in sentence.kids(inner, "expl"):
        draft.put(i)
    draft.predicate(inner)
    return _finish(draft, doubt, "speaker-and-report")


def _halves(text: str) -> list[str]:
    """Whole clauses of a quotation that is too long: what stands before or after `and`, `but`, a semicolon or full stop."""
    parts = [
        p.strip(" ,.–-") for p in re.split(r"(?:,? (?:and|but) (?=(?:our|we|I|it|they|he|she|this|that|the)\b))|[;.!?] ", text)
    ]
    return (
        sorted((p for p in parts if len(p.split()) >= 4 and p.count("(") == p.count(")")), key=lambda p: -len(p))
        if len(parts) > 1
        else []
    )


def _opened(draft: Compression) -> str:
    """Return the title with a capital; the article of a name or a plural goes, that of a single thing stays ("A commander …")."""
    part = next((p for p in draft.parts if p), {})
    opening = sorted(part)[:2]
    tokens = draft.sentence.tokens
    named = part[opening[0]].split() if opening else []
    if len(named) > 1 and named[0] in draft.words.articles:  # put there for a pronoun
        return _upper(draft.text())
    if len(opening) == 2 and tokens[opening[0]].lemma in draft.words.articles:
        head = tokens[tokens[opening[0]].head]
        if head.tag not in ("NNS", "NNPS", "NNP", "CD") and not tokens[opening[1]].text[:1].isupper():
            text = draft.text()
            if text[:2] == "a " and text[2:3] in "aeio" and opening[1] != opening[0] + 1:
                text = "an" + text[1:]
            return _upper(text)
    return capital(draft.text(), draft.words)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _finish(draft: Compression, doubt: str, rule: str) -> Title:
    fits = draft.fit()
    text = _opened(draft)
    if not fits:
        return Title(shorten(text, draft.words, LIMIT), f"{rule}-shortened", doubt or "the title had to be shortened")
    if len(text.split()) < 2 and not doubt:
        doubt = "the title is only a word"
    opener = text.split()[0] if text else ""
    if opener.lower() in draft.words.vague_openers and not doubt:
        doubt = f"who or what is “{opener}”?"
    return Title(text, rule, doubt)
