"""Expressions that look like dates of events and are not, seen from the sentence they stand in."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.syntax import Sentence
from timeline.events.words import Words
from timeline.temporal.granularity import Granularity
from timeline.temporal.timex import Timex


def misread(sentence: Sentence, timex: Timex, timexes: Sequence[Timex], words: Words) -> str:
    """Return the rule by which an expression dates nothing here; empty if it may."""
    tokens = sentence.tokens
    covered = sentence.covering(timex.start, timex.end)
    if not covered:
        return ""
    before = tokens[covered[0] - 1] if covered[0] else None
    after = tokens[covered[-1] + 1] if covered[-1] + 1 < len(tokens) else None
    if all(tokens[i].pos in ("VERB", "AUX") for i in covered):
        return "word-is-verb"  # "expects income to fall", "may"
    if before is not None and before.tag == "PRP$" and timex.when is not None and timex.when.granularity >= Granularity.DECADE:
        return "age"  # "in his 30s"
    if before is not None and (before.lemma in words.naming or _numbered_name(sentence, covered)):
        return "part-of-name"  # "called Orion 1980"
    if after is not None and after.lemma == "of" and any(0 < t.start - after.end <= 5 for t in timexes):
        return "part-of-next-date"  # "the night of Oct. 23"
    if (
        after is not None
        and after.lemma in ("before", "after")
        and timex.text.lower().startswith(("the day", "a day", "the night", "the week"))
    ):
        return "counted-from-event"  # "the day before a warrant was issued"
    if after is not None and after.lemma == "end" and any(after.end < t.start <= after.end + 5 for t in timexes):
        return "period-with-stated-end"  # "the fiscal year ended Jan. 31"
    top = tokens[sentence.top(covered)]
    if top.dep == "attr" and any(tokens[i].lemma in ("a", "an") for i in sentence.kids(sentence.top(covered), "det")):
        return "said-of-day"  # "it was a great day for Poland"
    if _in_name(sentence, covered):
        return "part-of-name"
    return ""


def _numbered_name(sentence: Sentence, covered: list[int]) -> bool:
    """``Orion 1980``: a bare year right behind a name."""
    here, before = sentence.tokens[covered[0]], sentence.tokens[covered[0] - 1]
    return (
        len(covered) == 1
        and here.text.isdigit()
        and before.pos == "PROPN"
        and before.text.isalpha()
        and here.start == before.end + 1
    )


def _in_name(sentence: Sentence, covered: list[int]) -> bool:
    """``Foreign Minister Jan Kavan``: one month word, bare, before a name and after a title or name."""
    tokens = sentence.tokens
    first, last = covered[0], covered[-1]
    if first != last or last + 1 >= len(tokens) or not first:
        return False
    here, after, before = tokens[first], tokens[last + 1], tokens[first - 1]
    return (
        here.text.isalpha()
        and here.pos == after.pos == before.pos == "PROPN"
        and after.text.isalpha()
        and after.start == here.end + 1
        and before.end == here.start - 1
        and here.dep == "compound"
        and here.head == _name_head(sentence, last + 1)
    )


def _name_head(sentence: Sentence, index: int) -> int:
    """Return the head of the name that a token belongs to."""
    tokens = sentence.tokens
    while tokens[index].dep == "compound" and tokens[index].head != index:
        index = tokens[index].head
    return index
