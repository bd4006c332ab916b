"""Name who and what: subjects, possessors and objects of a title, with pronouns resolved, and participles told as past."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from timeline.events.clauses import Subject, auxiliaries, subject
from timeline.events.compress import Compression
from timeline.events.phrase import past_form, possessive
from timeline.events.syntax import Sentence
from timeline.events.words import Words

Resolve = Callable[[int, bool], str]
"""Name for the pronoun that starts at a code point (True: possessive); empty if none fits."""


def heard_pronouns(sentence: Sentence, outer: int | None, words: Words) -> dict[str, int]:
    """Pronouns in a reported clause that stand for the speaker ("RMS said it had …"), with the head of the speaker."""
    told = subject(sentence, outer, words) if outer is not None else None
    if told is None or sentence.tokens[told.head].pos not in ("NOUN", "PROPN"):
        return {}
    head = sentence.tokens[told.head]
    person = head.entity == "PERSON" or head.lemma in words.person_titles
    joined = sentence.kids(told.head, "conj")
    last = sentence.tokens[joined[-1]] if joined and not person else head  # "the foods, tobacco and brewing company"
    plural = last.tag in ("NNS", "NNPS") or (person and bool(joined))
    fitting = ["they", "their"] if plural else ["he", "she", "his", "her"] if person else ["it", "its", "they", "their"]
    return dict.fromkeys(fitting, told.head)


def add_subject(draft: Compression, who: Subject, resolve: Resolve, heard: Mapping[str, int] | None = None) -> str:
    """Add the subject; a pronoun gives way to what it stands for. Returns a doubt."""
    sentence, tokens, words = draft.sentence, draft.sentence.tokens, draft.words
    head = who.head
    token = tokens[head]
    if token.lemma in words.pronouns and not sentence.kids(head, "prep", "relcl"):
        if heard and token.text.lower() in heard:
            head = heard[token.text.lower()]
        else:
            name = resolve(token.start, False)
            draft.put(head, name or token.text)
            for i in sentence.kids(head, "cc", "conj"):  # "he and the king"
                draft.add(i)
            return "" if name else f"who or what is “{token.text}”?"
    called = [i for i in sentence.kids(head, "appos") if tokens[i].pos == "PROPN"]
    if called and any(tokens[i].tag == "PRP$" and not resolve(tokens[i].start, True) for i in sentence.kids(head, "poss")):
        head, token = called[0], tokens[called[0]]  # "its owner, Ann Lee,"
    draft.add(head, asides=who.rule == "modified-noun")
    if token.pos == "PROPN" and len([w for w in draft.text().split() if w.lower() not in words.articles]) == 1:
        draft.put(head, resolve(token.start, False) or token.text)  # a surname: the full name
    draft.noun_options(head, draft.optional)
    if who.rule == "modified-noun":
        draft.drop([j for i in sentence.kids(head, "acl") for j in sentence.subtree(i)])
    return add_possessors(draft, head, resolve, heard)


def add_possessors(draft: Compression, head: int, resolve: Resolve, heard: Mapping[str, int] | None = None) -> str:
    """Name whose something is; returns a doubt."""
    sentence, tokens, words = draft.sentence, draft.sentence.tokens, draft.words
    for i in sentence.kids(head, "poss"):
        if tokens[i].lemma == "whose":
            described = next((tokens[v].head for v in sentence.up(i) if tokens[v].dep == "relcl"), None)
            if described is not None:
                draft.put(i, possessive(_plain_name(draft, described)))
            continue
        if tokens[i].tag == "PRP$" or (tokens[i].lemma in words.pronouns and tokens[i].dep == "poss"):
            said = (heard or {}).get(tokens[i].text.lower())
            name = resolve(tokens[i].start, True) if said is None else _plain_name(draft, said)
            if not name:
                return f"whose is “{tokens[i].text}”?"
            draft.put(i, possessive(name))
    return ""


def _plain_name(draft: Compression, head: int) -> str:
    """Return a noun phrase without what stands behind its head."""
    own = Compression(draft.sentence, draft.dropped, draft.words)
    own.add(head)
    own.drop([t for i in draft.sentence.children[head] if i > head for t in draft.sentence.subtree(i)])
    return own.text()


def tell_as_past(draft: Compression, verb: int, who: Subject | None) -> None:
    """Take in a participle that tells what happened becomes a past: ``…, arriving in 1966`` gives ``Ann Lee arrived``."""
    sentence, tokens = draft.sentence, draft.sentence.tokens
    helpers = auxiliaries(sentence, verb)
    if who is None or tokens[verb].dep not in ("advcl", "pcomp", "conj", "ccomp", "acl"):
        return
    plural = tokens[who.head].tag in ("NNS", "NNPS") or bool(sentence.kids(who.head, "conj"))
    if not helpers and _reduced(sentence, verb, who):
        draft.put(verb, f"{'were' if plural else 'was'} {tokens[verb].text.lower()}")
    elif helpers and tokens[helpers[0]].text.lower() == "being":
        draft.put(helpers[0], "were" if plural else "was")
    elif helpers and tokens[helpers[0]].text.lower() == "having":
        draft.put(helpers[0], "had")
    elif not helpers and tokens[verb].tag == "VBG" and tokens[verb].lemma != "be":
        form = past_form(tokens[verb].lemma, tokens[verb].text, draft.words)
        if form:
            draft.put(verb, form)


def _reduced(sentence: Sentence, verb: int, who: Subject) -> bool:
    """Whether a participle describes its noun: ``the ferry, built in 1998, …``, ``Built in 1998, the ferry …``."""
    tokens = sentence.tokens
    if tokens[verb].tag not in ("VBN", "VBD") or sentence.kids(verb, "nsubj", "nsubjpass"):
        return False
    first = verb
    while tokens[first].dep == "conj" and tokens[first].head != first:
        first = tokens[first].head
    if tokens[verb].tag == "VBD" and sentence.kids(verb, "dobj"):
        return False
    return tokens[first].dep in ("acl", "advcl") and who.rule in ("modified-noun", "shared") and tokens[first].tag != "VBG"


def name_objects(draft: Compression, resolve: Resolve) -> None:
    """``followed him``: an object pronoun gives way to a name that the title does not hold yet."""
    tokens = draft.sentence.tokens
    for i in [i for part in draft.parts for i in part]:
        if tokens[i].lemma in draft.words.object_pronouns and tokens[i].dep in ("dobj", "pobj", "dative"):
            name = resolve(tokens[i].start, False)
            if name and name.split()[-1] not in draft.text():
                draft.put(i, name)


def open_pronoun(draft: Compression) -> str:
    """Return a doubt about an object pronoun, or a ``my`` or ``our``, for which the title holds nothing that it stands for."""
    sentence, tokens, words = draft.sentence, draft.sentence.tokens, draft.words
    for part in draft.parts:
        for i in sorted(part):
            token = tokens[i]
            if part[i] != token.text or token.pos not in ("PRON", "DET"):
                continue
            if token.lemma in words.first_person:
                return f"whose is “{token.text}”?"
            deep = [j for j in sentence.up(i) if sentence.is_verb(j) and draft.has(j) and tokens[j].dep != "xcomp"]
            if token.text.lower() in words.open_objects and token.dep in ("dobj", "pobj", "dative") and len(deep) <= 1:
                return f"who or what is “{token.text}”?"
    return ""


def add_described(draft: Compression, verb: int, who: Subject | None) -> None:
    """Add the noun that a relative clause describes as the object of its verb: ``a treaty that the presidents signed``."""
    sentence, tokens = draft.sentence, draft.sentence.tokens
    if tokens[verb].dep != "relcl" or who is None or who.rule != "own" or who.head > verb:
        return
    objects = sentence.kids(verb, "dobj", "attr", "ccomp", "xcomp")
    if not all(tokens[i].lemma in draft.words.relative_pronouns for i in objects) or tokens[verb].head > who.head:
        return
    if any(tokens[i].lemma in draft.words.relative_pronouns for i in sentence.kids(who.head, "poss")):
        return  # "whose revenue rose"
    draft.drop(objects)
    noun = tokens[verb].head
    said = draft.words.allegations | draft.words.hearsay | draft.words.time_nouns | draft.words.place_heads
    adverbial = any(tokens[i].lemma in ("where", "when", "why", "how") for i in sentence.children[verb])
    if (
        tokens[noun].pos not in ("NOUN", "PROPN")
        or sentence.is_verb(noun)
        or (not objects and (adverbial or tokens[noun].lemma in said))
    ):
        return
    behind = draft.cut(max(i for i in (verb, *sentence.kids(verb, "prt"))))
    draft.add(noun)
    draft.noun_options(noun, draft.optional)
    draft.parts.append(behind)


def add_around(draft: Compression, noun: int) -> None:
    """Add the words around a noun that was read as standing alone, back to its date and on to the next mark."""
    tokens = draft.sentence.tokens
    at = noun - 1
    while at >= 0 and tokens[at].pos in ("NOUN", "ADJ", "PROPN") and at not in draft.dropped:
        draft.put(at)
        at -= 1
    at = noun + 1
    while at < len(tokens) and tokens[at].pos in ("ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM") and at not in draft.dropped:
        draft.put(at)
        at += 1
