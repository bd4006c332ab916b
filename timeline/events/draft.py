"""Draft the events of one article: from dated sentences to events an editor would keep. Pure: same input, same events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.article import Article
from timeline.events.actors import find
from timeline.events.antecedents import Antecedents
from timeline.events.dedupe import Group, group
from timeline.events.event import Event, Found
from timeline.events.happenings import Context, happening
from timeline.events.mention import Happening, Step
from timeline.events.names import Names
from timeline.events.reading import Reading, blank, quote, read
from timeline.events.roles import assign
from timeline.events.rough.reader import RuleReader
from timeline.events.syntax import Parser
from timeline.events.undated import bounded, details
from timeline.events.words import Words, load
from timeline.temporal.granularity import Granularity
from timeline.temporal.timex import Timex


@dataclass(frozen=True, slots=True)
class Explained:
    """What became of the dated words at [start, end) and why; `event` is None where they make none of their own."""

    start: int
    end: int
    text: str
    outcome: str
    event: Event | None
    steps: tuple[Step, ...]


def draft(article: Article, timexes: Sequence[Timex], names: Names | None = None, nlp: Parser | None = None) -> list[Event]:
    """Return the article's events in the order of its text, without ids; undated happenings come last.

    `nlp` reads the sentences; without one our own rules do. `found` is complete but for the fingerprint `key`.
    """
    events: list[Event] = []
    for record in explain(article, timexes, names, nlp):
        if record.event is not None and record.event not in events:
            events.append(record.event)
    return sorted(events, key=lambda e: not e.date)


def explain(article: Article, timexes: Sequence[Timex], names: Names | None = None, nlp: Parser | None = None) -> list[Explained]:
    """Return a record for every dated expression, and every undated happening, in order of the text."""
    words = load(article.lang)
    reading = read(article, timexes, words, nlp or RuleReader(words))
    undated_text = blank(reading.text, [t for ts in reading.timexes.values() for t in ts])
    cast = find(undated_text, reading.trees.values(), names or Names(), words, (p.start for p in reading.places))
    context = Context(article, cast, words, Antecedents.of(reading, cast, words))
    happenings, refused = _happenings(reading, context)
    groups = group(happenings)
    details_of = details(reading, context, groups)
    records = list(refused)
    for index, one in enumerate(groups):
        if says_too_little(one.chief, words):
            steps = (*one.chief.steps, Step("role", "noun-says-too-little", "no event of its own"))
            records.extend(
                Explained(m.start, m.end, article.text[m.start : m.end], "reference", None, steps) for m in one.members
            )
            continue
        lines = tuple(quote(article, reading.places[n]) for n in details_of.get(index, ()))
        event = _event(article, one, lines)
        for i, member in enumerate(one.members):
            steps = member.steps + ((one.steps[i - 1],) if i else ())
            records.append(
                Explained(
                    member.start,
                    member.end,
                    article.text[member.start : member.end],
                    "event" if i == 0 else "same event",
                    event,
                    steps,
                )
            )
    for undated in bounded(reading, context, groups, details_of):
        place = reading.places[undated.place]
        records.append(
            Explained(place.start, place.end, article.text[place.start : place.end], "undated", undated.event, undated.steps)
        )
    records.extend(_outside(article, timexes, reading, records))
    return sorted(records, key=lambda r: (r.start, r.end))


def _happenings(reading: Reading, context: Context) -> tuple[list[Happening], list[Explained]]:
    found: list[Happening] = []
    refused: list[Explained] = []
    text = context.article.text
    for n in sorted(reading.timexes):
        place, tree = reading.places[n], reading.trees[n]
        for dated in assign(tree, reading.timexes[n], context.words, context.article.dct.toordinal()):
            made, steps = happening(context, tree, place.kind, dated, reading.timexes[n], place.end)
            if made is not None:
                found.append(made)
                continue
            refused.extend(Explained(t.start, t.end, text[t.start : t.end], dated.role, None, steps) for t in dated.timexes)
    return found, refused


def says_too_little(chief: Happening, words: Words) -> bool:
    """Whether an event would be a bare noun that refers to something untold ("after the 1987 crash", "Thursday's decision")."""
    if chief.role != "nominal" or len(chief.title.split()) >= 3:
        return False
    return chief.when.granularity >= Granularity.YEAR or chief.lemma in words.documents | words.soft


def _outside(article: Article, timexes: Sequence[Timex], reading: Reading, records: Sequence[Explained]) -> list[Explained]:
    """Expressions that never came up: no calendar value, or standing outside prose."""
    known = {(r.start, r.end) for r in records} | {(t.start, t.end) for ts in reading.timexes.values() for t in ts}
    found = []
    for timex in timexes:
        if (timex.start, timex.end) in known:
            continue
        if timex.when is None:
            step = Step("date", timex.rule, f"{timex.value}: no stretch of the calendar")
        else:
            block = next((b for b in reading.blocks if b.start <= timex.start < b.end), None)
            step = Step("block", block.rule if block else "no-block", block.kind if block else "outside the text")
        found.append(Explained(timex.start, timex.end, article.text[timex.start : timex.end], "no event", None, (step,)))
    return found


def _event(article: Article, one: Group, lines: tuple[str, ...]) -> Event:
    chief = one.chief
    told = [m for m in one.members if m is chief or m.role != "nominal"]
    actors = tuple(dict.fromkeys(a for m in told for a in m.actors))
    places = tuple(dict.fromkeys(p for m in told for p in m.places))
    return Event(
        id="",
        date=chief.when.edtf,
        time=chief.time,
        title=chief.title,
        actors=actors,
        places=places,
        modality=chief.modality,
        details=lines,
        doubts=chief.doubts,
        found=_evidence(one.members),
        article=article.path,
    )


def _evidence(members: Sequence[Happening]) -> tuple[Found, ...]:
    return tuple(dict.fromkeys(m.found for m in members))
