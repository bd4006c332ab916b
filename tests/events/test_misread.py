"""Expressions that a tagger finds and that date nothing where they stand."""

import pytest

from timeline.events.draft import explain

from .support import PARSER, article, timex

pytestmark = pytest.mark.skipif(PARSER is None, reason="no spaCy model installed")

CASES = [
    ("The firm expects income to fall below forecasts.", [("fall", "2019-09")], "word-is-verb"),
    ("She married him when he was in his 30s.", [("30s", "193X")], "age"),
    ("They set up a venture called Orion 1980.", [("1980", "1980")], "part-of-name"),
    (
        "He was shot on the night of Oct. 23 at home.",
        [("the night", "2019-12-30"), ("Oct. 23", "2019-10-23")],
        "part-of-next-date",
    ),
    ("He was last seen the day before a warrant was issued.", [("the day", "2019-12-30")], "counted-from-event"),
]


@pytest.mark.parametrize(("text", "dates", "rule"), CASES, ids=[c[2] for c in CASES])
def test_misread(text, dates, rule):
    found = explain(
        article(text),
        [
            timex(text, words, "1930" if "X" in edtf else edtf) if "X" not in edtf else decade(text, words)
            for words, edtf in dates
        ],
        None,
        PARSER,
    )
    first = next(r for r in found if r.text == dates[0][0])
    assert first.event is None
    assert rule in {step.rule for step in first.steps}


def decade(text, words):
    from timeline.temporal import edtf

    return timex(text, words, "1930")._replace(when=edtf.parse("193X"))
