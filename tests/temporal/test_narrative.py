"""Which texts are read as narratives: told along their own dates, not from a day of publication."""

from datetime import date

import pytest

from timeline.temporal import parse

NARRATIVES = {
    "War began on 28 June 1914. In [August] Belgium fell. On 11 November 1918 it ended; peace came in 1919.": "1914-08",
    "In 264 BC the war began. It ended in 241 BC. A second broke out in May 218 BC; in [June] of it Rome armed.": "BC0218-06",
}
NEWS = {
    "The firm, founded in 1998, said on Monday that it will close in [January]. It lost money in 2007 and 2008.": "2010-01",
    "He resigned in [November]. He had led the party since 2003.": "2009-11",
}


@pytest.mark.parametrize(("text", "value"), [*NARRATIVES.items(), *NEWS.items()])
def test_the_kind_of_text_decides_what_a_month_counts_from(text, value):
    start = text.index("[")
    found = {t.start: t for t in parse(text.replace("[", "").replace("]", ""), date(2009, 12, 19))}
    assert found[start].value == value
    assert bool(found[start].trace.notes) == (text in NARRATIVES)
    if text in NARRATIVES:
        assert found[start].anchor.kind == "mention"


def test_a_numbered_day_is_no_day_of_the_calendar():
    (_, numbered) = parse("The fort was stormed on 3 May 1815. On the second day it fell.", date(2009, 12, 19), kind="narrative")
    assert numbered.text == "the second day"
    assert numbered.edtf is None
