"""The demo of this repository, against history: what its dispatches say must come out on the days it happened."""

import shutil
from pathlib import Path

import pytest

from tests.command import timeline
from timeline.events import store

ROOT = Path(__file__).parent.parent

# date, time, words of the title; from NASA's mission reports and the news agencies of the day
HISTORY = {
    "apollo-11": [
        ("1961-05", "", "Kennedy asked Congress"),
        ("1966-02", "", "Luna 9"),
        ("1967-01", "", "died in a fire"),
        ("1968-12", "", "Apollo 8 carried"),
        ("1969-01", "", "named"),
        ("1969-05", "", "Apollo 10 flew"),
        ("1969-07-03", "", "rehearsal"),
        ("1969-07-10", "evening", "countdown"),
        ("1969-07-13", "", "Soviet Union launched"),
        ("1969-07-16", "", "will lift off"),
        ("1969-07-16", "morning", "lifted off"),
        ("1969-07-19", "", "went into orbit"),
        ("1969-07-19", "late", "sent pictures"),
        ("1969-07-20", "", "will land"),
        ("1969-07-20", "afternoon", "landed"),
        ("1969-07-20", "afternoon", "will separate"),
        ("1969-07-20", "late", "stepped"),
        ("1969-07-20", "", "Aldrin followed"),
        ("1969-07-20", "night", "Nixon spoke"),
        ("1969-07-21", "", "crashed"),
        ("1969-07-21", "afternoon", "took off from the Moon"),
        ("1969-07-22", "early", "left the orbit"),
        ("1969-07-24", "", "will come down"),
        ("1969-07-24", "morning", "splashed down"),
        ("1969-07-24", "", "greeted"),
        ("1969-07-21/1969-07-27", "", "came back"),
        ("1969-07-26", "", "opened the first box"),
        ("1969-08-10", "", "leave their quarters"),
        ("1969-08", "", "parades"),
        ("1969-11", "", "Apollo 12"),
    ],
    "iraq-2019": [
        ("2018", "", "withdrew the United States"),
        ("2019-10", "", "Protests began"),
        ("2019-11", "", "announced his resignation"),
        ("2019-12", "early", "warned Iran"),
        ("2019-12-27", "evening", "rockets"),
        ("2019-12-27", "", "fired the rockets"),
        ("2019-12-29", "", "fighters died"),
        ("2019-12-29", "", "struck five bases"),
        ("2019-12-29", "", "warplanes"),
        ("2019-12-29", "late", "vowed revenge"),
        ("2019-12-29/2019-12-30", "night", "raised their guard"),
        ("2019-12-30", "", "condemned"),
        ("2019-12-30", "", "burned"),
        ("2019-12-31", "", "embassy"),
        ("2020-01-01", "", "withdrew"),
        ("2020-01-03", "early", "Soleimani"),
        ("2020-01-03", "", "Khamenei"),
    ],
    "moon": [
        ("-0584-05-28?", "", "eclipse"),
        ("-0128~", "", "Hipparchus"),
        ("1609-11-30/1609-12-18", "", "Galileo"),
        ("184X", "", "photographed"),
        ("1959-10-07", "", "Luna 3"),
    ],
}
PLANNED = ("will lift off", "will land", "will separate", "will come down", "leave their quarters", "parades", "Apollo 12")


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    """The events read from the demo's articles anew, whatever stands in its event files."""
    site = tmp_path_factory.mktemp("demo")
    shutil.copytree(ROOT / "content", site / "content")
    for path in (site / "content" / "events").rglob("*.yaml"):
        if path.read_text(encoding="utf-8").startswith("# yaml-language-server"):
            path.unlink()
    shutil.copy(ROOT / "pelicanconf.py", site)
    outcome = timeline("extract", cwd=site)
    assert outcome.code == 0, outcome.err
    found, problems = store.load(site / "content")
    assert not problems
    return found


@pytest.mark.parametrize("name", HISTORY)
def test_dates_agree_with_history(events, name):
    dated = [event for event in events if event.date and f"/{name}/" in event.file]
    left = list(dated)
    for date, time, words in HISTORY[name]:
        match = [event for event in left if (event.date, event.time) == (date, time) and words.lower() in event.title.lower()]
        assert match, f"{date} {time} {words}: not among {[(e.date, e.time, e.title) for e in dated]}"
        left.remove(match[0])
    assert not left, "dated without reason"


def test_the_event_files_here_are_those_of_the_articles():
    """What is committed is what a build makes of it: `make site` changes nothing."""
    pytest.importorskip("spacy", reason="the committed files were read with a sentence parser")
    outcome = timeline("extract", *(str(path) for path in (ROOT / "content" / "articles").rglob("*.md")), "--check", cwd=ROOT)
    assert outcome.code == 0, outcome.out + outcome.err


def test_the_schema_here_is_the_one_of_the_code():
    copy = ROOT / ".timeline" / "events-1.schema.json"
    assert copy.read_bytes() == (ROOT / "timeline" / "schema" / "events-1.json").read_bytes()


def test_plans_are_marked_as_plans(events):
    for event in events:
        assert (event.modality == "planned") == any(words in event.title for words in PLANNED), event.title


def test_what_was_only_said_is_marked_as_said(events):
    said = {event.title: event.modality for event in events if event.modality not in ("", "planned")}
    assert sorted(said.values()) == ["claimed", "denied"], said
