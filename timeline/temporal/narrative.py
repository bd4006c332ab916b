"""Which kind of text this is: news, told from its day of publication, or a narrative, told along its own dates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from timeline.temporal.lexer import Token

Kind = Literal["news", "narrative"]

MIN_YEARS = 5
YEARS_PER_DEICTIC = 6
_DEICTIC = frozenset({"weekday", "today", "yesterday", "tonight"})


def kind_of(runs: Iterable[list[Token]], anchor_year: int) -> Kind:
    """Decide by what the text counts from: years of its own against words that need a publication day.

    A history names many past years and hardly ever says "yesterday", "Monday" or "last week".
    """
    years = deictic = 0
    for run in runs:
        before = ""
        for token in run:
            cls = token.entries[-1][0]
            first = token.entries[0][0]
            if first in _DEICTIC or (first == "unit" and before == "step"):
                deictic += 1
            elif first == "era" or any(name == "year" and number < anchor_year for name, number in token.entries):
                years += 1
            before = "step" if cls == "step" or first == "step" else ""
    return "narrative" if years >= MIN_YEARS and years >= YEARS_PER_DEICTIC * deictic else "news"
