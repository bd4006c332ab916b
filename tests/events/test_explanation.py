from timeline.events.draft import explain
from timeline.events.explanation import text as told

from .support import article, timex


def test_an_event_is_explained_question_by_question():
    text = "The minister resigned on Sunday."
    (record,) = explain(article(text), [timex(text, "on Sunday", "2019-12-29")])
    lines = told(record).splitlines()
    assert lines[0] == "  event     2019-12-29: The minister resigned"
    assert [line.split()[0] for line in lines] == ["event", "attached", "role", "status", "title"]
    assert "governing-verb: belongs to “resigned”" in lines[1]


def test_no_event_says_which_rule_refused_it():
    text = "He must answer by Sunday."
    (record,) = explain(article(text), [timex(text, "Sunday", "2019-12-29")])
    assert told(record).startswith("  event     none (bound)")
    assert "date-after-by" in told(record)
