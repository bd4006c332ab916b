"""The first real input: eight events with the right date and precision, nothing else dated."""

import pytest

from timeline.events.draft import draft, explain

from .support import READERS, SHARED, article, timex

SEED = SHARED / "seed" / "article.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed article is not at hand (../shared/seed)")
# words, offset, date, time: what a careful reader resolves
DATES = [
    ("on Monday", 100, "2019-12-30", None),
    ("on Sunday", 321, "2019-12-29", None),
    ("last year", 868, "2018", None),
    ("2015", 946, "2015", None),
    ("late on Sunday", 1495, "2019-12-29", "late"),
    ("on Monday", 2232, "2019-12-30", None),
    ("the weekend", 2267, "2019-12-28/2019-12-29", None),
    ("on Monday", 2420, "2019-12-30", None),
    ("overnight", 2509, "2019-12-29/2019-12-30", "night"),
    ("Earlier this month", 2617, "2019-12", "early"),
    ("last month", 3745, "2019-11", None),
    ("last month", 4194, "2019-11", None),
]
# date, time, what the title must speak of
EVENTS = [
    ("2019-12-30", "", "condemned"),
    ("2019-12-29", "", "airstrikes"),
    ("2018", "", "Trump"),
    ("2019-12-29", "late", "Ibrahimi"),
    ("2019-12-30", "", "flag"),
    ("2019-12-29/2019-12-30", "night", "security"),
    ("2019-12", "early", "Pompeo"),
    ("2019-11", "", "resigned"),
]


@pytest.fixture(params=READERS, name="nlp")
def _nlp(request):
    return request.param


@pytest.fixture(name="seed")
def _seed():
    text = SEED.read_text(encoding="utf-8")
    return article(text), [timex(text, words, edtf, at=at, time=time) for words, at, edtf, time in DATES]


def test_eight_events_and_no_other_dated_one(seed, nlp):
    events = draft(*seed, None, nlp)
    dated = [(e.date, e.time) for e in events if e.date]
    assert dated == [(date, time) for date, time, _ in EVENTS]
    for event, (_, _, word) in zip(events, EVENTS, strict=False):
        assert word in event.title


def test_undated_reactions_have_bounds_and_nothing_comes_from_boilerplate(seed, nlp):
    events = draft(*seed, None, nlp)
    undated = [e for e in events if not e.date]
    assert undated
    assert all(e.bounds.endswith("/2019-12-30") for e in undated)
    assert not any("Source link" in f.quote or "Required fields" in f.quote for e in events for f in e.found)


def test_duplicate_and_reference_back_are_evidence_not_events(seed, nlp):
    events = draft(*seed, None, nlp)
    resigned = next(e for e in events if e.date == "2019-11")
    assert len(resigned.found) == 2
    strikes = next(e for e in events if e.date == "2019-12-29" and not e.time)
    assert [f.text for f in strikes.found] == ["on Sunday", "the weekend"]


def test_every_expression_is_explained(seed, nlp):
    records = explain(*seed, None, nlp)
    for words, at, _, _ in DATES:
        start = at + (3 if words.startswith("on ") else 0)
        assert any(r.start == start and r.steps for r in records), words


def test_same_input_same_events(seed, nlp):
    assert draft(*seed, None, nlp) == draft(seed[0], list(reversed(seed[1])), None, nlp)
