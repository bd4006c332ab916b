"""What somebody denies or claims is never told as fact; what only compares makes no event."""

import pytest

from timeline.events.draft import draft

from .support import READERS, article, timex

PAST = [
    ("The owner denied that the bridge had collapsed in May 2018.", "May 2018", "denied"),
    ("The mayor disputed that the contract was signed in March 2018.", "March 2018", "denied"),
    ("The minister rejected claims that police had beaten the man in May 2018.", "May 2018", "denied"),
    ("The bank denied it had lost money in 2018.", "in 2018", "denied"),
    ("The company denies that it dumped waste in the river and paid off inspectors in 2016.", "in 2016", "denied"),
    ("The opposition claimed that troops burned the village in 2018.", "in 2018", "claimed"),
    ("Two guards were accused of beating a prisoner in May 2018.", "May 2018", "claimed"),
    ("Critics accused the guard of having beaten a prisoner in May 2018.", "May 2018", "claimed"),
    ("The actor is alleged to have stolen a painting in June 2017.", "June 2017", "claimed"),
    ("Ms. Cole denied knowing the man who was killed in May 2018.", "May 2018", ""),
]
EDTF = {"May 2018": "2018-05", "March 2018": "2018-03", "in 2018": "2018", "in 2016": "2016", "June 2017": "2017-06"}


@pytest.mark.parametrize("nlp", READERS)
@pytest.mark.parametrize(("text", "words", "modality"), PAST)
def test_content_of_denials_and_claims(text, words, modality, nlp):
    events = draft(article(text), [timex(text, words, EDTF[words])], None, nlp)
    assert [e.modality for e in events] == [modality], [e.title for e in events]


@pytest.mark.parametrize("nlp", READERS)
def test_a_denial_is_itself_an_event_that_happened(nlp):
    text = "The owner denied on Sunday that the bridge had collapsed in May 2018."
    events = draft(article(text), [timex(text, "on Sunday", "2019-12-29"), timex(text, "May 2018", "2018-05")], None, nlp)
    assert [(e.date, e.modality) for e in events] == [("2019-12-29", ""), ("2018-05", "denied")]


COMPARED = [
    ("The thrift had a net loss of $2 million, or three cents a share, a year ago.", ["a year ago"], []),
    ("Membership jumped from fewer than 300 in 1980 to more than 900 in 2018.", ["in 1980", "in 2018"], ["2018"]),
    ("The number of boats fell from about 40 in 1995 to 12 in 2005.", ["in 1995", "in 2005"], ["2005"]),
    ("Traders fled from 40 villages in 1990.", ["in 1990"], ["1990"]),
]


@pytest.mark.parametrize("nlp", READERS)
@pytest.mark.parametrize(("text", "dates", "kept"), COMPARED)
def test_what_a_figure_is_compared_with_is_no_event(text, dates, kept, nlp):
    timexes = [timex(text, d, {"a year ago": "2018"}.get(d, d[-4:])) for d in dates]
    assert [e.date for e in draft(article(text), timexes, None, nlp)] == kept


@pytest.mark.parametrize("nlp", READERS)
def test_what_was_set_is_no_plan(nlp):
    text = "The index came near its record set in 2018 and the vote is set for 2021."
    events = draft(article(text), [timex(text, "in 2018", "2018"), timex(text, "2021", "2021")], None, nlp)
    assert {e.date: e.modality for e in events} == {"2018": "", "2021": "planned"}
