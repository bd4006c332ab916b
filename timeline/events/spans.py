"""Several dates on one predicate: a range, the finer of two, or dates of their own; and dates that only compare."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from timeline.events.syntax import Sentence
from timeline.events.words import Words
from timeline.temporal.granularity import Granularity
from timeline.temporal.timevalue import TimeValue
from timeline.temporal.timex import Timex

RANGE_LINKS = ("to", "through", "until", "till", "-", "–")


def combine(timexes: Sequence[Timex]) -> tuple[TimeValue, Timex, str]:
    """Return the value of all dates of one predicate, the expression that stands for them, and the rule.

    Dates one inside the other: the finer. Days in a row ("April 24 and 25"): an interval. Else the first.
    """
    dated = [(t.when, t) for t in timexes if t.when is not None]
    first = min(dated, key=lambda d: (d[0].granularity, d[1].start))
    if len(dated) == 1:
        return *first, "one-date"
    whens = [w for w, _ in dated]
    if all(_inside(first[0], w) for w in whens):
        return *first, "finest-of-nested"
    days = sorted((w for w in whens if w.granularity == Granularity.DAY and not w.is_interval), key=lambda w: w.start or 0)
    if len(days) == len(whens) and all(a.end is not None and b.start is not None and b.start <= a.end for a, b in pairwise(days)):
        low, high = days[0], days[-1]
        value = TimeValue(f"{low.edtf}/{high.edtf}", Granularity.DAY, low.start, high.end, first=low, last=high)
        return value, dated[0][1], "days-in-a-row"
    low, high = whens[0], whens[-1]
    if low.granularity == high.granularity and not (low.is_interval or high.is_interval):
        value = TimeValue(f"{low.edtf}/{high.edtf}", low.granularity, low.start, high.end, first=low, last=high)
        return value, dated[0][1], "from-to"
    return *dated[0], "first-of-several"


def together(sentence: Sentence, timexes: Sequence[Timex]) -> list[tuple[Timex, ...]]:
    """Split the dates of one predicate into those that make one value: nested, in a row, or the ends of a range."""
    groups: list[list[Timex]] = []
    for timex in timexes:
        if groups and timex.when is not None and any(_joins(sentence, other, timex) for other in groups[-1]):
            groups[-1].append(timex)
        else:
            groups.append([timex])
    return [tuple(g) for g in groups]


def range_start(sentence: Sentence, timex: Timex, timexes: Sequence[Timex]) -> Timex | None:
    """Return the date from which a range runs to this one ("from March 3 to 5"), None if it ends no range."""
    for other in timexes:
        between = [t.lemma for t in sentence.tokens if other.end <= t.start and t.end <= timex.start]
        if other.end <= timex.start and len(between) == 1 and between[0] in RANGE_LINKS:
            return other if _joins(sentence, other, timex) else None
    return None


def _joins(sentence: Sentence, a: Timex, b: Timex) -> bool:
    if a.when is None or b.when is None:
        return False
    if _inside(a.when, b.when) or _inside(b.when, a.when):
        return True
    between = [t.lemma for t in sentence.tokens if a.end <= t.start and t.end <= b.start]
    ordered = a.when.start is not None and b.when.start is not None and a.when.start < b.when.start
    if ordered and between and between[-1] in RANGE_LINKS:
        return True
    if ordered and "and" in between and any(t.lemma == "between" and 0 <= a.start - t.end <= 1 for t in sentence.tokens):
        return True
    in_a_row = a.when.granularity == b.when.granularity == Granularity.DAY and a.when.end == b.when.start
    return in_a_row and "and" in between and len(between) <= 3


def compared(sentence: Sentence, covered: list[int], words: Words) -> bool:
    """Whether a date only says what is compared with: ``compared with … a year ago``, ``up from $4 million in 1988``."""
    tokens = sentence.tokens
    at = covered[0] - 1
    if at >= 0 and tokens[at].lemma == "from":
        return _changing(sentence, at, words)
    while at >= 0 and not (sentence.is_verb(at) and tokens[at].lemma not in words.comparing) and tokens[at].text != ";":
        lemma = tokens[at].lemma
        counted = at + 1 < covered[0] and (tokens[at + 1].pos == "NUM" or tokens[at + 1].lemma in words.articles)
        if lemma in words.comparing and not (lemma == "than" and counted):  # "more than four hours" counts
            return True
        if lemma == "to" and _number(sentence, at, covered[0]):
            return False  # "… to more than 900 last year": what it came to
        if lemma in ("from", "against") and (tokens[at + 1].pos == "SYM" or tokens[at + 1].text in "$#"):
            return True
        if lemma == "against" and tokens[at + 1].pos == "NUM":
            return True
        if lemma == "from" and _number(sentence, at, covered[0]) and _changing(sentence, at, words):
            return True
        at -= 1
    return False


def _number(sentence: Sentence, at: int, date: int) -> bool:
    """Whether a number stands right behind a preposition: ``from fewer than 300 in 1980``."""
    return any(t.pos in ("NUM", "SYM") for t in sentence.tokens[at + 1 : min(at + 5, date)])


def _changing(sentence: Sentence, at: int, words: Words) -> bool:
    """Whether a word of change stands before a preposition."""
    return any(t.lemma in words.changing or t.text == "%" for t in sentence.tokens[max(0, at - 12) : at])


def _inside(inner: TimeValue, outer: TimeValue) -> bool:
    if inner.start is None or inner.end is None:
        return inner is outer
    return (outer.start is None or outer.start <= inner.start) and (outer.end is None or inner.end <= outer.end)
