"""Did it happen? Planned, denied, claimed, or a mere condition or wish."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events.clauses import SUBJECTS, auxiliaries, quoted
from timeline.events.syntax import Sentence
from timeline.events.words import Words
from timeline.temporal.timevalue import TimeValue


@dataclass(frozen=True, slots=True)
class Status:
    """`modality` as in event files (empty = happened); `real` False = a condition or wish, no event; `rule` what decided."""

    modality: str
    rule: str
    real: bool = True


def status(sentence: Sentence, predicate: int, when: TimeValue, written: int, words: Words) -> Status:
    """Judge the dated predicate; `written` is the day number on which the text was written."""
    tokens = sentence.tokens
    forms = _forms(sentence, predicate, words)
    future_date = when.start is not None and when.start > written
    if _conditional(sentence, predicate, words):
        return Status("", "condition", real=False)
    doubt = _said_of(sentence, predicate, words)
    if doubt == "denied":
        return Status("denied", "content-of-denial")
    if any(tokens[i].dep == "neg" or tokens[i].text.lower() in words.negators for i in sentence.children[predicate]):
        return Status("denied", "negated")
    if _hypothetical(sentence, predicate, forms, words):
        return Status("", "counterfactual", real=False)
    if forms & words.future and when.end is not None and when.end <= written:
        return Status("", "future-verb-with-past-date", real=False)
    if forms & words.future:
        return Status("planned", "future-auxiliary")
    if tokens[predicate].lemma in words.denials and sentence.kids(predicate, "xcomp"):
        return Status("denied", "verb-of-denial")
    planner = _planner(sentence, predicate, words)
    if planner == "denied":
        return Status("denied", "verb-of-denial")
    if planner == "wish" and not future_date:
        return Status("", "wish", real=False)
    if planner:
        return Status("planned", f"under-{planner}")
    if future_date:
        return Status("planned", "date-after-writing")
    if forms & words.conditional:
        return Status("planned" if future_date else "claimed", "modal")
    if doubt:
        return Status("claimed", "content-of-claim")
    if quoted(sentence, predicate):
        return Status("claimed", "in-quotation")
    return Status("", "asserted")


def _forms(sentence: Sentence, predicate: int, words: Words) -> set[str]:
    """Auxiliaries of the predicate, and of the verb it serves or stands under as a participle ("will begin mailing")."""
    tokens = sentence.tokens
    forms = {tokens[i].text.lower() for i in auxiliaries(sentence, predicate)}
    token = tokens[predicate]
    if token.dep == "xcomp" and token.head != predicate:
        forms |= {tokens[i].text.lower() for i in auxiliaries(sentence, token.head)} & words.modals
    if token.dep == "acl" and token.tag in ("VBN", "VBD") and tokens[token.head].dep in ("dobj", "nsubjpass"):
        forms |= {tokens[i].text.lower() for i in auxiliaries(sentence, tokens[token.head].head)} & words.future
    return forms


def _conditional(sentence: Sentence, predicate: int, words: Words) -> bool:
    """Inside an if-clause; `whether` and `if` after a verb of asking count too."""
    tokens = sentence.tokens
    for index in (predicate, *sentence.up(predicate)):
        if any(tokens[i].text.lower() in words.conditions for i in sentence.kids(index, "mark")):
            return True
        if tokens[index].dep in SUBJECTS or tokens[index].dep == "ROOT":
            break
        if tokens[index].dep == "advcl" and any(tokens[i].lemma in words.temporal_markers for i in sentence.children[index]):
            break  # "if they lose when the case is heard in May": the hearing is no condition
    return False


def _hypothetical(sentence: Sentence, predicate: int, forms: set[str], words: Words) -> bool:
    """``would have gone``; ``would go if …``."""
    if not forms & words.conditional:
        return False
    if forms & {"have", "'ve"}:
        return True
    tokens = sentence.tokens
    return any(
        tokens[m].text.lower() in words.conditions for c in sentence.kids(predicate, "advcl") for m in sentence.kids(c, "mark")
    )


def _planner(sentence: Sentence, predicate: int, words: Words) -> str:
    """Return a governing word that puts the predicate into the future: ``plans to meet``, ``is scheduled for``, ``is due to``."""
    tokens = sentence.tokens
    own = tokens[predicate]
    ahead = sentence.kids(predicate, "xcomp") or any(tokens[i].lemma == "for" for i in sentence.kids(predicate, "prep"))
    planned = own.lemma in ("schedule", "slate", "plan", "expect", "due") or (own.lemma == "set" and ahead)
    if planned and (own.tag == "VBN" or own.pos == "ADJ"):  # "a record set in May" is no plan
        return own.lemma
    if own.lemma in ("plan", "expect", "intend", "hope", "go") and sentence.kids(predicate, "xcomp"):
        return own.lemma
    if "to" not in {tokens[i].text.lower() for i in sentence.kids(predicate, "aux")} and own.dep != "acl":
        return _planned_noun(sentence, predicate, words)
    head = own.head
    if head == predicate:
        return ""
    lemma = tokens[head].lemma
    if lemma == "be":  # "had been due to be replaced"
        lemma = next((tokens[i].lemma for i in sentence.kids(head, "acomp", "attr") if tokens[i].lemma in words.planning), lemma)
    if own.dep not in ("xcomp", "ccomp", "acl", "advcl", "conj"):
        return ""
    if own.dep == "acl":
        return (
            lemma
            if lemma in words.planning or (lemma in ("plan", "decision", "proposal", "deadline", "deal") and own.tag == "VB")
            else ""
        )
    if lemma in words.denials:
        return "denied"
    if lemma in words.wishing and own.dep == "xcomp":
        return "wish" if lemma not in words.planning else lemma
    return lemma if lemma in words.planning else ""


def _planned_noun(sentence: Sentence, predicate: int, words: Words) -> str:
    """Recognise ``a meeting scheduled for April``, ``a planned visit in April``."""
    tokens = sentence.tokens
    if tokens[predicate].pos not in ("NOUN", "PROPN"):
        return ""
    for child in sentence.children[predicate]:
        token = tokens[child]
        if token.dep in ("acl", "amod", "relcl") and token.lemma in words.planning | {
            "upcoming",
            "planned",
            "scheduled",
            "proposed",
            "expected",
            "forthcoming",
        }:
            return token.lemma
    head = tokens[predicate].head
    if tokens[predicate].dep in ("dobj", "pobj", "nsubjpass") and tokens[head].lemma in (
        "plan",
        "schedule",
        "propose",
        "expect",
        "slate",
    ):
        return tokens[head].lemma
    return ""


_CONTENT = ("ccomp", "xcomp", "pcomp", "prep", "conj", "acl", "dep")


def _said_of(sentence: Sentence, predicate: int, words: Words) -> str:
    """Return ``denied`` or ``claimed`` where the predicate is what somebody denies or claims, however deep; else nothing.

    ``denied that …``, ``rejected claims that …``, ``was accused of …``, ``is alleged to …``; an aside in them is asserted.
    """
    tokens = sentence.tokens
    found = ""
    here = predicate
    if tokens[here].dep == "dobj" and tokens[tokens[here].head].lemma == "deny":
        return "denied"  # "denied the 2015 theft"
    while tokens[here].head != here and (tokens[here].dep in _CONTENT or _that_clause(sentence, here, words)):
        index = tokens[here].head
        lemma = tokens[index].lemma
        if lemma in words.allegations | words.hearsay and not sentence.is_verb(index):
            found = found or ("claimed" if lemma in words.allegations else "")
            if tokens[index].dep == "dobj":
                here = index
                index = tokens[index].head
                lemma = tokens[index].lemma
        if lemma in words.denying and sentence.is_verb(index):
            return "denied"
        if lemma in words.doubting and sentence.is_verb(index) and tokens[here].dep != "conj":
            found = "claimed"
        here = index
    return found


def _that_clause(sentence: Sentence, verb: int, words: Words) -> bool:
    """Whether a clause read as relative says what a claim is: ``allegations that police had …``."""
    tokens = sentence.tokens
    noun = tokens[verb].head
    return (
        tokens[verb].dep == "relcl"
        and tokens[noun].lemma in words.allegations | words.hearsay
        and bool(sentence.kids(verb, *SUBJECTS))
    )
