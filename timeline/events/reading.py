"""Which sentences of an article are read, and by whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from timeline.article import Article
from timeline.events.blocks import PROSE, Kind, TextBlock, classify, mask
from timeline.events.similarity import stem
from timeline.events.syntax import Parser, Sentence
from timeline.events.words import Words, load
from timeline.temporal.sentences import split
from timeline.temporal.timex import Timex


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of prose at [start, end), the kind of its block, the number of that block and whether it opens it."""

    start: int
    end: int
    kind: Kind
    block: int
    opens: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """An article read: its blocks, its masked text, its sentences, and the trees of those that matter, by place number."""

    blocks: tuple[TextBlock, ...]
    text: str
    places: tuple[Place, ...]
    trees: dict[int, Sentence]
    timexes: dict[int, tuple[Timex, ...]]


def read(article: Article, timexes: Sequence[Timex], words: Words, reader: Parser) -> Reading:
    """Tell blocks apart, split prose into sentences, and read those with dates and the ones that may continue them."""
    blocks = classify(article, words)
    text = mask(article.text, blocks)
    places = tuple(_places(text, blocks, article.lang, timexes))
    dated = _dated(places, timexes)
    wanted = sorted(
        dated.keys()
        | _neighbours(text, places, dated, words)
        | _referring(text, places, dated, words)
        | _before_pronouns(text, places, dated, words)
    )
    trees = reader.read([(places[i].start, text[places[i].start : places[i].end]) for i in wanted])
    return Reading(blocks, text, places, dict(zip(wanted, trees, strict=True)), dated)


_CHAIN = 3  # sentences back
_LETTERS = re.compile(r"[^\W\d_]+")
_CAPITALISED = re.compile(r"\b[A-Z]\w+")
_DEFINITE = re.compile(r"\b(?:the|this|these|those)((?:\s+[\w.'-]+){1,3})", re.IGNORECASE)
_STRAY = re.compile(r"\s*[\"')]+\s+")


def _places(text: str, blocks: Sequence[TextBlock], lang: str, timexes: Sequence[Timex]) -> Iterable[Place]:
    dated = sorted((t.start, t.end) for t in timexes)
    for number, block in enumerate(blocks):
        if block.kind not in PROSE:
            continue
        opens = True
        for start, end in _unbroken(split(text[block.start : block.end], lang), block.start, dated):
            chunk = text[block.start + start : block.start + end]
            stray = _STRAY.match(chunk)
            if stray:  # the quotation mark that closes the sentence before
                start, chunk = start + stray.end(), chunk[stray.end() :]
            if chunk.strip():
                left = len(chunk) - len(chunk.lstrip())
                yield Place(block.start + start + left, block.start + start + len(chunk.rstrip()), block.kind, number, opens)
                opens = False


def _unbroken(spans: Sequence[tuple[int, int]], offset: int, dated: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join sentences again where the cut went through a time expression ("at 10 p.m. Wednesday")."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        at = bisect_left(dated, (offset + start, 0)) - 1
        if found and at >= 0 and dated[at][1] > offset + start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _dated(places: Sequence[Place], timexes: Sequence[Timex]) -> dict[int, tuple[Timex, ...]]:
    """Expressions with a calendar value, by sentence; those outside prose fall away."""
    found: dict[int, list[Timex]] = {}
    ordered = sorted((t for t in timexes if t.when is not None and t.type in ("DATE", "TIME")), key=lambda t: (t.start, t.end))
    number = 0
    for timex in ordered:
        while number < len(places) and places[number].end <= timex.start:
            number += 1
        if number < len(places) and places[number].start <= timex.start:
            found.setdefault(number, []).append(timex)
    return {n: tuple(ts) for n, ts in found.items()}


def _neighbours(text: str, places: Sequence[Place], dated: Iterable[int], words: Words) -> set[int]:
    """Return the sentence after a dated one, in its paragraph or opening the next, if anything in it can continue the matter."""
    found = set()
    for n in dated:
        if n + 1 >= len(places) or places[n + 1].block - places[n].block > 1:
            continue
        here, after = text[places[n].start : places[n].end], text[places[n + 1].start : places[n + 1].end]
        if (
            _toll(words.lang).search(after)
            or events_in(here, words) & events_in(after, words)
            or (not places[n + 1].opens and set(_CAPITALISED.findall(here)) & set(_CAPITALISED.findall(after)))
        ):
            found.add(n + 1)
    return found


def _before_pronouns(text: str, places: Sequence[Place], dated: Iterable[int], words: Words) -> set[int]:
    """Sentences right before a dated one that may hold what a pronoun in it stands for."""
    pattern = _pronouns(words.lang)
    found: set[int] = set()
    for n in dated:
        here = n
        while here and n - here < _CHAIN and places[here].block - places[here - 1].block <= 1:
            if not pattern.search(text, places[here].start, places[here].end):
                break
            here -= 1
            found.add(here)
    return found


@cache
def _pronouns(lang: str) -> re.Pattern[str]:
    words = load(lang)
    found = "|".join(sorted(words.person_pronouns | words.group_pronouns | words.plural_pronouns))
    return re.compile(rf"\b(?:{found})\b", re.IGNORECASE) if found else re.compile(r"(?!)")


@cache
def _toll(lang: str) -> re.Pattern[str]:
    """Return finds words of harm, in any form."""
    stems = "|".join(sorted(re.escape(w.removesuffix("e").removesuffix("y")) for w in load(lang).toll))
    return re.compile(rf"\b(?:{stems})", re.IGNORECASE) if stems else re.compile(r"(?!)")


def _referring(text: str, places: Sequence[Place], dated: dict[int, tuple[Timex, ...]], words: Words) -> set[int]:
    """Sentences that take a happening named in a dated one for known ("the strikes")."""
    named = {stem(w) for n in dated for w in events_in(text[places[n].start : places[n].end], words)}
    if not named:
        return set()
    found = set()
    for n, place in enumerate(places):
        if n not in dated and any(
            w.endswith(e) or e.endswith(w) for w in definite(text[place.start : place.end], words) for e in named
        ):
            found.add(n)
    return found


def definite(text: str, words: Words) -> set[str]:
    """Stems of the eventive nouns a sentence takes for known ("the American airstrikes")."""
    return {stem(w) for m in _DEFINITE.finditer(text) for w in events_in(m[1], words)}


def events_in(text: str, words: Words) -> frozenset[str]:
    """Eventive nouns in a text, singular, without parsing."""
    forms = _forms(words.lang)
    return frozenset(forms[w] for w in _LETTERS.findall(text.lower()) if w in forms)


@cache
def _forms(lang: str) -> dict[str, str]:
    """Singular and plural of each eventive noun → singular."""
    forms: dict[str, str] = {}
    for noun in sorted(load(lang).eventive):
        plural = noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in "aeou" else noun + "s"
        forms.update({plural: noun, noun + "es": noun})
    return forms | {noun: noun for noun in load(lang).eventive}


def quote(article: Article, place: Place) -> str:
    """Return a sentence as it stands in the article, on one line."""
    return " ".join(article.text[place.start : place.end].split())


def blank(text: str, timexes: Iterable[Timex]) -> str:
    """Return the text with time expressions blanked: "Dec." and "Sunday" are nobody's names."""
    kept = list(text)
    for timex in timexes:
        kept[timex.start : timex.end] = " " * (timex.end - timex.start)
    return "".join(kept)
