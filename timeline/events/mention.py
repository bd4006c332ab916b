"""A dated happening in one place of one article, before it becomes (part of) an event."""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.events.blocks import Kind
from timeline.events.event import Found
from timeline.events.roles import Role
from timeline.events.syntax import Sentence
from timeline.temporal.timevalue import TimeValue


@dataclass(frozen=True, slots=True)
class Step:
    """One answer to "why": the question, the rule that decided and what it decided."""

    question: str
    rule: str
    answer: str


@dataclass(frozen=True, slots=True)
class Happening:
    """What one predicate of one sentence says happened; [start, end) is the dated expression.

    `lemma` is the predicate's, `heads` the lemmas of verb and eventive nouns by which other sentences refer to it, `object`
    the lemma of its object.
    """

    start: int
    end: int
    sentence: Sentence
    block: Kind
    predicate: int
    lemma: str
    heads: frozenset[str]
    object: str
    role: Role
    when: TimeValue
    time: str
    title: str
    modality: str
    actors: tuple[str, ...]
    places: tuple[str, ...]
    doubts: tuple[str, ...]
    found: Found
    steps: tuple[Step, ...] = field(default=(), compare=False)
