"""What an article's dates are counted from: its dateline, if that names a day shortly before publication."""

from datetime import date

import pytest

from timeline.article import Article, Block
from timeline.events.dating import timexes


def article(text, dct=date(2021, 8, 18), firm=True):
    return Article("a.md", "A", dct, "en", "main", text, (Block(0, len(text), "p"),), (1,), "", "a", firm=firm, date_line=2)


@pytest.mark.parametrize(
    ("text", "today", "anchor"),
    [
        ("HARWICK, Aug. 17 — The ferry sank today.", "2021-08-17", "2021-08-17 (dateline)"),
        ("HARWICK, Aug. 18 — The ferry sank today.", "2021-08-18", "2021-08-18 (published)"),
        ("HARWICK — The ferry sank today.", "2021-08-18", "2021-08-18 (published)"),
        ("HARWICK, May 3 — The ferry sank today.", "2021-08-18", "2021-08-18 (published)"),
        ("The ferry sank today. On Aug. 17 it was full.", "2021-08-18", "2021-08-18 (published)"),
    ],
)
def test_anchor(text, today, anchor):
    (found,) = [timex for timex in timexes(article(text)) if timex.text == "today"]
    assert (found.edtf, str(found.anchor)) == (today, anchor)


def test_a_dateline_makes_a_timestamp_in_utc_firm():
    text = "HARWICK, Aug. 18 — The ferry sank on Monday."
    doubtful, firm = timexes(article(text.replace(", Aug. 18", ""), firm=False)), timexes(article(text, firm=False))
    assert not doubtful[-1].anchor.firm
    assert firm[-1].anchor.firm
