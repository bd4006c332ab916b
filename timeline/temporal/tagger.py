"""Recognition: runs of tokens to time expressions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from timeline.temporal.lexer import Token
from timeline.temporal.locale import Ending, Grammar
from timeline.temporal.planning import Phrase, planned


class Match(NamedTuple):
    """A word order found in the text: the rule's arguments, the tokens or phrases it covers and its extent.

    An argument may itself be a `Match`: a phrase of an earlier stage.
    """

    ending: Ending
    args: dict[str, Any]
    parts: tuple[Token | Match, ...]
    start: int
    end: int


def matches(runs: Iterable[list[Token]], grammar: Grammar) -> list[Match]:
    """Return the time expressions of a text's runs in order, not yet resolved."""
    return [_match(phrase, run) for run in runs for phrase in planned(run, grammar) if phrase.ending.rule.emit]


def _match(phrase: Phrase, run: list[Token]) -> Match:
    ending = phrase.ending
    form = ending.form
    parts = tuple([run[part] if isinstance(part, int) else _match(part, run) for part in phrase.parts])
    args = {}
    for k, name in ending.names:
        part = parts[k]
        args[name] = part if isinstance(part, Match) else part.entries[form.classes[k]]
    return Match(ending, args, parts, parts[form.first].start, parts[form.last - 1].end)
