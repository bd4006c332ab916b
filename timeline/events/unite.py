"""Make one event of several: keep every source, list figures that differ, average nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from timeline.events.crossref import Pair, pairs
from timeline.events.event import Event
from timeline.events.similarity import Tfidf, stem
from timeline.temporal import edtf

_FIGURE = re.compile(r"(?<![\w.,])(\d[\d,.]*\d|\d)(?: |-)+([^\W\d_]+)")


def clusters(events: Sequence[Event], found: Iterable[Pair]) -> list[tuple[Event, ...]]:
    """Group fresh drafts that are surely one: complete linkage over ``same`` pairs, best pairs first.

    Only events nobody has touched take part. The result does not depend on the order of files.
    """
    linked = {frozenset((p.a.id, p.b.id)) for p in found if p.verdict == "same"}
    member = {e.id: [e] for e in events if e.proposed}
    for pair in sorted((p for p in found if p.verdict == "same"), key=lambda p: (-p.score, p.a.id, p.b.id)):
        left, right = member.get(pair.a.id), member.get(pair.b.id)
        if left is None or right is None or left is right:
            continue
        if all(frozenset((a.id, b.id)) in linked for a in left for b in right):
            left.extend(right)
            for event in right:
                member[event.id] = left
    seen: set[int] = set()
    unique = []
    for group in member.values():
        if id(group) not in seen and len(group) > 1:
            seen.add(id(group))
            unique.append(tuple(sorted(group, key=lambda e: (e.article, e.line, e.id))))
    return sorted(unique, key=lambda g: (g[0].article, g[0].id))


def across(drafts: Mapping[str, Sequence[Event]]) -> dict[str, list[Event]]:
    """Unite what is surely one happening in the drafts of several articles, by path, drafted in one run.

    The united event stands with the article that was written first (then by path); its evidence from other articles says so. The
    order in which articles were drafted does not matter.
    """
    named = {
        f"{path}#{n}": (path, replace(event, id=f"{path}#{n}"))
        for path, events in drafts.items()
        for n, event in enumerate(events)
    }
    chronology = [event for _, (_, event) in sorted(named.items()) if event.date]
    groups = clusters(chronology, pairs(chronology, lambda e: edtf.parse(e.date)))
    united: dict[str, Event] = {}
    gone: set[str] = set()
    for group in groups:
        first = min(group, key=lambda e: (min(f.anchor for f in e.found), e.article, e.id))
        one = unite([first, *(e for e in group if e is not first)])
        united[first.id] = one
        gone.update(e.id for e in group if e is not first)
    result: dict[str, list[Event]] = {path: [] for path in drafts}
    for name, (path, event) in named.items():
        if name not in gone:
            result[path].append(replace(united.get(name, event), id="", aliases=()))
    return result


def unite(events: Sequence[Event]) -> Event:
    """Return one event for all: the first one's identity, the title nearest the others, all names, sources and evidence."""
    chief = events[0]
    model = Tfidf([e.title for e in events])
    central = max(range(len(events)), key=lambda i: (sum(model.cosine(i, j) for j in range(len(events)) if j != i), -i))
    evidence = [f if f.article or e.article == chief.article else replace(f, article=e.article) for e in events for f in e.found]
    doubts = [*dict.fromkeys(d for e in events for d in e.doubts), *differing(events)]
    return replace(
        chief,
        title=events[central].title,
        time=chief.time or next((e.time for e in events if e.time), ""),
        actors=_joined(e.actors for e in events),
        places=_joined(e.places for e in events),
        sources=tuple(dict.fromkeys(s for e in events for s in e.sources)),
        details=_joined(e.details for e in events),
        doubts=tuple(doubts),
        found=tuple(dict.fromkeys(evidence)),
        aliases=tuple(dict.fromkeys([*chief.aliases, *(e.id for e in events[1:] if e.id)])),
    )


def _joined(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for items in lists for item in items))


def differing(events: Sequence[Event]) -> list[str]:
    """Return a line for every count that the articles give differently ("figures differ: 25 or 28 fighters")."""
    told: dict[str, dict[str, set[str]]] = {}
    nouns: dict[str, str] = {}
    for event in events:
        for number, noun in _FIGURE.findall(" ".join([*(f.quote for f in event.found), *event.details])):
            key = stem(noun.lower())
            nouns.setdefault(key, noun)
            told.setdefault(key, {}).setdefault(number, set()).add(event.article)
    return [
        f"figures differ: {' or '.join(sorted(numbers))} {nouns[key]}"
        for key, numbers in sorted(told.items())
        if len(numbers) > 1 and len(set().union(*numbers.values())) > 1
    ]
