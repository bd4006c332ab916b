"""A made-up archive of any size: dated articles' events over sixty years, the same for every tool that is measured.

The words are random but weighted like prose (Zipf); the same seed gives the same archive.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

PER_FILE = 20
_SYLLABLES = "ba con di er fo gra hi in jo ka len mo na or pre qui ro sta tion ul ver wa xi yo zen th ing ed al ment".split()
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Happening:
    """What every tool gets of an event."""

    id: str
    date: str
    title: str
    summary: str
    tags: tuple[str, ...]
    actors: tuple[str, ...]
    places: tuple[str, ...]
    found: str
    quote: str
    anchor: str

    @property
    def year(self) -> str:
        return self.date[:4]


def archive(count: int, seed: int = 7) -> Iterator[list[Happening]]:
    """Yield `count` events in files of twenty; a file is one article, its events lie within some weeks."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2, 2, 3)))) for _ in range(4000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    tags = [f"topic {word}" for word in words[50:70]]
    actors = [f"{a.title()} {b.title()}" for a, b in zip(words[100:200], words[200:300], strict=True)]
    places = [word.title() for word in words[300:340]]
    serial = 0

    def text(low: int, high: int) -> str:
        chosen = chance.choices(words, weights, k=chance.randint(low, high))
        return " ".join(chosen).capitalize()

    while serial < count:
        published = date(1965, 1, 1) + timedelta(days=chance.randrange(60 * 365))
        happenings = []
        for _ in range(min(PER_FILE, count - serial)):
            serial += 1
            day = published - timedelta(days=chance.randrange(1, 7))
            stated = day.isoformat() if chance.random() < 0.8 else day.isoformat()[: chance.choice((7, 4))]
            expression = f"on {_WEEKDAYS[day.weekday()]}" if len(stated) == 10 else "last month"
            sentence = f"{text(8, 16)} {expression} {text(6, 12).lower()}."
            happenings.append(
                Happening(
                    id=f"event-{serial:06d}",
                    date=stated,
                    title=text(5, 10),
                    summary=text(20, 45) + ".",
                    tags=tuple(chance.sample(tags, chance.choice((0, 1, 1, 2)))),
                    actors=tuple(chance.sample(actors, chance.choice((0, 1, 2)))),
                    places=tuple(chance.sample(places, chance.choice((0, 1)))),
                    found=expression,
                    quote=sentence,
                    anchor=published.isoformat(),
                )
            )
        yield happenings


def event_file(happenings: list[Happening]) -> str:
    """Return an event file in the layout our own writer makes."""
    lines = ["events:"]
    for each in happenings:
        lines += [f"  - id: {each.id}", f"    date: {each.date}", f"    title: {each.title}", f"    summary: {each.summary}"]
        for key, values in (("actors", each.actors), ("places", each.places), ("tags", each.tags)):
            lines += [f"    {key}: [{', '.join(values)}]"] if values else []
        lines += ["    found:", f"      - text: {each.found}", f"        date: {each.date}", "        rule: weekday"]
        lines += [f"        quote: {each.quote}", f"        anchor: {each.anchor} (published)"]
    return "\n".join(lines) + "\n"
