"""What strangers wrote stays text in every format we write: no formula, no line, no element of its own."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest

from timeline.events.event import Event, Found, Source
from timeline.exchange import atom
from timeline.exchange.formats import FORMATS
from timeline.exchange.publication import Publication

FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠1"]
LINES = [
    "A\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:B",
    "A\r\nATTACH:file:///etc/passwd",
    "A\rX-EVIL:1",
    "A\n2020-01-01: another #tag\nendSection",
    "A</title><entry><title>B]]></entry>",
    '", "x": "',
    "</script><script>alert(1)</script>",
    "A,B;C\\D|E\tF",
]
TEXTS = FORMULAS + LINES
EVENTS = [
    Event(
        f"event-{n}",
        f"2019-12-{n + 1:02d}",
        text,
        summary=text,
        actors=(text,),
        places=(text,),
        tags=(text,),
        timeline=text,
        note=text,
        details=(text,),
        sources=(Source("https://example.org/", text),),
        found=(Found(text, "2019-12-29", text, text, text),),
    )
    for n, text in enumerate(TEXTS)
]
SITE = Publication(title=TEXTS[0] + LINES[0] + LINES[4], url="https://example.org")


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_no_cell_is_a_formula(form, delimiter):
    rows = [*csv.reader(io.StringIO(FORMATS[form].write(EVENTS, SITE), newline=""), delimiter=delimiter)]
    assert len(rows) == len(TEXTS) + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    for row in rows:
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))], row


def test_a_calendar_holds_the_events_and_no_other_property():
    text = FORMATS["ical"].write(EVENTS, SITE)
    lines = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(EVENTS)
    assert not [line for line in lines if "\n" in line or "\r" in line]
    known = "BEGIN END VERSION PRODID X-WR-CALNAME UID DTSTAMP DTSTART;VALUE=DATE DTEND;VALUE=DATE SUMMARY DESCRIPTION LOCATION"
    assert {line.partition(":")[0] for line in lines} <= {*known.split(), "CATEGORIES", "URL", "TRANSP"}


def test_a_feed_holds_the_events_and_no_other_element():
    feed = ElementTree.fromstring(atom.write(EVENTS, SITE))
    space = "{http://www.w3.org/2005/Atom}"
    assert len(feed.findall(f"{space}entry")) == len(EVENTS)
    titles = {entry.findtext(f"{space}title") for entry in feed.findall(f"{space}entry")}
    assert any("</title><entry>" in title for title in titles)


@pytest.mark.parametrize("form", ["json", "jsonld", "geojson", "timelinejs", "timemap"])
def test_json_keeps_the_texts_as_they_are(form):
    text = FORMATS[form].write(EVENTS, SITE)
    read = json.dumps(json.loads(text))
    assert all(json.dumps(line.replace("\r", "\n").split("\n")[0])[1:-1] in read for line in LINES)


def test_json_lines_are_one_an_event():
    assert [json.loads(line)["title"] for line in FORMATS["jsonl"].write(EVENTS, SITE).splitlines()] == TEXTS


def test_markwhen_has_a_line_an_event():
    lines = FORMATS["markwhen"].write(EVENTS, SITE).splitlines()
    assert sum(line.startswith("2019-12-") for line in lines) == len(EVENTS)
    assert not [line for line in lines if line.startswith("2020-01-01")]
    assert lines.count("endSection") == sum(line.startswith("section ") for line in lines)
