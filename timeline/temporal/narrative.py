"""Which kind of text this is: news, told from its day of publication, or a narrative, told along its own dates."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.temporal.lexer import Token
from timeline.temporal.tagger import Match

MIN_YEARS = 6
YEARS_PER_DEICTIC = 3


def is_narrative(found: Iterable[Match], anchor_year: int) -> bool:
    """Decide by what the text counts from: years of its own against words that need a publication day.

    A history names many past years and hardly ever says "yesterday", "Monday" or "last week".
    """
    years = deictic = 0
    for match in found:
        classes = match.classes
        if "weekday" in classes or "today" in classes or "step" in classes:
            deictic += 1
        for cls, token in zip(classes, match.tokens, strict=True):
            if cls in ("year", "era") and not (cls == "year" and _value(token, cls) >= anchor_year):
                years += 1
    return years >= MIN_YEARS and years >= YEARS_PER_DEICTIC * deictic


def _value(token: Token, cls: str) -> int:
    return int(next((value for name, value in token.entries if name == cls), 0))
