"""Prepositions, conjunctions, adverbs, punctuation: what opens and closes phrases and clauses."""

from __future__ import annotations

from timeline.events.rough.building import Building, Clause
from timeline.events.rough.lexical import NOMINAL, Word

_RELATIVE = {"who", "which", "that", "whose", "whom"}


def small_word(b: Building, i: int, word: Word) -> None:
    """Take in a word that is neither noun nor verb."""
    clause = b.clause
    if word.pos == "PUNCT":
        _punctuation(b, i, word)
    elif word.pos == "CCONJ":
        b.coordinator = i
        if len(b.stack) > 1 and clause.dep == "nonfinite":
            _leave_for_coordination(b, i)
    elif word.pos == "SCONJ" or (word.pos == "ADP" and word.lower in b.lexicon.temporal_markers and _clause_ahead(b, i)):
        _subordinate(b, i, word)
    elif word.pos == "ADP" and word.lower in b.lexicon.particles and clause.verb == i - 1 and _particle(b, i):
        b.link(i, clause.verb, "prt")
    elif word.pos == "ADP":
        of_verb = (
            clause.verb >= 0 and b.words[clause.verb].lemma in b.lexicon.of_verbs and clause.last_noun in (i - 1, clause.subject)
        )
        noun = word.lower == "of" and clause.last_noun >= 0 and clause.verb != i - 1 and not of_verb  # "accused (her) of"
        if noun or (clause.verb < 0 and clause.last_noun >= 0 and not clause.after_comma and clause.last_noun == i - 1):
            b.link(i, clause.last_noun, "prep")
        else:
            b.to_verb(i, "prep")
        clause.preposition = i
    elif word.pos in ("ADV", "PART"):
        b.to_verb(i, "neg" if word.lower in b.lexicon.negators else "advmod")
    else:
        b.to_verb(i, "dep")


def _particle(b: Building, i: int) -> bool:
    """``carried out airstrikes``, ``broke off``: unless it plainly opens a phrase of place."""
    following = b.words[i + 1] if i + 1 < len(b.words) else None
    return following is None or following.lower in b.lexicon.prepositions or following.pos not in ("PROPN",)


def _leave_for_coordination(b: Building, i: int) -> None:
    """``to condemn … and said``: a finite verb after the conjunction belongs to the outer clause."""
    following = b.words[i + 1] if i + 1 < len(b.words) else None
    if following is not None and (following.tag in ("VBD", "VBZ") or following.pos == "AUX"):
        while len(b.stack) > 1 and b.clause.dep in ("nonfinite", "acl"):
            b.stack.pop()


def _clause_ahead(b: Building, i: int) -> bool:
    """Whether a finite verb comes before the next comma."""
    for word in b.words[i + 1 :]:
        if word.pos == "PUNCT" or word.pos in ("SCONJ",):
            return False
        if word.tag in ("VBD", "VBZ") or word.pos == "AUX":
            return True
    return False


def _subordinate(b: Building, i: int, word: Word) -> None:
    clause = b.clause
    relative = (
        word.lower in _RELATIVE and clause.last_noun >= 0 and (b.words[i - 1].pos in NOMINAL or b.words[i - 1].lower == ",")
    )
    described = clause.last_noun == i - 1 and clause.last_noun > clause.verb and b.words[i - 1].pos != "NUM"
    if word.lower == "that" and b.starts_report(clause) and not described:
        relative = False  # "said on Monday that"
    told = b.lexicon.allegations | b.lexicon.hearsay
    if relative and word.lower == "that" and b.words[clause.last_noun].lemma in told and not b.finite_ahead(i):
        b.enter(Clause("acl", clause.last_noun, marker=i))
        return
    if relative:
        b.enter(Clause("relcl", clause.last_noun))
        b.clause.subject = i if word.lower in ("who", "which", "that") and b.finite_ahead(i) else -1
        if b.clause.subject < 0:
            b.waiting.append((i, "dobj", b.clause))
        return
    if word.lower == "that" and clause.verb >= 0:
        b.enter(Clause("ccomp", clause.verb, marker=i))
    elif clause.verb >= 0:
        b.enter(Clause("advcl", clause.verb, marker=i))
    else:
        b.enter(Clause("advcl", -1, marker=i))


def _punctuation(b: Building, i: int, word: Word) -> None:
    b.deps[i] = "punct"
    if word.lower == "$" and i + 1 < len(b.words) and b.words[i + 1].pos == "NUM":
        b.link(i, i + 1, "quantmod")
        return
    clause = b.clause
    clause.preposition = -1
    if word.lower == '"':
        b.quote_open = not b.quote_open
        b.quote_closed, b.speaker = not b.quote_open, -1
    if word.lower in (",", "–", "—", ";", ")", ":"):
        b.coordinator = -1 if word.lower != "," else b.coordinator
        if len(b.stack) > 1 and clause.verb >= 0 and not b.quote_open:
            outer = b.stack[-2]
            if outer.verb < 0 or clause.dep in ("relcl", "acl", "nonfinite") or word.lower == ";":
                b.pop()
        b.clause.after_comma = True
