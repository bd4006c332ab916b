"""Which predicate does a date belong to? Climb from the date to the verb, or the eventive noun, that it dates."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.events.clauses import SUBJECTS
from timeline.events.syntax import Sentence
from timeline.events.words import Words

ENDS_PERIOD = "date-ends-period"
"""Rule of a date that says when a period ended ("the six months ended Oct. 1"): it dates what the period dates."""
_MODIFIERS = ("poss", "compound", "amod", "nummod", "nmod", "npadvmod", "quantmod", "advmod", "dep")


@dataclass(frozen=True, slots=True)
class Attachment:
    """`predicate` is the index of the dated verb or noun, None where the date dates nothing that happens.

    `nominal` says whether the predicate is a noun, `rule` how it was reached.
    """

    predicate: int | None
    nominal: bool
    rule: str


def attach(sentence: Sentence, start: int, end: int, words: Words, *, coarse: bool = False, past: bool = False) -> Attachment:
    """Return what the date at [start, end) dates; `coarse` dates are years or longer, `past` ones over when written."""
    covered = sentence.covering(start, end)
    if not covered:
        return Attachment(None, False, "no-words")
    node = sentence.top(covered)
    tokens = sentence.tokens
    named = _named_by(sentence, covered, words)
    if named is not None and tokens[node].head != named:
        return _effect(sentence, named, words) or Attachment(named, True, "date-before-noun")
    opened = _opens_sentence(sentence, covered)
    if opened is not None:
        return Attachment(opened, False, "date-opens-sentence")
    for governor in sentence.up(node):
        if governor in covered:
            node = governor
            continue
        if sentence.is_verb(governor):
            found = _verb(sentence, covered, governor, words, past=past)
            return _tense_allows(sentence, covered, found, words) if past else found
        token = tokens[governor]
        if token.pos in ("NOUN", "PROPN"):
            named_thing = _noun(sentence, covered, node, governor, words, coarse=coarse)
            if named_thing:
                return named_thing
        elif token.lemma in words.terms and token.dep != "acomp":
            return Attachment(None, False, "date-of-a-term")
        elif token.pos == "ADJ" and token.dep in ("amod", "acl", "relcl") and token.head != governor:
            return Attachment(None, False, "date-describes-noun")
        node = governor
    if tokens[node].lemma in words.eventive and node not in covered:
        return Attachment(node, True, "noun-phrase")
    return Attachment(None, False, "no-predicate")


def _opens_sentence(sentence: Sentence, covered: list[int]) -> int | None:
    """Return ``became`` in ``In 1963 Inga Moe became …``, where a reader took the year for a part of the name."""
    tokens = sentence.tokens
    name = covered[-1] + 1
    if covered[0] != 1 or tokens[0].pos != "ADP" or name >= len(tokens) or tokens[name].pos != "PROPN":
        return None
    top = sentence.top(covered)
    if tokens[tokens[top].head].pos != "PROPN" or tokens[top].head < name:
        return None
    return next((i for i in sentence.up(name) if sentence.is_verb(i)), None)


def _named_by(sentence: Sentence, covered: list[int], words: Words) -> int | None:
    """``in the October 1998 shooting death of …``: an eventive noun right behind a date that has an article before it."""
    tokens = sentence.tokens
    first, last = covered[0], covered[-1]
    if not first or tokens[first - 1].tag not in ("DT", "PRP$") or last + 1 >= len(tokens):
        return None
    at = last + 1
    while at + 1 < len(tokens) and tokens[at + 1].pos == "NOUN":
        at += 1
    return at if tokens[last + 1].lemma in words.eventive and tokens[at].lemma in words.eventive else None


def _noun(sentence: Sentence, covered: list[int], node: int, noun: int, words: Words, *, coarse: bool) -> Attachment | None:
    """Stop at an eventive noun, refuse one that the date only names; None = climb on."""
    tokens = sentence.tokens
    token = tokens[noun]
    before = node < noun and tokens[node].dep in _MODIFIERS
    dep, verb = token.dep, token.head
    argument = dep in ("dobj", "attr", *SUBJECTS) and sentence.is_verb(verb)
    if token.lemma in words.terms:
        return Attachment(None, False, "date-of-a-term")
    if before and token.lemma in words.labels:
        return Attachment(None, False, "date-names-thing")
    if token.lemma not in words.eventive:
        if before and not coarse and dep == "pobj" and _change(sentence, verb, words):
            return None  # "posted a 20% gain in third-quarter net income"
        if before and (coarse or not argument) and not _period(token.lemma, words):
            return Attachment(None, False, "date-names-thing")
        if tokens[node].lemma == "of" and covered[0] == node + 1 and not _period(token.lemma, words):
            return Attachment(None, False, "date-names-thing")
        return None
    if before and dep == "pobj" and tokens[verb].lemma in words.scenes and sentence.is_verb(tokens[verb].head):
        return None
    if before and dep == "dobj" and sentence.is_verb(verb) and tokens[verb].lemma in words.light:
        return Attachment(verb, False, "light-verb")
    if before:
        return _effect(sentence, noun, words) or Attachment(noun, True, "date-modifies-noun")
    if tokens[node].dep in ("relcl", "acl"):
        return None
    if dep in SUBJECTS and sentence.is_verb(verb):
        return None
    if dep in ("dobj", "attr", "dative", "oprd") and sentence.is_verb(verb) and tokens[verb].lemma in words.light:
        return Attachment(verb, False, "light-verb")
    if dep == "pobj" and tokens[verb].lemma in words.settings:
        return None
    return Attachment(noun, True, "date-after-noun")


def _effect(sentence: Sentence, noun: int, words: Words) -> Attachment | None:
    """Recognise ``the Aug. 7 bombings killed …``: what a happening did at once has its date."""
    token = sentence.tokens[noun]
    if token.dep in SUBJECTS and sentence.is_verb(token.head) and sentence.tokens[token.head].lemma in words.effects | words.toll:
        return Attachment(token.head, False, "effect-of-dated-subject")
    return None


def _change(sentence: Sentence, preposition: int, words: Words) -> bool:
    """Whether a phrase says what changes, and the change is the object of a verb."""
    tokens = sentence.tokens
    noun = tokens[preposition].head
    return tokens[noun].lemma in words.changing and tokens[noun].dep == "dobj"


def _period(lemma: str, words: Words) -> bool:
    return lemma in words.time_nouns


def _verb(sentence: Sentence, covered: list[int], verb: int, words: Words, *, past: bool) -> Attachment:
    """Climb on from a verb that only serves another one; step right past a conjunction that opens the date's own clause."""
    tokens = sentence.tokens
    rule = "governing-verb"
    later = _own_clause(sentence, covered, verb)
    if later is not None:
        verb, rule = later, "date-opens-clause"
    seen = {verb}
    while True:
        token = tokens[verb]
        head = token.head
        if head in seen:
            return Attachment(verb, False, rule)
        if token.lemma == "end" and token.dep == "acl" and tokens[head].lemma in words.time_nouns:
            return replace(attach(sentence, tokens[head].start, tokens[head].end, words), rule=ENDS_PERIOD)
        if token.lemma == "date":
            return Attachment(None, False, "date-of-origin")
        if not sentence.is_verb(head):
            outer = tokens[head].head
            seen_doing = token.dep == "acl" and token.tag == "VBG" and tokens[head].dep == "dobj"
            if seen_doing and tokens[outer].lemma in words.perceived:
                return Attachment(outer, False, "participle-of-perception")
            return Attachment(verb, False, rule)
        bare = not sentence.kids(verb, "mark", *SUBJECTS)
        participle = token.dep in ("xcomp", "oprd", "acomp", "advcl") and token.tag in ("VBG", "VBN", "JJ")
        seen_doing = token.dep == "ccomp" and token.tag == "VBG" and not sentence.kids(verb, "aux")
        if ((bare and participle) or seen_doing) and tokens[head].lemma in words.perceived:
            verb, rule = head, "participle-of-perception"
        elif token.dep == "conj" and token.tag == "VBN" and not bare and not sentence.kids(verb, "aux", "auxpass"):
            verb, rule = head, "elliptic-conjunct"  # "100 people were killed and 1,000 others wounded"
        elif token.dep == "xcomp" and tokens[head].lemma in words.denials:
            verb, rule = head, "verb-of-denial"
        elif token.dep == "xcomp" and tokens[head].lemma in words.aspectual:
            verb, rule = head, "aspectual-verb"
        elif token.dep == "xcomp" and tokens[head].lemma == "go" and tokens[head].tag == "VBG":
            verb, rule = head, "going-to"
        elif token.dep == "ccomp" and _subjunctive(sentence, verb):
            verb, rule = head, "subjunctive"
        elif past and token.dep in ("xcomp", "advcl") and token.tag == "VB" and _told_as_past(sentence, head):
            verb, rule = head, "past-date-on-infinitive"
        else:
            return Attachment(verb, False, rule)
        seen.add(verb)


def _subjunctive(sentence: Sentence, verb: int) -> bool:
    """Whether a verb is a bare infinitive: ``recommend that it resign``, ``… that it be closed``."""
    helpers = sentence.kids(verb, "aux", "auxpass")
    first = sentence.tokens[helpers[0] if helpers else verb]
    return first.tag == "VB" and (not helpers or first.text.lower() == "be")


def _told_as_past(sentence: Sentence, verb: int) -> bool:
    """Whether a verb, or its first auxiliary, is a past form."""
    auxiliaries = sentence.kids(verb, "aux", "auxpass")
    return sentence.tokens[auxiliaries[0] if auxiliaries else verb].tag == "VBD"


def _tense_allows(sentence: Sentence, covered: list[int], found: Attachment, words: Words) -> Attachment:
    """Keep a past date off a present: ``has been arrested over the bombings of last year`` dates the bombings."""
    if found.predicate is None or found.nominal or found.predicate > covered[0]:
        return found
    tokens = sentence.tokens
    helpers = sentence.kids(found.predicate, "aux", "auxpass")
    first = tokens[helpers[0] if helpers else found.predicate]
    if first.tag not in ("VBZ", "VBP") or first.text.lower() in ("is", "are"):
        return found
    for i in range(covered[0] - 1, found.predicate, -1):
        if tokens[i].tag == "VBD" and sentence.is_verb(i):
            return Attachment(i, False, "present-takes-no-past-date")
        if tokens[i].lemma in words.eventive and tokens[i].pos == "NOUN":
            return Attachment(i, True, "present-takes-no-past-date")
    return found


def _own_clause(sentence: Sentence, covered: list[int], verb: int) -> int | None:
    """``… was made a general, and the following year he was appointed …``: the date opens the second clause."""
    tokens = sentence.tokens
    at = covered[0] - 1
    while at >= 0 and tokens[at].pos in ("ADP", "PUNCT", "DET"):
        at -= 1
    if at < 0 or tokens[at].pos != "CCONJ" or verb > covered[0]:
        return None
    return next(
        (i for i in sentence.kids(verb, "conj") if i > covered[-1] and sentence.is_verb(i) and sentence.kids(i, *SUBJECTS)), None
    )
