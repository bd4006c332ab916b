"""The words readers are shown: with their preposition and possessive, never "since"; and those of the seed article."""

from datetime import date
from pathlib import Path

import pytest

from timeline.temporal import parse

MONDAY = date(2019, 12, 30)
SEED = Path(__file__).parents[3] / "shared" / "seed" / "article.txt"


@pytest.mark.parametrize(
    ("text", "shown", "extent"),
    [
        ("He left on Sunday.", "on Sunday", "Sunday"),
        ("It has grown since last year.", "last year", "last year"),
        ("They met in Sunday's rain.", "in Sunday's", "Sunday"),
        ("Before the weekend’s strikes.", "Before the weekend’s", "the weekend"),
        ("Earlier Friday they met.", "Earlier Friday", "Friday"),
        ("It closed late on Sunday.", "late on Sunday", "late on Sunday"),
    ],
)
def test_readers_see_the_words_around(text, shown, extent):
    (timex,) = parse(text, MONDAY)
    assert (timex.found_text, timex.text) == (shown, extent)
    assert text[timex.found_start :].startswith(shown)


@pytest.mark.skipif(not SEED.is_file(), reason="no seed article beside the repository")
def test_the_seed_article_is_read_word_for_word():
    text = SEED.read_text(encoding="utf-8")
    shown = [(t.found_text, t.found_start, t.edtf) for t in parse(text, MONDAY)]
    assert shown == [
        ("on Monday", 100, "2019-12-30"),
        ("on Sunday", 321, "2019-12-29"),
        ("last year", 868, "2018"),
        ("2015", 946, "2015"),
        ("late on Sunday", 1495, "2019-12-29"),
        ("on Monday", 2232, "2019-12-30"),
        ("the weekend" + text[2278:2280], 2267, "2019-12-28/2019-12-29"),
        ("on Monday", 2420, "2019-12-30"),
        ("overnight", 2509, "2019-12-29/2019-12-30"),
        ("Earlier this month", 2617, "2019-12"),
        ("last month", 3745, "2019-11"),
        ("last month", 4194, "2019-11"),
    ]
