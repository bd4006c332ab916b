"""Articles and time expressions for the tests of event drafting, without a tagger."""

import datetime
import re
from pathlib import Path

import pytest

from timeline.article import Article, Block
from timeline.events.parser import load_parser
from timeline.temporal.anchor import Anchor
from timeline.temporal.granularity import Granularity, day_number, days_in_month
from timeline.temporal.timevalue import TimeValue
from timeline.temporal.timex import Timex

SHARED = Path(__file__).parent.parent.parent.parent / "shared"
PARSER = load_parser("auto")
READERS = [
    pytest.param(None, id="rules"),
    pytest.param(PARSER, id="parser", marks=pytest.mark.skipif(PARSER is None, reason="no spaCy model installed")),
]


def article(text: str, dct: str = "2019-12-30", *, title: str = "", lang: str = "en", path: str = "articles/a.md") -> Article:
    blocks = [Block(m.start(), m.end(), "p") for m in re.finditer(r"(?s)\S(?:(?!\n\s*\n).)*", text)]
    lines = tuple(text.count("\n", 0, b.start) + 1 for b in blocks)
    return Article(path, title, datetime.date.fromisoformat(dct), lang, "main", text, tuple(blocks), lines, "", "a")


def value(edtf: str) -> TimeValue:
    if "/" in edtf:
        first, last = map(value, edtf.split("/"))
        return TimeValue(edtf, max(first.granularity, last.granularity), first.start, last.end, first=first, last=last)
    parts = [int(p) for p in edtf.split("-")]
    start = day_number(*parts)
    if len(parts) == 3:
        return TimeValue(edtf, Granularity.DAY, start, start + 1, *parts)
    if len(parts) == 2:
        return TimeValue(edtf, Granularity.MONTH, start, start + days_in_month(*parts), *parts)
    return TimeValue(edtf, Granularity.YEAR, start, day_number(parts[0] + 1), *parts)


def timex(text: str, words: str, edtf: str, *, at: int = 0, time: str | None = None, dct: str = "2019-12-30") -> Timex:
    """The first occurrence of `words` from `at`; a leading "on " or "in " stays outside the extent."""
    found = text.index(words, at)
    start = found + (3 if words.startswith(("on ", "in ")) else 0)
    end = found + len(words)
    anchor = Anchor(datetime.date.fromisoformat(dct))
    return Timex(
        start,
        end,
        text[start:end],
        "DATE",
        edtf,
        "test",
        anchor,
        when=value(edtf),
        time=time,
        found_start=found,
        found_text=words,
    )
