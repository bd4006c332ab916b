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
        stepped = False
        for token in run:
            entries = token.entries
            if not _DEICTIC.isdisjoint(entries) or (stepped and "unit" in entries):
                deictic += 1
            elif "era" in entries or entries.get("year", anchor_year) < anchor_year:
                years += 1
            stepped = "step" in entries
    return "narrative" if years >= MIN_YEARS and years >= YEARS_PER_DEICTIC * deictic else "news"
