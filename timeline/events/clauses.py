"""Parts of a clause: its subject (also the one it borrows), its auxiliaries, what it reports, the quotation it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events.syntax import Sentence
from timeline.events.words import Words

_NOUN_PHRASE = ("NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "PRON")
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
            antecedent = _relative(sentence, verb)
            if tokens[head].lemma in words.relative_pronouns and antecedent is not None:
                return Subject(_described(sentence, verb, antecedent, words), "antecedent")
            return Subject(head, rule)
        if token.dep in ("acl", "relcl") and token.head != verb and not sentence.is_verb(token.head):
            return Subject(token.head, "modified-noun")
        opening = _own_after_conjunction(sentence, verb, words) if rule == "own" else None
        if opening is not None:
            return Subject(opening, rule)
        if token.dep in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "dep") and token.head != verb:
            verb, rule = token.head, "shared"
            if tokens[verb].lemma in ("for", "of") and token.dep == "pcomp" and sentence.kids(tokens[verb].head, "dobj"):
                return Subject(sentence.kids(tokens[verb].head, "dobj")[0], "controlled")  # "blamed them for failing"
            if tokens[verb].dep in ("prep", "acomp") and tokens[verb].head != verb:  # "is due to expire"
                verb = tokens[verb].head
            if not sentence.is_verb(verb):
                return None
            controlled = sentence.kids(verb, "dobj", "dative") if token.dep == "xcomp" else []
            if controlled:
                return Subject(controlled[0], "controlled")
            continue
        return _behind_year(sentence, verb)
    return None


def _behind_year(sentence: Sentence, verb: int) -> Subject | None:
    """Find ``Inga Moe`` in ``In 1963 Inga Moe became …``, read as if the year belonged to the name."""
    tokens = sentence.tokens
    for name in sentence.kids(0, "pobj") if tokens[0].head == verb and tokens[0].pos == "ADP" else ():
        if (
            name + 1 == min([verb, *sentence.kids(verb, "aux", "auxpass")])
            and tokens[name].pos == "PROPN"
            and tokens[1].pos == "NUM"
        ):
            return Subject(name, "own")
    return None


def _own_after_conjunction(sentence: Sentence, verb: int, words: Words) -> int | None:
    """Find ``police`` in ``… took hostage and police found …``, which a reader hung on the noun before the conjunction."""
    tokens = sentence.tokens
    first = min([verb, *sentence.kids(verb, "aux", "auxpass", "neg")])
    if tokens[verb].dep not in ("conj", "advcl", "ccomp") or tokens[first].tag not in ("VBD", "VBZ", "VBP", "MD"):
        return None
    if sentence.kids(verb, "mark") or not first or tokens[first - 1].pos not in ("NOUN", "PROPN"):
        return None
    at = first - 1
    while at > 0 and (tokens[at].pos in _NOUN_PHRASE or tokens[at].text == "-"):
        at -= 1
    if tokens[at].pos == "CCONJ" and tokens[at - 1].pos == "NOUN" and at > 1 and tokens[at - 2].pos == "CCONJ":
        at -= 2  # "and threats and harassment"
    if tokens[at].pos != "CCONJ" or tokens[at + 1].pos == "ADP":
        return None
    head = at + 1
    while head + 1 < first and tokens[head + 1].pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM") and tokens[head + 1].text != "-":
        head += 1
    return head if tokens[head].pos in ("NOUN", "PROPN") and tokens[head].lemma not in words.time_nouns else None


def _described(sentence: Sentence, verb: int, noun: int, words: Words) -> int:
    """Find ``a dispute`` in ``a dispute with the shipyard that began …``: a happening begins, not a noun."""
    tokens = sentence.tokens
    if tokens[verb].lemma not in words.aspectual | words.occurring or tokens[noun].lemma in words.eventive:
        return noun
    here = noun
    while tokens[here].dep == "pobj" and tokens[tokens[here].head].dep == "prep":
        here = tokens[tokens[here].head].head
        if tokens[here].lemma in words.eventive and tokens[here].pos == "NOUN":
            return here
        if sentence.is_verb(here):
            objects = [i for i in sentence.kids(here, "dobj") if i < noun and tokens[i].lemma in words.eventive]
            return objects[-1] if objects else noun
    return noun


def _relative(sentence: Sentence, verb: int) -> int | None:
    token = sentence.tokens[verb]
    while token.dep == "conj":
        verb = token.head
        token = sentence.tokens[verb]
    return token.head if token.dep == "relcl" and token.head != verb else None


def governing(sentence: Sentence, verb: int) -> int:
    """Return the finite verb that an infinitive belongs to: ``is expected to elect``, ``had been due to be replaced``."""
    tokens = sentence.tokens
    here = verb
    while tokens[here].dep == "xcomp" and tokens[here].head != here:
        if not any(tokens[i].tag == "TO" for i in sentence.kids(here, "aux")):
            return here
        head = tokens[here].head
        while tokens[head].dep in ("acomp", "attr", "oprd") and tokens[head].head != head and not sentence.is_verb(head):
            head = tokens[head].head
        if not sentence.is_verb(head):
            return here
        here = head
    return here


def auxiliaries(sentence: Sentence, verb: int) -> list[int]:
    """Auxiliaries of a verb; a coordinated participle without any borrows those of the first verb."""
    own = sentence.kids(verb, "aux", "auxpass")
    token = sentence.tokens[verb]
    if own or token.dep != "conj" or token.tag not in ("VBN", "VBG", "VB"):
        return own
    if sentence.kids(verb, *SUBJECTS) or not sentence.is_verb(token.head):
        return own
    return auxiliaries(sentence, token.head)


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
    inside = next(((a, b) for a, b in quotations(sentence) if a <= verb < b), None)
    for index in (verb, *sentence.up(verb)):
        head = tokens[index].head
        outside = inside is None or not inside[0] <= head < inside[1]
        if outside and tokens[index].dep == "ccomp" and head != index and tokens[head].lemma in words.reporting:
            return head
    if inside is None:
        return None
    a, b = inside  # "…," said NAME, however the words were read
    beside = [i for i in (*range(b, min(b + 8, len(tokens))), *range(max(0, a - 8), a)) if tokens[i].lemma in words.reporting]
    return next((i for i in beside if sentence.kids(i, "nsubj")), None)


def past(sentence: Sentence, verb: int) -> bool:
    """Whether a clause is told as past: its verb, or its first auxiliary, is a past form."""
    tokens = sentence.tokens
    auxiliaries = sentence.kids(verb, "aux", "auxpass")
    first = tokens[auxiliaries[0]] if auxiliaries else tokens[verb]
    return first.tag in ("VBD", "VBN") or first.text.lower() in ("was", "were", "had", "did", "have", "has")


def names_as(sentence: Sentence, last: int) -> bool:
    """Whether "as" and a noun follow a token: ``set Sunday as the deadline``, not ``resigned last month as protests went on``."""
    following = sentence.tokens[last + 1 : last + 2]
    return bool(following) and following[0].lemma == "as" and following[0].dep == "prep"
