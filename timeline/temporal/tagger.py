"""Recognition: runs of tokens to time expressions, stage by stage, the longest word order first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from timeline.temporal.lexer import Token
from timeline.temporal.locale import Decisions, Ending, Grammar, Trie

PLANNED_TOKENS = 24
MAX_PLANS = 4096


class Match(NamedTuple):
    """A word order found in the text: the rule's arguments, the tokens it covers and its extent.

    An argument may itself be a `Match`: a phrase of an earlier stage.
    """

    ending: Ending
    args: dict[str, Any]
    tokens: tuple[Token, ...]
    start: int
    end: int


def matches(runs: Iterable[list[Token]], grammar: Grammar) -> list[Match]:
    """Return the time expressions of a text's runs in order, not yet resolved."""
    found = []
    for run in runs:
        for token in reduced(run, grammar):
            match = next(iter(token.entries.values()))
            if isinstance(match, Match) and match.ending.rule.emit:
                found.append(match)
    return found


def reduced(run: list[Token], grammar: Grammar) -> list[Token]:
    """Return a run with its phrases recognised, stage upon stage.

    Which word orders apply depends on the classes of the tokens alone, so the plan for a sequence of classes is made once.
    """
    if len(run) > PLANNED_TOKENS:
        for trie in grammar.stages:
            run = _apply(run, _decide(trie, run))
        return run
    signature = tuple([tuple(token.entries) for token in run])
    plan = grammar.plans.get(signature)
    if plan is None:
        plan = _plan(run, grammar.stages)
        if len(grammar.plans) >= MAX_PLANS:
            grammar.plans.clear()
        grammar.plans[signature] = plan
    for decisions in plan:
        run = _apply(run, decisions)
    return run


def _plan(run: list[Token], stages: Iterable[Trie]) -> tuple[Decisions, ...]:
    plan = []
    for trie in stages:
        decisions = _decide(trie, run)
        if decisions:
            plan.append(decisions)
            run = _apply(run, decisions)
    return tuple(plan)


def _decide(trie: Trie, tokens: list[Token]) -> Decisions:
    """Return where the longest word orders of a stage begin, from left to right."""
    starts, decisions, i, count = trie.keys(), [], 0, len(tokens)
    while i < count:
        ending = None if starts.isdisjoint(tokens[i].entries) else _longest(trie, tokens, i, count)
        if ending is None:
            i += 1
        else:
            decisions.append((i, ending))
            i += ending.form.last
    return tuple(decisions)


def _longest(trie: Trie, tokens: list[Token], start: int, count: int) -> Ending | None:
    """Return the longest word order that begins at a token, of equals the first in the file."""
    best: Ending | None = None
    rank = (0, 0)
    stack: list[tuple[Trie, int]] = [(trie, start)]
    while stack:
        node, position = stack.pop()
        ending = node.get("")
        if ending is not None and (position - start, -ending.order) > rank:
            best, rank = ending, (position - start, -ending.order)
        if position < count:
            stack += [(node[cls], position + 1) for cls in tokens[position].entries if cls in node]
    return best


def _apply(tokens: list[Token], decisions: Decisions) -> list[Token]:
    """Replace each word order by one token of the classes its rule gives."""
    out: list[Token] = []
    done = 0
    for i, ending in decisions:
        form = ending.form
        first, last = i + form.first, i + form.last
        if done < first:
            out += tokens[done:first]
        args = {name: tokens[i + k].entries[form.classes[k]] for k, name in ending.names}
        match = Match(ending, args, tuple(tokens[i : i + len(form.classes)]), tokens[first].start, tokens[last - 1].end)
        entries = dict.fromkeys(ending.rule.gives, match)
        if last - first == 1:  # a single word keeps what else it may be
            for cls, value in tokens[first].entries.items():
                entries.setdefault(cls, value)
        out.append(Token(match.start, match.end, entries))
        done = last
    if done < len(tokens):
        out += tokens[done:]
    return out
