"""Bad input: huge and hostile texts, calls that make no sense."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from timeline.cli.main import cli
from timeline.errors import UsageError
from timeline.temporal import parse
from timeline.temporal.anchor import Anchor

DAY = date(2019, 12, 30)
HOSTILE = {
    "brackets": "(" * 100_000,
    "numbers": "1 " * 50_000,
    "years": "1999 " * 20_000,
    "year ranges": "1999-" * 20_000,
    "prepositions": "in " * 50_000,
    "spaces": "on" + " " * 100_000 + "Monday",
    "weekdays": "monday " * 20_000,
    "months": "May " * 20_000,
    "determiners": "the " * 50_000 + "year",
    "number words": "twenty " * 20_000 + "years",
    "slashes": "1/" * 50_000,
    "colons": "1:" * 50_000,
    "quotes": "'" * 100_000,
    "line breaks": "last\n" * 20_000 + "month",
    "dots": "a." * 50_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_get_an_answer(text):
    for timex in parse(text, DAY):
        assert text[timex.start : timex.end] == timex.text


def test_no_anchor_says_how_to_give_one():
    with pytest.raises(UsageError, match=r"no anchor date.*give anchor="):
        parse("on Sunday", None)


def test_an_unknown_language_lists_the_known_ones_and_how_to_add_one():
    with pytest.raises(UsageError, match=r'no language "xx".*known: .*en.*locales/xx\.yaml'):
        parse("on Sunday", DAY, lang="xx")


def test_a_year_counted_from_publication_is_doubted_where_the_paragraph_tells_of_another():
    told = parse("The fort was taken on 1 May 1739. On 6 June it burned.", DAY)[1]
    assert told.uncertain
    assert "1739-06-06" in [reading.value for reading in told.trace.lost]
    assert not parse("The fort was taken on 1 May 1739.\n\nOn 6 June it burned.", DAY)[1].uncertain
    assert not parse("The fort was taken on 1 May 1739. On 6 June it will reopen.", DAY)[1].uncertain


def test_a_weekday_against_a_doubtful_day_is_uncertain():
    assert parse("on Monday", Anchor(DAY, firm=False))[0].uncertain
    assert not parse("on Monday", Anchor(DAY))[0].uncertain
    assert not parse("on Sunday", Anchor(DAY, firm=False))[0].uncertain


def test_the_tagging_protocol():
    lines = [
        {"id": "a", "text": "He left on Sunday.", "date": "2019-12-30", "extra": 1},
        {"id": "b", "text": "no date"},
        {"id": "c", "text": "last month", "date": "2019-13-01"},
        {"id": "d", "text": "last month", "date": "2019-12-30", "lang": "xx"},
    ]
    source = "\n".join([*map(json.dumps, lines), "not json", ""])
    result = CliRunner().invoke(cli, ["tag", "--jsonl"], input=source)
    assert result.exit_code == 1
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b", "c", "d", None]
    assert answers[0]["timexes"] == [
        {
            "start": 11,
            "end": 17,
            "text": "Sunday",
            "type": "DATE",
            "value": "2019-12-29",
            "mod": None,
            "edtf": "2019-12-29",
            "rule": "weekday",
            "anchor": "2019-12-30 (published)",
            "uncertain": False,
        }
    ]
    assert all(answer["error"] for answer in answers[1:])


def test_explain_shows_every_step():
    result = CliRunner().invoke(cli, ["explain", "on Sunday", "--date", "2019-12-30"])
    assert result.exit_code == 0
    for part in (
        "weekday 6",
        "en.yaml:",
        "temporal/operators/calendar.py:",
        "2019-12-30 (manual)",
        "2019-12-29",
        "not  ",
        "2020-01-05",
    ):
        assert part in result.stdout


def test_explain_needs_a_date():
    result = CliRunner().invoke(cli, ["explain", "on Sunday"])
    assert result.exit_code == 2
    assert "--date 2019-12-30" in result.stderr
