"""Which predicate does a date belong to? Climb from the date to the verb, or the eventive noun, that it dates."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events.syntax import Sentence
from timeline.events.words import Words

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_OBJECTS = ("dobj", "attr", "pobj", "dative", "oprd", "obj")


@dataclass(frozen=True, slots=True)
class Attachment:
    """`predicate` is the index of the dated verb or noun; `nominal` whether it is a noun; `rule` how it was reached."""

    predicate: int
    nominal: bool
    rule: str


def attach(sentence: Sentence, start: int, end: int, words: Words) -> Attachment | None:
    """Return what the date at [start, end) dates; None when it stands in nothing that happens (a figure, a bare name)."""
    covered = sentence.covering(start, end)
    if not covered:
        return None
    node = sentence.top(covered)
    tokens = sentence.tokens
    for governor in sentence.up(node):
        if sentence.is_verb(governor):
            return _verb(sentence, node, governor, words)
        if tokens[governor].pos in ("NOUN", "PROPN") and tokens[governor].lemma in words.eventive and governor not in covered:
            found = _noun(sentence, node, governor, words)
            if found:
                return found
        node = governor
    return _rootless(sentence, node, words)


def _rootless(sentence: Sentence, root: int, words: Words) -> Attachment | None:
    """Return a sentence without a governing verb: a noun phrase that may name a happening."""
    token = sentence.tokens[root]
    if token.lemma in words.eventive:
        return Attachment(root, True, "noun-phrase")
    return None


def _noun(sentence: Sentence, node: int, noun: int, words: Words) -> Attachment | None:
    """Stop at an eventive noun, unless a light verb or the noun's own verb carries the date."""
    tokens = sentence.tokens
    dep = tokens[node].dep
    modifier = dep in ("poss", "compound", "amod", "nummod", "nmod")
    if modifier and tokens[node].end <= tokens[noun].start:
        return Attachment(noun, True, "date-modifies-noun")
    if dep in ("relcl", "acl"):
        return None
    if tokens[noun].dep in _OBJECTS and tokens[noun].dep != "pobj":
        verb = tokens[noun].head
        if sentence.is_verb(verb) and tokens[verb].lemma in words.light:
            return Attachment(verb, False, "light-verb")
    if tokens[noun].dep in _SUBJECTS and sentence.is_verb(tokens[noun].head):
        return None
    return Attachment(noun, True, "date-after-noun")


def _verb(sentence: Sentence, node: int, verb: int, words: Words) -> Attachment:
    """Climb on from a verb that only serves another one."""
    tokens = sentence.tokens
    rule = "governing-verb"
    while True:
        token = tokens[verb]
        head = token.head
        if head == verb or not sentence.is_verb(head):
            return Attachment(verb, False, rule)
        if token.dep == "xcomp" and token.tag == "VBG" and tokens[head].lemma in words.perceived:
            verb, rule = head, "gerund-of-perception"
            continue
        return Attachment(verb, False, rule)
