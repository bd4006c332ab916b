"""Which word orders apply to a run of tokens, stage by stage, the longest first.

That depends on the classes of the tokens alone, so a plan made for one sequence of classes serves every other run of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from timeline.temporal.lexer import Token
from timeline.temporal.locale import Ending, Grammar, Trie

PLANNED_TOKENS = 24
"""Tokens above which a run is unlike any other, and its plan not worth keeping."""
MAX_PLANS = 4096


class Phrase(NamedTuple):
    """A word order to be read off a run: of its `parts`, one for each class, a number is a token of the run, by position."""

    ending: Ending
    parts: tuple[int | Phrase, ...]


_Node = dict[str, "int | Phrase"]
"""What a token of a run, or of a later stage, is read off as each of its classes."""


def planned(run: Sequence[Token], grammar: Grammar) -> tuple[Phrase, ...]:
    """Return the phrases of a run, in order, those that are only parts of expressions included."""
    if len(run) > PLANNED_TOKENS:
        return _plan(run, grammar)
    signature = tuple([tuple(token.entries) for token in run])
    plan = grammar.plans.get(signature)
    if plan is None:
        plan = _plan(run, grammar)
        if len(grammar.plans) >= MAX_PLANS:
            grammar.plans.clear()
        grammar.plans[signature] = plan
    return plan


def _plan(run: Sequence[Token], grammar: Grammar) -> tuple[Phrase, ...]:
    nodes: list[_Node] = [dict.fromkeys(token.entries, i) for i, token in enumerate(run)]
    for trie in grammar.stages:
        nodes = _stage(trie, nodes)
    heads = (next(iter(node.values())) for node in nodes)
    return tuple(head for head in heads if isinstance(head, Phrase))


def _stage(trie: Trie, nodes: list[_Node]) -> list[_Node]:
    """Replace, from left to right, the longest word order at each place by one node of the classes its rule gives."""
    starts, out, i = trie.keys(), [], 0
    while i < len(nodes):
        ending = None if starts.isdisjoint(nodes[i]) else _longest(trie, nodes, i)
        if ending is None:
            out.append(nodes[i])
            i += 1
        else:
            form = ending.form
            out += nodes[i : i + form.first]
            out.append(_phrase(ending, nodes[i : i + len(form.classes)]))
            i += form.last
    return out


def _longest(trie: Trie, nodes: list[_Node], start: int) -> Ending | None:
    """Return the longest word order that begins at a node, of equals the first in the file."""
    best: Ending | None = None
    rank = (0, 0)
    stack: list[tuple[Trie, int]] = [(trie, start)]
    while stack:
        branch, position = stack.pop()
        ending = branch.get("")
        if ending is not None and (position - start, -ending.order) > rank:
            best, rank = ending, (position - start, -ending.order)
        if position < len(nodes):
            stack += [(branch[cls], position + 1) for cls in nodes[position] if cls in branch]
    return best


def _phrase(ending: Ending, nodes: list[_Node]) -> _Node:
    form = ending.form
    phrase = Phrase(ending, tuple(node[cls] for node, cls in zip(nodes, form.classes, strict=True)))
    given: _Node = dict.fromkeys(ending.rule.gives, phrase)
    alone = form.last - form.first == 1  # a single word keeps what else it may be
    return {**given, **{cls: part for cls, part in nodes[form.first].items() if cls not in given}} if alone else given
