"""What has no date of its own: it continues a dated event, or happened within bounds, or stays prose."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events import titles
from timeline.events.clauses import past, subject
from timeline.events.dedupe import Group
from timeline.events.event import Event, Found
from timeline.events.happenings import Context, who_and_where
from timeline.events.mention import Step
from timeline.events.reading import Reading, definite, events_in, quote
from timeline.events.similarity import stem
from timeline.events.status import status
from timeline.events.syntax import Sentence


@dataclass(frozen=True, slots=True)
class Undated:
    """An undated happening: its sentence's place, the event drafted for it, and why it has these bounds."""

    place: int
    event: Event
    steps: tuple[Step, ...]


def details(reading: Reading, context: Context, groups: list[Group]) -> dict[int, list[int]]:
    """Places of the sentences that continue each group: the next one, undated, of the same matter."""
    number = {(reading.places[n].start): n for n in reading.trees}
    found: dict[int, list[int]] = {}
    taken: set[int] = set()
    for index, group in enumerate(groups):
        if group.chief.role == "nominal":
            continue
        n = number.get(group.chief.sentence.start)
        if n is None or n + 1 not in reading.trees or n + 1 in reading.timexes or n + 1 in taken:
            continue
        if continues(reading, context, group, n + 1):
            found.setdefault(index, []).append(n + 1)
            taken.add(n + 1)
    return found


def continues(reading: Reading, context: Context, group: Group, n: int) -> bool:
    """Whether an undated sentence tells more of the event: a toll, or the same happening or actor again, in the past."""
    place, tree = reading.places[n], reading.trees[n]
    text = reading.text[place.start : place.end]
    lemmas = {t.lemma for t in tree.tokens}
    if not _past_sentence(tree):
        return False
    if lemmas & context.words.toll and any(t.pos == "NUM" for t in tree.tokens):
        return True
    names = {m.name for m in context.cast.within(place.start, place.end)}
    again = {stem(w) for w in events_in(text, context.words)} & {stem(h) for h in group.chief.heads}
    return bool(again) or (not place.opens and bool(names & set(group.chief.actors)))


def _past_sentence(tree: Sentence) -> bool:
    root = tree.root
    return tree.is_verb(root) and past(tree, root)


def bounded(reading: Reading, context: Context, groups: list[Group], details_of: dict[int, list[int]]) -> list[Undated]:
    """Undated past happenings that answer a dated event ("… protested against the strikes"): after it, before the article."""
    used = {n for places in details_of.values() for n in places}
    dct = context.article.dct
    found = []
    for n, tree in sorted(reading.trees.items()):
        if n in reading.timexes or n in used or not _past_sentence(tree):
            continue
        group = _cause(reading, context, groups, n)
        if group is None:
            continue
        cause = group.chief
        root = tree.root
        judged = status(tree, root, cause.when, dct.toordinal(), context.words)
        who = subject(tree, root, context.words)
        if not judged.real or judged.modality or who is None:
            continue
        statement = tree.tokens[root].lemma in context.words.reporting
        title = titles.make(
            tree,
            root,
            [],
            context.antecedents.within(tree),
            context.words,
            nominal=False,
            statement=statement,
        )
        first = cause.when.first or cause.when
        bounds = f"{first.edtf}/{dct.isoformat()}"
        actors, places = who_and_where(context, tree, root)
        evidence = Found(
            text=_reference(reading, context, group, n),
            date=bounds,
            rule="after-its-cause",
            quote=quote(context.article, reading.places[n]),
            anchor=f"{dct.isoformat()} (published)",
            by=tree.by,
        )
        steps = (
            Step("bounds", "after-its-cause", f"after “{cause.title}”, before the article"),
            Step("title", title.rule, title.text),
        )
        found.append(Undated(n, _event(context, title, bounds, actors, places, evidence), steps))
    return found


def _event(
    context: Context, title: titles.Title, bounds: str, actors: tuple[str, ...], places: tuple[str, ...], evidence: Found
) -> Event:
    doubts = (title.doubt,) if title.doubt else ()
    path = context.article.path
    return Event("", "", title.text, bounds=bounds, actors=actors, places=places, doubts=doubts, found=(evidence,), article=path)


def _cause(reading: Reading, context: Context, groups: list[Group], n: int) -> Group | None:
    """Return the nearest earlier dated event whose noun this sentence takes up."""
    place = reading.places[n]
    named = definite(reading.text[place.start : place.end], context.words)
    best = None
    for group in groups:
        chief = group.chief
        if (
            chief.start < place.start
            and chief.modality == ""
            and chief.when.start is not None
            and chief.when.start <= context.article.dct.toordinal()
        ):
            heads = {stem(h) for h in chief.heads if h in context.words.eventive}
            if any(a == b or a.endswith(b) or b.endswith(a) for a in heads for b in named):
                best = group
    return best


def _reference(reading: Reading, context: Context, group: Group, n: int) -> str:
    place = reading.places[n]
    text = context.article.text[place.start : place.end]
    heads = {stem(h) for h in group.chief.heads}
    for word in text.split():
        bare = word.strip(".,;:!?\"'()“”’")
        if any(stem(bare.lower()).endswith(h) or h.endswith(stem(bare.lower())) for h in heads if len(bare) > 3):
            return bare
    return text.split()[0]
