"""What leaves the site says what the event files say, and nothing more precise."""

import csv as stdlib_csv
import io
import json
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from timeline.errors import UsageError
from timeline.events.event import Event, Found, Image, Source
from timeline.exchange import atom, csv, formats, ical, jsonld, published
from timeline.exchange.publication import Publication

FOUND = Found("on Monday", "2019-12-30", "weekday", "On Monday.", "2019-12-30 (published)")
EVENTS = (
    Event("day-aaaa", "2019-12-29", "Strikes, then silence", tags=("war",), places=("Iraq",), actors=("A", "B")),
    Event("weekend-aaaa", "2019-12-28/2019-12-29", "A weekend"),
    Event("month-aaaa", "2019-11", "A month", summary="Said; with, marks\nand lines"),
    Event("decade-aaaa", "197X", "A decade"),
    Event("circa-aaaa", "1868-05-01~", "About a day"),
    Event("ides-aaaa", "-0043-03-15", "The Ides", sources=(Source("https://example.org/a", "A"),)),
    Event("open-aaaa", "../1900", "Before"),
    Event("undated-aaaa", "", "No date", bounds="2019/2020"),
    Event("plan-aaaa", "2020-01-05", "=cmd()", modality="planned", image=Image("images/a.jpg", "A")),
    Event("found-aaaa", "2019-12-30", "Found", found=(FOUND,)),
)
SITE = Publication(
    "Demo",
    "https://example.org",
    address=lambda event: f"/events/{event.id}/",
    changed=lambda event: f"2019-12-{10 + len(event.id):02d}T00:00:00Z",
    coordinates={"Iraq": (44.0, 33.0)},
)


@pytest.mark.parametrize("name", formats.FORMATS)
def test_every_format_takes_every_event(name):
    assert "Strikes" in formats.named(name).write(EVENTS, SITE)
    formats.named(name).write([], SITE)


def test_published_pieces_make_up_what_the_formats_write():
    events = [*EVENTS, ODD]
    things = [jsonld.thing(event, SITE) if event.date else "" for event in events]
    columns = zip(*(published.pieces(event, SITE, thing) for event, thing in zip(events, things, strict=True)), strict=True)
    for form, parts in zip(map(formats.named, formats.PUBLISHED), columns, strict=True):
        opening, closing = form.frame(SITE, len(list(filter(None, parts))), parts.count(""))
        assert opening + "".join(parts).removesuffix(form.between) + closing == form.write(events, SITE)


def test_unknown_format_names_the_known_ones():
    with pytest.raises(UsageError, match="csv"):
        formats.named("xls")


def test_json_keeps_precision():
    events = {e["id"]: e for e in json.loads(formats.named("json").write(EVENTS, SITE))["events"]}
    month = events["month-aaaa"]
    assert (month["date"], month["earliest"], month["latest"]) == ("2019-11", "2019-11-01", "2019-11-30")
    assert month["precision"] == "month"
    assert events["open-aaaa"]["earliest"] is None
    assert events["found-aaaa"]["checked"] is False
    assert events["ides-aaaa"]["latest"] == "-0043-03-15"


ODD = Event(
    'odd-"aaaa',
    "2019-12-28/2019-12-29",
    'A "quoted" \\ title\n\twith \u2028 and é, 日本語',
    time="night",
    summary="</script>\x7f",
    actors=("A", 'B "b"'),
    places=("Nowhere", "Iraq"),
    tags=("x|y",),
    timeline="main",
    sources=(Source("https://example.org/a", "A", "https://archive.example/a", "2019-12-30"), Source(title="A book")),
    image=Image("images/a.jpg", "A", "me"),
    note="note",
    review="accepted",
    modality="claimed",
    found=(replace(FOUND, not_="2020-01-06: no", time="late"), FOUND),
)


@pytest.mark.parametrize("event", [*EVENTS, ODD], ids=lambda event: event.id)
@pytest.mark.parametrize("name", ["json", "jsonl", "jsonld", "geojson"])
@pytest.mark.parametrize("site", [SITE, Publication()])
def test_json_put_together_by_hand_is_what_an_encoder_writes(event, name, site):
    text = formats.named(name).write([event], site)
    if name in ("json", "geojson"):  # one event a line
        text = text.replace("[\n", "[").replace("\n]", "]")
    assert text == json.dumps(json.loads(text), ensure_ascii=False) + "\n"


def test_json_leaves_out_what_is_empty_and_keeps_the_order_of_event_files():
    record = json.loads(formats.named("jsonl").write([ODD], SITE))
    assert list(record) == [
        *("id", "date", "earliest", "latest", "precision", "time", "title", "summary", "modality", "actors", "places", "tags"),
        *("timeline", "note", "review", "sources", "image", "found", "checked", "url"),
    ]
    assert record["title"] == ODD.title and record["actors"] == list(ODD.actors) and record["checked"] is True
    assert record["sources"][1] == {"title": "A book"}
    assert list(record["found"][0]) == ["text", "date", "time", "rule", "quote", "anchor", "not"]
    assert list(json.loads(formats.named("jsonl").write([EVENTS[7]], SITE))) == ["id", "date", "title", "bounds", "url"]


def test_csv_guards_formulas_but_not_dates():
    rows = list(stdlib_csv.DictReader(io.StringIO(formats.named("csv").write(EVENTS, SITE))))
    assert [row["date"] for row in rows] == [event.date for event in EVENTS]
    assert rows[8]["title"] == "'=cmd()"
    assert csv.unguard(rows[8]["title"]) == "=cmd()"
    assert rows[0]["actors"] == "A|B"


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_tables_quote_what_python_would(name, delimiter):
    texts = ["plain", 'a "word"', "one, two", "a\nb", "a\r\nb", "a\tb", '"', "", " x ", "é “x”"]
    events = [Event(f"e-{n}", "2019", text or "-", summary=text) for n, text in enumerate(texts)]
    written = formats.named(name).write(events, SITE)
    lines = io.StringIO()
    stdlib_csv.writer(lines, delimiter=delimiter, lineterminator="\r\n").writerows(
        stdlib_csv.reader(io.StringIO(written, newline=""), delimiter=delimiter)
    )
    assert written == lines.getvalue()
    assert [row["summary"] for row in stdlib_csv.DictReader(io.StringIO(written, newline=""), delimiter=delimiter)] == texts


def test_calendar_leaves_out_what_has_no_day_and_says_so():
    lines = formats.named("ical").write(EVENTS, SITE).replace("\r\n ", "").split("\r\n")
    uids = [line[4:].split("@")[0] for line in lines if line.startswith("UID:")]
    assert uids == ["day-aaaa", "weekend-aaaa", "plan-aaaa", "found-aaaa"]
    assert "DTSTART;VALUE=DATE:20191228" in lines
    assert "DTEND;VALUE=DATE:20191230" in lines
    assert any("6 without an exact day" in line for line in lines)
    assert "STATUS:TENTATIVE" in lines


def test_calendar_folds_at_75_octets_inside_no_character():
    folded = ical.fold("SUMMARY:" + "é" * 200)
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "").strip() == "SUMMARY:" + "é" * 200


def test_jsonld_calls_only_exact_days_events():
    listed = json.loads(formats.named("jsonld").write(EVENTS, SITE))["itemListElement"]
    kinds = {entry["item"]["name"]: entry["item"] for entry in listed}
    assert kinds["Strikes, then silence"]["@type"] == "Event"
    assert kinds["A month"]["temporalCoverage"] == "2019-11-01/2019-11-30"
    assert {kinds[name]["@type"] for name in ("A decade", "About a day", "=cmd()")} == {"CreativeWork"}
    assert kinds["Before"]["temporalCoverage"] == "../1900-12-31"
    assert "No date" not in kinds


def test_jsonld_cannot_close_its_script():
    assert "<" not in jsonld.script(jsonld.thing(Event("x-aaaa", "2019", "</script><b>"), SITE))


def test_geojson_spans():
    features = {f["id"]: f for f in json.loads(formats.named("geojson").write(EVENTS, SITE))["features"]}
    assert features["day-aaaa"]["geometry"] == {"type": "Point", "coordinates": [44.0, 33.0]}
    assert features["month-aaaa"]["geometry"] is None
    assert features["open-aaaa"]["when"]["timespans"] == [{"end": {"earliest": "1900-01-01", "latest": "1900-12-31"}}]
    assert features["decade-aaaa"]["when"]["timespans"] == [{"start": {"earliest": "1970-01-01", "latest": "1979-12-31"}}]


def test_feed_is_ordered_by_change_and_well_formed():
    feed = ET.fromstring(atom.write(EVENTS, replace(SITE, words=lambda event: "in words")))
    space = "{http://www.w3.org/2005/Atom}"
    updated = [entry.findtext(f"{space}updated") for entry in feed.findall(f"{space}entry")]
    assert updated == sorted(updated, reverse=True)
    assert feed.findtext(f"{space}updated") == updated[0]
    assert feed.find(f"{space}entry").findtext(f"{space}title").startswith("in words: ")


def test_timelinejs_leaves_unknown_parts_out():
    slides = {slide["unique_id"]: slide for slide in json.loads(formats.named("timelinejs").write(EVENTS, SITE))["events"]}
    assert slides["day-aaaa"]["start_date"] == {"year": 2019, "month": 12, "day": 29}
    assert "display_date" not in slides["day-aaaa"]
    assert slides["month-aaaa"]["start_date"] == {"year": 2019, "month": 11}
    assert slides["decade-aaaa"]["start_date"] == {"year": 1970}
    assert slides["decade-aaaa"]["end_date"] == {"year": 1979}
    assert slides["decade-aaaa"]["display_date"] == "197X"
    assert slides["ides-aaaa"]["start_date"] == {"year": -44, "month": 3, "day": 15}
    assert slides["open-aaaa"]["start_date"] == {"year": 1900}
    assert slides["weekend-aaaa"]["end_date"] == {"year": 2019, "month": 12, "day": 29}
    assert "undated-aaaa" not in slides


def test_markwhen_says_what_it_leaves_out():
    lines = formats.named("markwhen").write(EVENTS, SITE).splitlines()
    assert "2019-12-29: Strikes, then silence #war" in lines
    assert "2019-12-28/2019-12-29: A weekend" in lines
    assert "1970-01-01/1979-12-31: A decade" in lines
    assert "1868-05-01: About a day [1868-05-01~]" in lines
    assert "2020-01-05: =cmd() (planned)" in lines
    assert any(line.startswith("// 3 without a date") for line in lines)


def test_timemap_takes_exact_days_only():
    document = json.loads(formats.named("timemap").write(EVENTS, SITE))
    events = {event["id"]: event for event in document["events"]}
    assert set(events) == {"day-aaaa", "weekend-aaaa", "ides-aaaa", "plan-aaaa", "found-aaaa"}
    assert (events["day-aaaa"]["latitude"], events["day-aaaa"]["longitude"]) == ("33.0", "44.0")
    assert document["left_out"]["count"] == 5
    assert document["sources"][0]["id"] == events["ides-aaaa"]["sources"][0]
