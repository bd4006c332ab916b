"""Both ends of a range date one event, as an interval."""

from datetime import date

import pytest

from timeline.events.draft import draft
from timeline.temporal import parse

from .support import READERS, article


@pytest.mark.parametrize("nlp", READERS)
@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("The summit was held in Paris from 28 March to 2 April 2015.", "2015-03-28/2015-04-02"),
        ("The talks took place on March 3-5 in Geneva.", "2020-03-03/2020-03-05"),
        ("From 1914 to 1918 the war raged in Europe.", "1914/1918"),
        ("Between 2006 and 2010 the army killed 300 rebels.", "2006/2010"),
        ("The ministers met in Rome from December 20 to December 24.", "2019-12-20/2019-12-24"),
        ("The army held the city from October to March 1945.", "1944-10/1945-03"),
    ],
)
def test_a_range_is_one_interval(nlp, text, interval):
    events = draft(article(text), parse(text, date(2019, 12, 30)), nlp=nlp)
    assert [event.date for event in events] == [interval]
