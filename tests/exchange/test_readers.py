"""What other programs say becomes event files that say the same and nothing more precise; mistakes are named at their place."""

import json
from dataclasses import replace
from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from tests.command import timeline
from timeline.events import reader
from timeline.events.event import Event, Found, Image, Source
from timeline.exchange.formats import FORMATS, READABLE
from timeline.exchange.publication import Publication
from timeline.exchange.readers.settle import settle

EVENTS = (
    Event("day-aaaa", "2019-12-29", "Strikes, then silence", tags=("war",), places=("Iraq",), actors=("A", "B")),
    Event("weekend-aaaa", "2019-12-28/2019-12-29", "A weekend"),
    Event("month-aaaa", "2019-11", 'A "month"', summary="Said; with, marks\nand lines", timeline="harbour"),
    Event("year-aaaa", "1868", "A year"),
    Event("decade-aaaa", "197X", "A decade"),
    Event("circa-aaaa", "1868-05-01~", "About a day"),
    Event("ides-aaaa", "-0043-03-15", "The Ides", sources=(Source("https://example.org/a", "A"),)),
    Event("open-aaaa", "../1900", "Before"),
    Event("plan-aaaa", "2020-01-05", "=cmd()", modality="planned", image=Image("images/a.png", "A")),
    Event("claim-aaaa", "2020-01-06", "A claim", modality="claimed", note="Who says so?"),
)
SITE = 'PATH = "content"\nARTICLE_PATHS = ["articles"]\nTIMEZONE = "Europe/Paris"\nPLUGINS = ["timeline"]\n'


def taken_over(form: str, text: str, zone=UTC) -> dict[str, Event]:
    read = FORMATS[form].read(text, "file", zone)
    assert read.problems == ()
    made, problems = settle(read.rows, "events/file.yaml", "content", text, "file", {})
    assert problems == []
    return {event.title: event for event in reader.read(made.encode(), "events/file.yaml").events}


def there_and_back(form: str, events=EVENTS) -> dict[str, Event]:
    return taken_over(form, FORMATS[form].write(events, Publication()))


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl", "geojson"])
def test_formats_that_know_edtf_lose_no_date(form):
    back = there_and_back(form)
    assert {(e.id, e.date, e.title, e.summary, e.timeline, e.note) for e in back.values()} == {
        (e.id, e.date, e.title, e.summary, e.timeline, e.note) for e in EVENTS
    }
    assert back["Strikes, then silence"].actors == ("A", "B")
    assert back["The Ides"].sources[0].url == "https://example.org/a"


def test_json_lines_lose_nothing():
    back = there_and_back("jsonl")
    assert [replace(back[e.title], file="", line=0) for e in EVENTS] == list(EVENTS)


def test_evidence_stays_with_its_article():
    found = Event("found-aaaa", "2019-12-30", "Found", found=(Found("on Monday", "2019-12-30", "weekday", "Q", "A"),))
    assert there_and_back("jsonl", [found])["Found"].found == ()


@pytest.mark.parametrize("form", ["timelinejs", "markwhen", "ical", "timemap"])
def test_formats_that_know_less_are_never_more_precise(form):
    back = there_and_back(form)
    asked = {event.title: event for event in EVENTS}
    assert back, "some events can be said in every format"
    for title, event in back.items():
        assert event.date == asked[title].date or (form, event.date) in LESS, title
        assert event.modality in ("", asked[title].modality)


LESS = {("markwhen", "1970-01-01/1979-12-31"), ("timelinejs", "1970/1979"), ("timelinejs", "1900")}
"""A decade and an open end, as wide as those formats can say them."""


def test_timelinejs_of_others():
    slide = {
        "start_date": {"year": "1868", "display_date": "c. 1868"},
        "text": {"headline": "The <b>canal</b>", "text": "<p>Dug by <a href='https://example.org'>hand</a> &amp; spade.</p>"},
        "media": {"url": "https://example.org/a.jpg", "caption": "Men with spades", "credit": "The town"},
        "group": "works",
    }
    bce = {"start_date": {"year": -44, "month": 3, "day": 15, "hour": 9}, "text": {"headline": "Ides"}}
    back = taken_over("timelinejs", json.dumps({"title": {}, "events": [slide, bce]}, indent=1))
    canal = back["The canal"]
    assert (canal.date, canal.timeline, canal.image) == (
        "1868~",
        "works",
        Image(slide["media"]["url"], "Men with spades", "The town"),
    )
    assert canal.summary == "Dug by [hand](https://example.org) & spade."
    assert (back["Ides"].date, back["Ides"].time) == ("-0043-03-15", "09:00")


def test_calendar_of_others():
    text = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:One Two@x\r\nDTSTART;TZID=Europe/Paris:20240506T190000\r\n"
        "DTEND:20240506T210000\r\n"
        "SUMMARY:Council\\, open\r\n  session\r\nRRULE:FREQ=WEEKLY\r\nBEGIN:VALARM\r\nDESCRIPTION:Ring\r\n"
        "END:VALARM\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nDTSTART:20240506T230000Z\r\nSUMMARY:Night\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    back = taken_over("ical", text, ZoneInfo("Europe/Paris"))
    council = back["Council, open session"]
    assert (council.date, council.time, council.summary) == ("2024-05-06", "19:00", "")
    assert council.extra == {"x-rrule": "FREQ=WEEKLY"}
    assert (back["Night"].date, back["Night"].time) == ("2024-05-07", "01:00"), "UTC is told by the site's clock"


def test_markwhen_of_others():
    text = (
        "---\ntitle: T\n---\n// no\nsection Works\n1868 / 1870-05: The canal #dug\nMore of it\n\nendSection\n"
        "2019 - now: Open\n10/2019: American\nafter !x 3 days: Later\n"
    )
    read = FORMATS["markwhen"].read(text, "f.mw", UTC)
    assert [(p.line, p.col, p.code) for p in read.problems] == [(11, 1, "bad-date"), (12, 1, "bad-date")]
    first, second = (row.data for row in read.rows)
    assert first == {"date": "1868/1870-05", "title": "The canal", "summary": "More of it", "tags": ["dug"], "timeline": "Works"}
    assert second["date"] == "2019/.."


@pytest.fixture
def site(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "pelicanconf.py").write_text(SITE)
    return tmp_path


def test_a_spreadsheet_becomes_an_event_file(site):
    table = "\ufeffTitle;Date;Places;Colour\r\nThe dam, finished;1968~;Millbrook|Tane;red\r\n;;;\r\nThe flood;1998-11;;\r\n"
    (site / "Town Books.csv").write_text(table, encoding="utf-8", newline="")
    outcome = timeline("import", "csv", "Town Books.csv", "--timeline", "Millbrook", cwd=site)
    assert (outcome.code, outcome.err) == (0, "2 events written to content/events/millbrook/town-books.yaml → timeline serve\n")
    made = (site / "content/events/millbrook/town-books.yaml").read_text(encoding="utf-8")
    assert "date: 1968~\n    title: The dam, finished\n    places: [Millbrook, Tane]\n    x-colour: red\n" in made
    assert timeline("check", cwd=site).code == 0
    again = timeline("import", "csv", "Town Books.csv", "--timeline", "Millbrook", cwd=site)
    assert again.code == 1
    assert "error[exists]" in again.err
    assert (site / "content/events/millbrook/town-books.yaml").read_text(encoding="utf-8") == made


def test_all_problems_at_once_at_their_places_and_nothing_written(site):
    table = 'id,date,title\na,2019-12-29,Fine\na,2019-02-30,Twice\nb,"2019",\nc,29/12/2019,"Two\nlines"\n'
    (site / "t.csv").write_text(table)
    outcome = timeline("import", "csv", "t.csv", cwd=site)
    assert outcome.code == 1
    places = [tuple(line.split(" ")[:2]) for line in outcome.err.splitlines()[:-1]]
    assert outcome.err.endswith("4 errors: nothing was imported.\n")
    assert places == [
        ("t.csv:3:1:", "error[duplicate-id]:"),
        ("t.csv:3:3:", "error[bad-date]:"),
        ("t.csv:4:1:", "error[missing-key]:"),
        ("t.csv:5:3:", "error[bad-date]:"),
    ]
    assert not (site / "content/events").exists()


def test_an_event_the_site_has_is_not_added_twice(site):
    text = FORMATS["jsonl"].write(EVENTS[:2], Publication())
    (site / "one.jsonl").write_text(text)
    (site / "two.jsonl").write_text(text)
    assert timeline("import", "jsonl", "one.jsonl", cwd=site).code == 0
    outcome = timeline("import", "jsonl", "two.jsonl", cwd=site)
    assert outcome.err.count("error[duplicate-id]: there is an event") == 2
    assert "in content/events/one.yaml" in outcome.err


def test_events_of_one_day_and_title_stay_two(site):
    (site / "t.csv").write_text("date,title\n2019,Same\n2019,Same\n")
    assert timeline("import", "csv", "t.csv", cwd=site).code == 0
    assert timeline("check", cwd=site).code == 0


@pytest.mark.parametrize("form", READABLE)
@pytest.mark.parametrize("text", ["", "\0", "[[[[", "[1, null]", '{"events": {}}', "date,title", "BEGIN:VEVENT\n", "x" * 200_000])
def test_what_is_of_another_format_is_said_and_never_a_crash(site, form, text):
    (site / "odd").write_text(text)
    outcome = timeline("import", form, "odd", cwd=site)
    assert outcome.code == 1
    assert outcome.err.startswith("odd:")


@pytest.mark.parametrize("form", [form for form in READABLE if form not in ("csv", "tsv", "ical", "markwhen")])
def test_records_of_wrong_types_are_problems(site, form):
    odd = {
        "title": {"a": 1},
        "date": [2019],
        "places": 3,
        "sources": [1, {"url": ["x"]}],
        "when": [],
        "start_date": 3,
        "text": [],
    }
    record = odd | {"properties": odd, "geometry": 1, "media": {"url": 1}}
    document = {"events": [record], "features": [record]}
    text = json.dumps(record) if form == "jsonl" else json.dumps(document)
    (site / "odd").write_text(text)
    outcome = timeline("import", form, "odd", cwd=site)
    assert outcome.code == 1
    assert all(line.startswith("odd:1:") for line in outcome.err.splitlines()[:-1])


@pytest.mark.parametrize("form", READABLE)
def test_a_script_in_a_link_is_refused(form):
    event = Event("a-aaaa", "2019-12-29", "A", sources=(Source("javascript:alert(1)", "A"),))
    text = FORMATS[form].write([event], Publication())
    read = FORMATS[form].read(text, "f", UTC)
    made, problems = settle(read.rows, "events/f.yaml", "content", text, "f", {})
    assert "javascript" not in made or [p.code for p in problems] == ["bad-link"]
