"""Recognition: runs of tokens to time expressions, stage by stage, the longest word order first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from timeline.temporal.lexer import Token
from timeline.temporal.locale import Ending, Trie


class Match(NamedTuple):
    """A word order found in the text: the rule's arguments, the tokens it covers and its extent.

    An argument may itself be a `Match`: a phrase of an earlier stage.
    """

    ending: Ending
    args: dict[str, Any]
    tokens: tuple[Token, ...]
    classes: tuple[str, ...]
    start: int
    end: int


def matches(runs: Iterable[list[Token]], stages: Sequence[Trie]) -> list[Match]:
    """Return the time expressions of a text's runs in order, not yet resolved."""
    found = []
    for run in runs:
        tokens = run
        for trie in stages:
            tokens = _reduce(trie, tokens)
        for token in tokens:
            match = token.entries[0][1]
            if isinstance(match, Match) and match.ending.rule.emit:
                found.append(match)
    return found


def _reduce(trie: Trie, tokens: list[Token]) -> list[Token]:
    """Replace each longest word order of a stage by one token of the class its rule gives."""
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        found = _longest(trie, tokens, i) if any(cls in trie for cls, _ in tokens[i].entries) else None
        if found is None:
            out.append(tokens[i])
            i += 1
            continue
        ending, path = found
        first, last = i + ending.form.first, i + ending.form.last
        out.extend(tokens[i:first])
        covered = tuple(tokens[i : i + len(path)])
        args = {name: path[k][1] for k, name in ending.names}
        match = Match(ending, args, covered, ending.form.classes, tokens[first].start, tokens[last - 1].end)
        kept = tokens[first].entries if last - first == 1 else ()
        given = [(cls, match) for cls in ending.rule.gives]
        out.append(Token(match.start, match.end, (*given, *kept)))
        i = last
    return out


def _longest(trie: Trie, tokens: list[Token], start: int) -> tuple[Ending, tuple[Any, ...]] | None:
    best: tuple[Ending, tuple[Any, ...]] | None = None
    stack: list[tuple[Trie, int, tuple[Any, ...]]] = [(trie, start, ())]
    count = len(tokens)
    while stack:
        node, position, path = stack.pop()
        ending = node.get("")
        if ending is not None and (best is None or (-len(path), ending.order) < (-len(best[1]), best[0].order)):
            best = (ending, path)
        if position < count:
            for entry in tokens[position].entries:
                following = node.get(entry[0])
                if following is not None:
                    stack.append((following, position + 1, (*path, entry)))
    return best
