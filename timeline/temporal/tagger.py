"""Recognition: runs of tokens to time expressions, stage by stage, the longest word order first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from timeline.temporal.lexer import Token
from timeline.temporal.locale import Ending, Stage, Trie


class Match(NamedTuple):
    """A word order found in the text: the rule's arguments, the tokens it covers and its extent.

    An argument may itself be a `Match`: a phrase of an earlier stage.
    """

    ending: Ending
    args: dict[str, Any]
    tokens: tuple[Token, ...]
    start: int
    end: int


def matches(runs: Iterable[list[Token]], stages: Sequence[Stage]) -> list[Match]:
    """Return the time expressions of a text's runs in order, not yet resolved."""
    found = []
    for run in runs:
        for token in reduced(run, stages):
            match = next(iter(token.entries.values()))
            if isinstance(match, Match) and match.ending.rule.emit:
                found.append(match)
    return found


def reduced(run: list[Token], stages: Sequence[Stage]) -> list[Token]:
    """Return a run with its phrases recognised, stage upon stage."""
    for stage in stages:
        if len(run) >= stage.shortest:
            run = _reduce(stage.trie, run)
    return run


def _reduce(trie: Trie, tokens: list[Token]) -> list[Token]:
    """Replace each longest word order of a stage by one token of the class its rule gives."""
    starts = trie.keys()
    for token in tokens:
        if not starts.isdisjoint(token.entries):
            break
    else:
        return tokens
    out: list[Token] = []
    i, count = 0, len(tokens)
    while i < count:
        token = tokens[i]
        found = None if starts.isdisjoint(token.entries) else _longest(trie, tokens, i, count)
        if found is None:
            out.append(token)
            i += 1
            continue
        ending, values = found
        first, last = i + ending.form.first, i + ending.form.last
        if ending.form.first:
            out.extend(tokens[i:first])
        start, end = tokens[first].start, tokens[last - 1].end
        args = {name: values[k] for k, name in ending.names}
        match = Match(ending, args, tuple(tokens[i : i + len(values)]), start, end)
        entries = dict.fromkeys(ending.rule.gives, match)
        if last - first == 1:  # a single word keeps what else it may be
            entries = {**entries, **{cls: value for cls, value in tokens[first].entries.items() if cls not in entries}}
        out.append(Token(start, end, entries))
        i = last
    return out


def _longest(trie: Trie, tokens: list[Token], start: int, count: int) -> tuple[Ending, tuple[Any, ...]] | None:
    """Return the longest word order that begins at a token, of equals the first in the file, and the values of its tokens."""
    best: Ending | None = None
    best_values: tuple[Any, ...] = ()
    stack: list[tuple[Trie, int, tuple[Any, ...]]] = [(trie, start, ())]
    while stack:
        node, position, values = stack.pop()
        ending = node.get("")
        if ending is not None and (
            best is None or len(values) > len(best_values) or (len(values) == len(best_values) and ending.order < best.order)
        ):
            best, best_values = ending, values
        if position < count:
            for cls, value in tokens[position].entries.items():
                following = node.get(cls)
                if following is not None:
                    stack.append((following, position + 1, (*values, value)))
    return None if best is None else (best, best_values)
