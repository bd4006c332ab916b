"""Verb groups, and the clauses they make: main, coordinated, reported, reporting, non-finite."""

from __future__ import annotations

from timeline.events.rough.building import Building, Clause
from timeline.events.rough.lexical import NOMINAL


def verb_group(b: Building, i: int) -> int:
    """Auxiliaries, adverbs between them, and the main verb."""
    helpers: list[tuple[int, str]] = []
    j, main = i, -1
    while j < len(b.words):
        word = b.words[j]
        if word.pos == "AUX":
            if main >= 0:
                helpers.append((main, "aux"))
            main = j
        elif word.tag == "TO" and main < 0:
            helpers.append((j, "aux"))
        elif word.pos == "VERB":
            if main >= 0 and (
                b.words[main].pos == "VERB" or (word.tag == "VBD" and b.words[main].lemma not in ("be", "have", "get"))
            ):
                break
            if main >= 0:
                passive = b.words[main].lemma == "be" and word.tag in ("VBD", "VBN")
                helpers.append((main, "auxpass" if passive else "aux"))
                if word.tag == "VBD":
                    word.tag = "VBN"
            main = j
            j += 1
            break
        elif word.pos in ("ADV", "PART") and word.tag != "TO" and (main < 0 or _verb_after(b, j)):
            helpers.append((j, "neg" if word.lower in b.lexicon.negators else "advmod"))
        else:
            break
        j += 1
    if main < 0:
        for k, dep in helpers:
            b.to_verb(k, dep)
        return max(j, i + 1)
    for k, dep in helpers:
        b.link(k, main, dep)
    _place_verb(b, i, main, helpers)
    return max(j, main + 1)


def _verb_after(b: Building, j: int) -> bool:
    j += 1
    while j < len(b.words) and b.words[j].pos in ("ADV", "PART"):
        j += 1
    return j < len(b.words) and b.words[j].pos in ("VERB", "AUX")


def _place_verb(b: Building, i: int, main: int, helpers: list[tuple[int, str]]) -> None:
    clause, word = b.clause, b.words[main]
    infinitive = any(b.words[k].tag == "TO" for k, _ in helpers)
    finite = (word.tag in ("VBD", "VBZ", "VB") and not infinitive) or (
        any(b.words[k].pos == "AUX" for k, _ in helpers) and not infinitive
    )
    if word.pos == "AUX":
        finite = not infinitive and word.tag != "VBG"
    if infinitive or (word.tag == "VBG" and not any(b.words[k].pos == "AUX" for k, _ in helpers)):
        _nonfinite(b, main, infinitive)
        return
    if word.lemma in b.lexicon.reporting and word.tag != "VBN" and not b.quote_open and b.stack[0].verb >= 0:
        near = clause.last_noun == i - 1 and b.comma_between(max(clause.verb, 0), clause.last_noun)
        if b.speaker >= 0 or near:
            _report_after(b, main, b.speaker if b.speaker >= 0 else clause.last_noun)
            return
    if word.lemma in b.lexicon.reporting and b.quote_closed and i and b.words[i - 1].lower == '"' and b.stack[0].verb >= 0:
        _report_after(b, main, -1)  # "…," said NAME
        return
    reduced = word.tag in ("VBD", "VBN") and not any(b.words[k].pos == "AUX" for k, _ in helpers)
    if reduced and clause.last_noun >= 0 and b.coordinator < 0 and _is_reduced(b, i, main):
        aside = clause.verb < 0 and b.words[i - 1].lower == "," and clause.subject >= 0
        noun = clause.subject if aside else clause.last_noun  # "the society of friends, set up in 1975,"
        b.link(main, noun, "acl")
        b.enter(Clause("acl", noun, main, -1, -1))
        return
    if clause.verb < 0:
        _own(b, main)
    else:
        _second_verb(b, i, main, finite)


def _is_reduced(b: Building, i: int, main: int) -> bool:
    """Recognise ``a petition filed by …``: a participle right behind its noun."""
    clause = b.clause
    following = b.words[main + 1].lower if main + 1 < len(b.words) else ""
    if clause.verb < 0 and following in b.lexicon.prepositions and clause.last_noun >= 0 and _verb_to_come(b, i, main):
        return True
    if i == 0 or b.words[i - 1].pos not in NOMINAL:
        return False
    if following == "by" and b.words[main].lemma not in b.lexicon.reporting:
        return True
    return clause.verb >= 0 and not b.starts_report(clause)


def _verb_to_come(b: Building, i: int, main: int) -> bool:
    """Recognise ``a deal signed in May ended …``, ``the chapel, built in 1871, was …``: the noun's own verb follows."""
    comma = b.words[i - 1].lower == ","
    if b.words[main].lemma in b.lexicon.reporting:
        return False
    if not comma and b.clause.last_noun != i - 1:
        return False
    for j in range(main + 1, len(b.words)):
        word = b.words[j]
        if word.lower == "," and comma:
            following = b.words[j + 1] if j + 1 < len(b.words) else None
            return following is not None and (following.pos == "AUX" or following.tag in ("VBD", "VBZ"))
        if not comma and (word.pos in ("PUNCT", "PRON", "SCONJ", "CCONJ") or word.lemma in b.lexicon.reporting):
            return False
        if not comma and (word.tag in ("VBD", "VBZ") or word.pos == "AUX"):
            return b.words[j - 1].pos in NOMINAL or b.words[j - 1].pos == "NUM"
    return False


def _own(b: Building, main: int) -> None:
    """Take the clause's first verb."""
    clause = b.clause
    clause.verb = main
    if clause.subject >= 0:
        passive = any(b.deps[k] == "auxpass" and b.heads[k] == main for k in range(main))
        b.link(clause.subject, main, "nsubjpass" if passive else "nsubj")
    if clause.marker >= 0:
        b.link(clause.marker, main, "mark" if b.words[clause.marker].lower != "when" else "advmod")
    if clause.head >= 0:
        b.link(main, clause.head, clause.dep)
    for index, dep, owner in b.waiting:
        if owner is clause:
            b.link(index, main, dep)
    b.waiting = [w for w in b.waiting if w[2] is not clause]
    clause.objects = 0
    clause.after_comma = False


def _second_verb(b: Building, i: int, main: int, finite: bool) -> None:
    """Place a further finite verb: coordinated, reporting what came before, or reported by it."""
    clause, word = b.clause, b.words[main]
    if clause.dep == "relcl" and finite and b.coordinator < 0 and b.stack[-2].verb < 0 <= b.stack[-2].subject:
        b.pop()  # "sailors who refused orders were shot"
        _own(b, main)
        return
    fresh = clause.last_noun if clause.last_noun > clause.verb and _between_is_light(b, clause.last_noun, i) else -1
    if (
        word.lemma in b.lexicon.reporting
        and fresh >= 0
        and b.deps[fresh] in ("appos", "dobj", "npadvmod", "attr")
        and b.comma_between(clause.verb, fresh)
    ):
        _report_after(b, main, fresh)
    elif b.coordinator >= 0 and fresh < 0:
        b.link(main, clause.verb, "conj")
        b.link(b.coordinator, clause.verb, "cc")
        b.coordinator = -1
        clause.verb, clause.objects, clause.after_comma = main, 0, False
    elif fresh >= 0 and b.deps[fresh] != "pobj":
        dep = "ccomp" if b.starts_report(clause) else "conj" if b.coordinator >= 0 else "ccomp"
        if b.coordinator >= 0:
            b.link(b.coordinator, clause.verb, "cc")
            b.coordinator = -1
        b.enter(Clause(dep, clause.verb, subject=fresh, last_noun=fresh))
        _own(b, main)
    elif word.lemma in b.lexicon.reporting and b.comma_between(clause.verb, main):
        _report_after(b, main, -1)
    else:
        b.link(main, clause.verb, "conj")
        clause.verb, clause.objects = main, 0


def _between_is_light(b: Building, noun: int, verb: int) -> bool:
    return all(
        b.words[k].pos in ("ADV", "PUNCT", "PART", "NOUN", "PROPN", "ADP", "NUM", "ADJ", "DET") for k in range(noun + 1, verb)
    )


def _report_after(b: Building, main: int, subject: int) -> None:
    """``…, officials said``: the reporting verb governs all that was said before."""
    outer = b.stack[0]
    while outer.verb < 0 and b.stack[-1] is not outer:
        b.stack.pop()
    reported = outer.verb
    if reported >= 0:
        b.link(reported, main, "ccomp")
    b.speaker = -1
    b.stack = [Clause(verb=main, subject=subject, last_noun=subject)]
    b.heads[main], b.deps[main] = -1, "ROOT"
    if subject >= 0:
        b.link(subject, main, "nsubj")


def _nonfinite(b: Building, main: int, infinitive: bool) -> None:
    """``to withdraw``, ``demonstrating in support``."""
    clause = b.clause
    if clause.preposition >= 0 and not infinitive:
        b.link(main, clause.preposition, "pcomp")
        clause.preposition = -1
    elif clause.verb >= 0:
        noun_before = clause.last_noun == main - (2 if infinitive else 1)
        if infinitive:
            b.link(
                main,
                clause.verb,
                "xcomp" if b.words[clause.verb].lemma in b.lexicon.control or not noun_before else "advcl",
            )
        else:
            b.link(main, clause.last_noun if noun_before else clause.verb, "acl" if noun_before else "advcl")
    elif clause.last_noun >= 0:
        b.link(main, clause.last_noun, "acl")
    elif not infinitive:
        b.enter(Clause("advcl", -1, verb=main))
        b.waiting.append((main, "advcl", b.stack[-2]))
        return
    b.enter(Clause("nonfinite", b.heads[main], verb=main))
