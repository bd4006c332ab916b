"""The words of a language that drafting events rests on, read from ``words/<lang>.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any

import yaml

_PATTERNS = ("boilerplate", "credits", "captions", "bylines")


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of lower-case lemmas; `boilerplate`, `credits`, `captions` and `bylines` are one compiled pattern each (None = none).

    A language without a file has empty sets: dates still become events, with the sentence as title.
    """

    lang: str
    boilerplate: re.Pattern[str] | None = None
    credits: re.Pattern[str] | None = None
    captions: re.Pattern[str] | None = None
    bylines: re.Pattern[str] | None = None
    reporting: frozenset[str] = frozenset()
    performative: frozenset[str] = frozenset()
    doubting: frozenset[str] = frozenset()
    denying: frozenset[str] = frozenset()
    allegations: frozenset[str] = frozenset()
    hearsay: frozenset[str] = frozenset()
    of_verbs: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    planning: frozenset[str] = frozenset()
    wishing: frozenset[str] = frozenset()
    modals: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    conditional: frozenset[str] = frozenset()
    negators: frozenset[str] = frozenset()
    denials: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    temporal_markers: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    scenes: frozenset[str] = frozenset()
    aspectual: frozenset[str] = frozenset()
    occurring: frozenset[str] = frozenset()
    looking_back: frozenset[str] = frozenset()
    results: frozenset[str] = frozenset()
    changing: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    effects: frozenset[str] = frozenset()
    vague_openers: frozenset[str] = frozenset()
    bare_speech: frozenset[str] = frozenset()
    quantities: frozenset[str] = frozenset()
    naming: frozenset[str] = frozenset()
    soft: frozenset[str] = frozenset()
    idle_adverbs: frozenset[str] = frozenset()
    bounding: frozenset[str] = frozenset()
    time_nouns: frozenset[str] = frozenset()
    comparing: frozenset[str] = frozenset()
    control: frozenset[str] = frozenset()
    perceived: frozenset[str] = frozenset()
    eventive: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    generic_speakers: frozenset[str] = frozenset()
    reported_sources: frozenset[str] = frozenset()
    person_titles: frozenset[str] = frozenset()
    group_heads: frozenset[str] = frozenset()
    place_heads: frozenset[str] = frozenset()
    place_prepositions: frozenset[str] = frozenset()
    not_names: frozenset[str] = frozenset()
    demonyms: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    person_pronouns: frozenset[str] = frozenset()
    group_pronouns: frozenset[str] = frozenset()
    plural_pronouns: frozenset[str] = frozenset()
    plurals: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    object_pronouns: frozenset[str] = frozenset()
    first_person: frozenset[str] = frozenset()
    open_objects: frozenset[str] = frozenset()
    incomplete: frozenset[str] = frozenset()
    incomplete_passive: frozenset[str] = frozenset()
    male: frozenset[str] = frozenset()
    female: frozenset[str] = frozenset()
    relative_pronouns: frozenset[str] = frozenset()
    toll: frozenset[str] = frozenset()
    weak_endings: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    dateline_sources: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    subordinators: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    irregular: frozenset[str] = frozenset()
    present_verbs: frozenset[str] = frozenset()


@cache
def load(lang: str) -> Words:
    """Return the words of a language (its primary subtag: ``en`` for ``en-GB``).

    Raises `ValueError` naming the file if it holds a key that `Words` does not know.
    """
    primary = lang.split("-")[0].split("_")[0].lower()
    file = resources.files("timeline.events") / "words" / f"{primary}.yaml"
    if not file.is_file():
        return Words(primary)
    raw = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # strings only: "no" is a word
    unknown = set(raw) - {f.name for f in fields(Words)}
    if unknown:
        raise ValueError(f"words/{primary}.yaml: unknown {', '.join(sorted(unknown))}")
    values: dict[str, Any] = {key: _pattern(raw[key]) for key in raw if key in _PATTERNS}
    return Words(primary, **values | {key: frozenset(value) for key, value in raw.items() if key not in _PATTERNS})


def _pattern(alternatives: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{a})" for a in alternatives), re.IGNORECASE)
