"""Which kind of text this is: news, told from its day of publication, or a narrative, told along its own dates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from timeline.temporal.lexer import Token

Kind = Literal["news", "narrative"]

MIN_YEARS = 3
YEARS_PER_DEICTIC = 7
FULL_DATE = 2
"""How many bare years a year with its month counts as: news rarely gives a past event so full a date."""
BEFORE_ERA = 3
"""How many a year BC counts as."""
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
            if "year" in entries:
                if entries["year"] < anchor_year:
                    years += FULL_DATE if any("month" in other.entries for other in run) else 1
            elif "era" in entries:
                years += BEFORE_ERA if entries["era"] < 0 else 0
            elif (stepped and "unit" in entries) or not _DEICTIC.isdisjoint(entries):
                deictic += 1
            stepped = "step" in entries
    return "narrative" if years >= MIN_YEARS and years >= YEARS_PER_DEICTIC * deictic else "news"
