"""Parts of a clause: its subject (also the one it borrows), its auxiliaries, what it reports, the quotation it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events.syntax import Sentence
from timeline.events.words import Words

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")


@dataclass(frozen=True, slots=True)
class Subject:
    """Head of the subject and `rule`: how the clause came by it (``own``, ``shared``, ``antecedent``, ``modified-noun``)."""

    head: int
    rule: str


def subject(sentence: Sentence, verb: int, words: Words) -> Subject | None:
    """Return a verb's subject: its own, one it shares with the verb it hangs on, or the noun a relative clause describes."""
    tokens = sentence.tokens
    rule = "own"
    seen: set[int] = set()
    while verb not in seen:
        seen.add(verb)
        token = tokens[verb]
        own = sentence.kids(verb, *SUBJECTS)
        if own:
            head = own[0]
            if tokens[head].lemma in words.relative_pronouns and _relative(sentence, verb) is not None:
                antecedent = _relative(sentence, verb)
                assert antecedent is not None
                return Subject(antecedent, "antecedent")
            return Subject(head, rule)
        if token.dep in ("acl", "relcl") and token.head != verb and not sentence.is_verb(token.head):
            return Subject(token.head, "modified-noun")
        if token.dep in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "dep") and token.head != verb:
            verb, rule = token.head, "shared"
            if tokens[verb].lemma == "for" and token.dep == "pcomp" and sentence.kids(tokens[verb].head, "dobj"):
                return Subject(sentence.kids(tokens[verb].head, "dobj")[0], "controlled")  # "blamed them for failing"
            if tokens[verb].dep in ("prep", "acomp") and tokens[verb].head != verb:  # "is due to expire"
                verb = tokens[verb].head
            if not sentence.is_verb(verb):
                return None
            controlled = sentence.kids(verb, "dobj", "dative") if token.dep == "xcomp" else []
            if controlled:
                return Subject(controlled[0], "controlled")
            continue
        return None
    return None


def _relative(sentence: Sentence, verb: int) -> int | None:
    token = sentence.tokens[verb]
    while token.dep == "conj":
        verb = token.head
        token = sentence.tokens[verb]
    return token.head if token.dep == "relcl" and token.head != verb else None


def auxiliaries(sentence: Sentence, verb: int) -> list[int]:
    """Auxiliaries of a verb; a coordinated participle without any borrows those of the first verb."""
    own = sentence.kids(verb, "aux", "auxpass")
    token = sentence.tokens[verb]
    if own or token.dep != "conj" or token.tag not in ("VBN", "VBG", "VB"):
        return own
    if sentence.kids(verb, *SUBJECTS) or not sentence.is_verb(token.head):
        return own
    return auxiliaries(sentence, token.head)


def clause_verb(sentence: Sentence, index: int) -> int | None:
    """Return the nearest verb at or above a token."""
    if sentence.is_verb(index):
        return index
    return next((i for i in sentence.up(index) if sentence.is_verb(i)), None)


def content(sentence: Sentence, verb: int) -> int | None:
    """Return the verb of the clause a reporting verb reports."""
    tokens = sentence.tokens
    for child in sentence.kids(verb, "ccomp"):
        if sentence.is_verb(child) or tokens[child].pos in ("NOUN", "ADJ", "AUX"):
            return child
    return None


def quotations(sentence: Sentence) -> list[tuple[int, int]]:
    """Return [first, end) of what stands in quotation marks; a lone mark closes, or opens, a longer quotation."""
    tokens = sentence.tokens
    found: list[tuple[int, int]] = []
    begun: int | None = None
    for i, token in enumerate(tokens):
        if token.text not in ('"', "“", "”"):
            continue
        opening = i + 1 < len(tokens) and tokens[i + 1].start == token.end and (i == 0 or tokens[i - 1].end < token.start)
        if begun is not None:
            found.append((begun, i))
            begun = None
        elif opening or i == 0 or tokens[i - 1].end < token.start:
            begun = i + 1
        elif not found:
            found.append((0, i))
    if begun is not None and len(tokens) > begun:
        found.append((begun, len(tokens)))
    return [(a, b) for a, b in found if b > a]


def quoted(sentence: Sentence, index: int) -> bool:
    """Whether a token stands in a quotation."""
    return any(a <= index < b for a, b in quotations(sentence))


def quotation(sentence: Sentence, verb: int) -> tuple[int, int] | None:
    """Return [first, end) of what the verb quotes: the first quotation of at least four words that the verb is not in."""
    return next(((a, b) for a, b in quotations(sentence) if b - a >= 4 and not a <= verb < b), None)


def speaker(sentence: Sentence, verb: int, words: Words) -> int | None:
    """Return the reporting verb that reports a clause, or the clause it stands in, if any."""
    tokens = sentence.tokens
    for index in (verb, *sentence.up(verb)):
        head = tokens[index].head
        if tokens[index].dep == "ccomp" and head != index and tokens[head].lemma in words.reporting:
            return head
    return None


def past(sentence: Sentence, verb: int) -> bool:
    """Whether a clause is told as past: its verb, or its first auxiliary, is a past form."""
    tokens = sentence.tokens
    auxiliaries = sentence.kids(verb, "aux", "auxpass")
    first = tokens[auxiliaries[0]] if auxiliaries else tokens[verb]
    return first.tag in ("VBD", "VBN") or first.text.lower() in ("was", "were", "had", "did", "have", "has")
