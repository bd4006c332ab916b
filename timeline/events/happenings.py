"""From a dated predicate to a happening: its date, status, title, actors and places, each with the rule that decided."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.article import Article
from timeline.events import titles
from timeline.events.actors import Cast
from timeline.events.antecedents import Antecedents
from timeline.events.blocks import Kind
from timeline.events.clauses import auxiliaries, content, subject
from timeline.events.event import Found
from timeline.events.mention import Happening, Step
from timeline.events.roles import EVENTS, Dated
from timeline.events.spans import combine
from timeline.events.status import status
from timeline.events.syntax import Sentence
from timeline.events.words import Words
from timeline.temporal.timex import Timex

REPORTED = "dated by the report; it may have happened earlier"


@dataclass(frozen=True, slots=True)
class Context:
    """What all happenings of one article share."""

    article: Article
    cast: Cast
    words: Words
    antecedents: Antecedents


def happening(
    context: Context, sentence: Sentence, kind: Kind, dated: Dated, all_dates: tuple[Timex, ...], offset_end: int
) -> tuple[Happening | None, tuple[Step, ...]]:
    """Return the happening, or None with the steps that say why there is none."""
    words = context.words
    when, timex, span_rule = combine(dated.timexes)
    steps = [
        Step("date", timex.rule, f"“{timex.found_text or timex.text}” is {when.edtf}, counted from {timex.anchor}"),
        Step("attached", dated.attached, f"belongs to “{sentence.tokens[dated.predicate].text}”"),
        Step("role", dated.rule, dated.role),
    ]
    if len(dated.timexes) > 1:
        steps.append(Step("dates", span_rule, when.edtf))
    if dated.role not in EVENTS:
        return None, tuple(steps)
    predicate, nominal, statement = _subject_matter(sentence, dated)
    judged = status(sentence, predicate, when, context.article.dct.toordinal(), words)
    steps.append(Step("status", judged.rule, judged.modality or ("happened" if judged.real else "no event")))
    if not judged.real:
        return None, tuple(steps)
    spans = [(t.start, t.end) for t in all_dates]
    title = titles.make(
        sentence,
        predicate,
        spans,
        context.antecedents.within(sentence),
        words,
        nominal=nominal,
        statement=statement,
        past=judged.modality != "planned",
    )
    steps.append(Step("title", title.rule, title.text))
    doubts = [title.doubt] if title.doubt else []
    if dated.role == "reported":
        doubts.append(REPORTED)
    if span_rule == "first-of-several":
        doubts.append("one of several dates of this sentence")
    if timex.uncertain:
        doubts.append("the date itself is uncertain")
    actors, places = who_and_where(context, sentence, predicate)
    lost = timex.trace.lost[0] if timex.trace.lost else None
    found = Found(
        text=timex.found_text or timex.text,
        date=when.edtf,
        rule=timex.rule,
        quote=" ".join(context.article.text[sentence.start : offset_end].split()),
        anchor=str(timex.anchor),
        time=timex.time or "",
        not_=f"{lost.value}: {lost.why}" if lost else "",
        by="rules" if sentence.by == "rules" else sentence.by,
    )
    made = Happening(
        start=timex.start,
        end=timex.end,
        sentence=sentence,
        block=kind,
        predicate=predicate,
        lemma=sentence.tokens[predicate].lemma,
        heads=heads(sentence, predicate, words),
        object=next((sentence.tokens[i].lemma for i in sentence.kids(predicate, "dobj", "nsubjpass")), ""),
        role=dated.role,
        when=when,
        time=timex.time or "",
        title=title.text,
        modality=judged.modality,
        actors=actors,
        places=places,
        doubts=tuple(doubts),
        found=found,
        steps=tuple(steps),
    )
    return made, made.steps


def _subject_matter(sentence: Sentence, dated: Dated) -> tuple[int, bool, bool]:
    """Predicate the title tells of, whether it is a noun, whether it is a statement."""
    if dated.role == "reported":
        inner = content(sentence, dated.predicate)
        return (inner if inner is not None else dated.predicate), False, False
    return dated.predicate, dated.role == "nominal", dated.role == "statement"


def heads(sentence: Sentence, predicate: int, words: Words) -> frozenset[str]:
    """Return the words by which a text comes back to a happening: its verb and the eventive nouns below it."""
    tokens = sentence.tokens
    below = [i for i in sentence.subtree(predicate) if tokens[i].pos == "NOUN" and tokens[i].lemma in words.eventive]
    direct = [i for i in below if sentence.tokens[i].dep in ("dobj", "nsubj", "nsubjpass", "attr") or i == predicate]
    return frozenset({tokens[predicate].lemma} | {tokens[i].lemma for i in direct})


def who_and_where(context: Context, sentence: Sentence, predicate: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names in the clause: those that act or are acted on, and the places it happens in."""
    words, tokens = context.words, sentence.tokens
    who = subject(sentence, predicate, words)
    indices = set(sentence.subtree(predicate)) | set(auxiliaries(sentence, predicate))
    if who is not None:
        indices |= set(sentence.subtree(who.head))
    nested = {
        j for i in indices if tokens[i].dep in ("relcl", "advcl", "parataxis") and i != predicate for j in sentence.subtree(i)
    }
    inside = indices - nested | {predicate}
    actors: dict[str, None] = {}
    places: dict[str, None] = {}
    for mention in context.cast.within(sentence.start, sentence.end):
        covered = sentence.covering(mention.start, mention.end)
        if not covered or covered[0] not in inside:
            continue
        top = sentence.top(covered)
        if who is not None and (top == who.head or (tokens[top].head == who.head and tokens[top].dep in ("conj", "appos"))):
            actors.setdefault(mention.name)
        elif mention.kind == "place" or (mention.kind != "group" and _located(sentence, top, words)):
            if tokens[top].dep not in ("compound", "amod", "nmod"):
                places.setdefault(mention.name)
        else:
            actors.setdefault(mention.name)
    if who is not None:
        _common_group(context, sentence, who.head, actors)
    if who is not None and not actors:
        name = context.antecedents.name(sentence, tokens[who.head].start) if tokens[who.head].lemma in words.pronouns else ""
        if name and any(m.name == name for m in context.cast.mentions):
            actors.setdefault(name)
    return tuple(actors), tuple(places)


def _located(sentence: Sentence, index: int, words: Words) -> bool:
    """Whether a name stands in a phrase of place ("in Mosul and Qayarah")."""
    tokens = sentence.tokens
    while tokens[index].dep in ("conj", "appos") and tokens[index].head != index:
        index = tokens[index].head
    return tokens[index].dep == "pobj" and tokens[tokens[index].head].lemma in words.place_prepositions | {"on", "to"}


def _common_group(context: Context, sentence: Sentence, head: int, actors: dict[str, None]) -> None:
    """Recognise ``the U.S. military``: a common noun for a group with a name before it."""
    tokens = sentence.tokens
    if tokens[head].lemma not in context.words.group_heads:
        return
    before = [i for i in sentence.kids(head, "compound", "amod", "poss") if tokens[i].text[:1].isupper()]
    if before:
        span = [t.text for t in tokens[before[0] : head + 1] if t.text not in ("'s",)]
        actors.setdefault(" ".join(span))
