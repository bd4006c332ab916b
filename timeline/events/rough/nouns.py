"""Noun phrases, and where they hang."""

from __future__ import annotations

from timeline.events.rough.building import INSIDE_NOUN, Building
from timeline.events.rough.lexical import NOMINAL


def noun_phrase(b: Building, i: int) -> int:
    """Take in a noun phrase that begins at a word; return the index behind it."""
    end = i
    if b.words[i].pos == "PRON":
        end = i + 1
    else:
        while end < len(b.words) and b.words[end].pos in INSIDE_NOUN and not (end > i and _opens(b, end)):
            end += 1
    head = end - 1
    while head > i and b.words[head].pos not in NOMINAL:
        head -= 1
    for j in range(i, end):
        if j != head:
            dep = {"DET": "poss" if b.words[j].tag == "PRP$" else "det", "ADJ": "amod", "NUM": "nummod"}.get(
                b.words[j].pos, "compound"
            )
            b.link(j, head, dep)
    if end < len(b.words) and b.words[end].tag == "POS":
        b.link(end, head, "case")
        following = end + 1
        if following < len(b.words) and b.words[following].pos in INSIDE_NOUN:
            after = noun_phrase(b, following)
            owner = next(
                (
                    k
                    for k in range(after - 1, following - 1, -1)
                    if b.deps[k] not in ("compound", "amod", "nummod", "det", "case") or b.heads[k] == -1
                ),
                after - 1,
            )
            b.link(head, owner, "poss")
            return after
        end += 1
    _place_noun(b, head)
    return end


def _opens(b: Building, j: int) -> bool:
    """Whether a word opens a noun phrase of its own: a determiner, or ``last`` and ``next`` before a time."""
    following = b.words[j + 1].lower if j + 1 < len(b.words) else ""
    year = b.words[j - 1].lower
    if b.words[j].pos == "PROPN" and year.isdigit() and len(year) == 4 and b.clause.preposition == j - 2:
        return True  # "In 1963 Inga Moe became …"
    return b.words[j].pos == "DET" or (b.words[j].lower in ("last", "next") and following in b.lexicon.time_nouns)


def _place_noun(b: Building, head: int) -> None:
    clause = b.clause
    if b.quote_closed and b.speaker < 0 and _quote_ended_before(b, head):
        b.speaker = head
    word = b.words[head]
    temporal = not b.lexicon.time_nouns.isdisjoint((word.lower, word.lemma, word.lower.rstrip(".")))
    if clause.preposition >= 0:
        b.link(head, clause.preposition, "pobj")
        clause.preposition = -1
        if not temporal:
            clause.last_noun = head
    elif temporal:
        b.to_verb(head, "npadvmod")
        return
    elif b.coordinator >= 0 and clause.last_noun >= 0 and not b.finite_ahead(head):
        b.link(head, clause.last_noun, "conj")
        b.link(b.coordinator, clause.last_noun, "cc")
        b.coordinator = -1
    elif clause.verb < 0:
        if clause.subject < 0:
            clause.subject = head
        elif clause.after_comma:
            b.link(head, clause.last_noun if clause.last_noun >= 0 else clause.subject, "appos")
        else:
            b.link(head, clause.subject, "appos")
        clause.last_noun = head
    else:
        if clause.after_comma and clause.last_noun >= 0 and not b.finite_ahead(head):
            b.link(head, clause.last_noun, "appos")
        elif clause.objects == 0 and clause.subject < 0 and clause.verb and b.words[clause.verb - 1].lower == '"':
            b.link(head, clause.verb, "nsubj")  # "…," said NAME
            clause.subject = head
        else:
            copula = b.words[clause.verb].lemma == "be"
            b.link(head, clause.verb, "attr" if copula else "dobj" if clause.objects == 0 else "npadvmod")
            clause.objects += 1
        clause.last_noun = head
    clause.after_comma = False


def _quote_ended_before(b: Building, head: int) -> bool:
    """Whether only the words of this noun phrase stand between it and the closing quotation mark."""
    j = head - 1
    while j >= 0 and b.words[j].pos in INSIDE_NOUN:
        j -= 1
    return j >= 0 and b.words[j].lower == '"'
