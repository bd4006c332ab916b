"""What a dated predicate is in its text: the event itself, a report of it, a statement, a when-clause, a reference back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from timeline.events.attach import Attachment, attach
from timeline.events.clauses import content, past, quoted, subject
from timeline.events.misread import misread
from timeline.events.spans import compared, range_start, together
from timeline.events.syntax import Sentence
from timeline.events.words import Words
from timeline.temporal.granularity import Granularity
from timeline.temporal.timex import Timex

Role = Literal[
    "event", "when-clause", "reported", "statement", "nominal", "absorbed", "reference", "bound", "comparison", "figure", "none"
]
EVENTS: frozenset[Role] = frozenset({"event", "when-clause", "reported", "statement", "nominal"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A predicate with the time expressions that date it; `attached` and `rule` say by which rules it got them and its role."""

    timexes: tuple[Timex, ...]
    predicate: int
    role: Role
    attached: str
    rule: str


def assign(sentence: Sentence, timexes: Sequence[Timex], words: Words, written: int) -> list[Dated]:
    """Attach a sentence's dates and give each dated predicate its role, in order of the dates; `written` is a day number."""
    if not words.auxiliaries:  # a language without word list
        return [Dated((t,), sentence.root, "event", "sentence-as-event", "sentence-as-event") for t in timexes]
    grouped: dict[tuple[int, str], list[tuple[Timex, Attachment]]] = {}
    found: list[Dated] = []
    for timex in timexes:
        refused = misread(sentence, timex, timexes, words)
        if refused:
            found.append(Dated((timex,), sentence.root, "none", refused, "no-date-of-an-event"))
            continue
        coarse = timex.when is not None and timex.when.granularity >= Granularity.YEAR
        past_date = timex.when is not None and timex.when.end is not None and timex.when.end <= written
        begun = range_start(sentence, timex, timexes)
        if begun and (members := next((m for m in grouped.values() if any(t is begun for t, _ in m)), None)):
            members.append((timex, members[0][1]))
            continue
        attached = _when_clause(sentence, timex, words) or attach(
            sentence, timex.start, timex.end, words, coarse=coarse, past=past_date
        )
        if attached.predicate is None:
            found.append(Dated((timex,), sentence.root, "none", attached.rule, "no-happening"))
            continue
        aside = _aside(sentence, timex, attached, words)
        if aside:
            found.append(Dated((timex,), attached.predicate, aside[0], attached.rule, aside[1]))
        else:
            grouped.setdefault((attached.predicate, "n" if attached.nominal else "v"), []).append((timex, attached))
    predicates = {key[0] for key in grouped}
    for (predicate, _), members in grouped.items():
        first = members[0][1]
        role, rule = _role(sentence, first, predicates - {predicate}, members[0][0], words)
        sets = together(sentence, [t for t, _ in members])
        found.extend(Dated(dates, predicate, role, first.rule, rule) for dates in sets)
    return sorted(found, key=lambda d: d.timexes[0].start)


def _when_clause(sentence: Sentence, timex: Timex, words: Words) -> Attachment | None:
    """``since last year, when X left …``: the date is that of the clause."""
    tokens = sentence.tokens
    covered = sentence.covering(timex.start, timex.end)
    if not covered:
        return None
    after = covered[-1] + 1
    while after < len(tokens) and tokens[after].text in (",", "–", "—", "-", "("):
        after += 1
    if after >= len(tokens) or tokens[after].lemma != "when":
        return None
    if after == covered[-1] + 1 and (not covered[0] or tokens[covered[0] - 1].lemma not in words.bounding):
        return None
    verb = next((i for i in (tokens[after].head, *sentence.up(after)) if sentence.is_verb(i) and i > after), None)
    return Attachment(verb, False, "when-clause") if verb is not None else None


def _aside(sentence: Sentence, timex: Timex, attached: Attachment | None, words: Words) -> tuple[Role, str] | None:
    """Dates that bound or compare, and do not date, what they hang on."""
    if attached is None or attached.rule == "when-clause":
        return None
    tokens = sentence.tokens
    covered = sentence.covering(timex.start, timex.end)
    before = tokens[covered[0] - 1].lemma if covered[0] else ""
    if before in words.bounding or (
        before == "to" and any(t.lemma == "from" for t in tokens[max(0, covered[0] - 5) : covered[0]])
    ):
        return "bound", f"date-after-{before}"
    if compared(sentence, covered, words):
        return "comparison", "compared-with"
    return None


def _role(sentence: Sentence, attached: Attachment, others: set[int], timex: Timex, words: Words) -> tuple[Role, str]:
    if attached.rule == "when-clause":
        return "when-clause", "when-clause"
    tokens = sentence.tokens
    predicate = attached.predicate
    assert predicate is not None
    if attached.nominal:
        coarse = timex.when is not None and timex.when.granularity >= Granularity.YEAR
        if attached.rule == "date-modifies-noun" and coarse and tokens[predicate].lemma in words.documents:
            return "reference", "date-names-document"
        return "nominal", "eventive-noun"
    if _figure(sentence, predicate, timex, words):
        return "figure", "states-amount"
    if tokens[predicate].lemma not in words.reporting:
        return "event", "predicate"
    if sentence.kids(predicate, "nsubjpass"):
        return "event", "passive-report"
    inner = content(sentence, predicate)
    if (
        inner is None
        and tokens[predicate].lemma in words.bare_speech
        and not _speaks(sentence, predicate)
        and not sentence.kids(predicate, "dobj")
    ):
        return "none", "speech-without-content"
    if inner is None:
        return ("statement", "reporting-verb") if _speaks(sentence, predicate) else ("event", "reporting-verb-with-object")
    told = {inner, *sentence.kids(inner, "conj", "xcomp")}
    states = tokens[inner].lemma == "be"
    if others & told and not states and tokens[predicate].lemma not in words.performative and not quoted(sentence, inner):
        return "absorbed", "content-has-own-date"
    speaker = subject(sentence, predicate, words)
    if (
        speaker is not None
        and tokens[speaker.head].lemma in words.generic_speakers
        and not any(
            tokens[i].pos == "PROPN" and tokens[i].dep in ("compound", "appos") and tokens[i].entity == "PERSON"
            for i in sentence.children[speaker.head]
        )
        and not quoted(sentence, inner)
        and past(sentence, inner)
    ):
        return "reported", "generic-speaker"
    return "statement", "named-speaker"


def _figure(sentence: Sentence, verb: int, timex: Timex, words: Words) -> bool:
    """``net was $7.4 million``, ``had a loss of $2 million a year ago``, ``there were no losses``: a state of the books."""
    tokens = sentence.tokens
    if tokens[verb].lemma == "have":
        if timex.text.split()[-1].lower() not in words.looking_back:
            return False
        stated = [i for i in sentence.kids(verb, "dobj") if tokens[i].lemma in words.results]
        return any(t.text == "$" or t.lemma in ("million", "billion") for t in tokens[verb:]) if stated else False
    if tokens[verb].lemma != "be":
        return False
    if any(tokens[i].pos in ("NUM", "SYM") or (tokens[i].lemma == "million") for i in sentence.kids(verb, "attr")):
        return True
    nothing = any(tokens[j].lemma == "no" for i in sentence.kids(verb, "attr", "nsubj") for j in sentence.children[i])
    return nothing and bool(sentence.kids(verb, "expl"))


def _speaks(sentence: Sentence, verb: int) -> bool:
    return any(t.text == '"' for t in sentence.tokens)
