"""The pattern language of the locales: word orders such as ``the? (step|this) unit``.

A pattern is a sequence of token classes one space apart. ``?`` marks an optional item, ``( | )`` alternatives, ``name=class``
gives the operator's argument another name than the class, ``< >`` enclose the extent where some of the pattern lies outside.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ITEM = re.compile(r"\s*(?:([<>()|?])|([\w=]+))")
MAX_FORMS = 512


class Form(NamedTuple):
    """One concrete word order: token classes, the argument name for each, and the extent [first, last) within them."""

    classes: tuple[str, ...]
    names: tuple[str, ...]
    first: int
    last: int


_Sequence = tuple[str, ...]


def forms(pattern: str) -> list[Form]:
    """Return every concrete word order a pattern stands for, longest first.

    Raises `ValueError` for a pattern that cannot be read.

    >>> [f.classes for f in forms("the? (step|this) unit")]
    [('the', 'step', 'unit'), ('the', 'this', 'unit'), ('step', 'unit'), ('this', 'unit')]
    """
    items, end = _alternatives(_items(pattern), 0)
    if end != len(_items(pattern)):
        raise ValueError(f"unbalanced ) in pattern {pattern!r}")
    if len(items) > MAX_FORMS:
        raise ValueError(f"pattern {pattern!r} stands for {len(items)} word orders, more than {MAX_FORMS}")
    return [_form(sequence) for sequence in dict.fromkeys(sorted(items, key=len, reverse=True)) if sequence]


def _items(pattern: str) -> list[str]:
    items, position = [], 0
    while position < len(pattern.rstrip()):
        match = _ITEM.match(pattern, position)
        if not match:
            raise ValueError(f"cannot read pattern {pattern!r} at column {position + 1}")
        items.append(match[1] or match[2])
        position = match.end()
    return items


def _alternatives(items: list[str], position: int) -> tuple[list[_Sequence], int]:
    branches, (current, position) = [], _sequence(items, position)
    branches += current
    while position < len(items) and items[position] == "|":
        current, position = _sequence(items, position + 1)
        branches += current
    return branches, position


def _sequence(items: list[str], position: int) -> tuple[list[_Sequence], int]:
    done: list[_Sequence] = [()]
    while position < len(items) and items[position] not in ("|", ")"):
        if items[position] == "(":
            choices, position = _alternatives(items, position + 1)
            if position >= len(items):
                raise ValueError("unbalanced ( in a pattern")
        else:
            choices = [(items[position],)]
        position += 1
        if position < len(items) and items[position] == "?":
            choices = [*choices, ()]
            position += 1
        done = [head + tail for head in done for tail in choices]
    return done, position


def _form(sequence: _Sequence) -> Form:
    plain = [item for item in sequence if item not in ("<", ">")]
    first = sequence.index("<") if "<" in sequence else 0
    last = sequence.index(">") - ("<" in sequence) if ">" in sequence else len(plain)
    pairs = [item.rpartition("=") for item in plain]
    return Form(tuple(cls for _, _, cls in pairs), tuple(name or cls for name, _, cls in pairs), first, last)
