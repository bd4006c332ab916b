"""Reading: what is right is read as text, what is wrong is said in one line, all at once."""

import json
from dataclasses import FrozenInstanceError
from operator import attrgetter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.events import build, canonical, nodes, reader, schema, store, writer
from timeline.events import vocabulary as words
from timeline.events.event import FIELDS, Event, Found, Image, Source, belonging, new_event

TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(lambda t: not words.CONTROL.search(t))
DATE = st.sampled_from(["2019", "2019-12", "2019-12-29", "201X", "1868~", "../1900", "-0043", "2019-12-28/2019-12-29"])
FOUND = st.builds(Found, text=TEXT, date=DATE, rule=TEXT, quote=TEXT, anchor=TEXT, not_=TEXT | st.just(""), gone=st.booleans())
EVENTS = st.builds(
    Event,
    id=st.from_regex(words.ID, fullmatch=True),
    date=DATE,
    title=TEXT,
    time=st.sampled_from(["", "early", "night", "12:30"]),
    actors=st.lists(TEXT, max_size=3).map(tuple),
    details=st.lists(TEXT, max_size=3).map(tuple),
    sources=st.lists(st.builds(Source, url=st.just("https://example.org/a?b=c#d"), title=TEXT), max_size=2).map(tuple),
    image=st.none() | st.builds(Image, src=st.just("images/a.jpg"), alt=TEXT),
    review=st.sampled_from(["", "accepted", "rejected"]),
    found=st.lists(FOUND, max_size=2).map(tuple),
)
KEYS = st.lists(st.from_regex(words.KEY, fullmatch=True), max_size=12)


@settings(deadline=None)
@given(st.lists(EVENTS, max_size=3), KEYS)
def test_what_we_write_is_what_we_read(events, keys):
    text = writer.new_file("events/a/b.yaml", "articles/a/b.md", events, keys)
    file = reader.read(text.encode(), "events/a/b.yaml")
    assert not [p for p in file.problems if p.severity == "error"]
    blank = {"file": "", "line": 0, "article": ""}
    assert [_with(event, **blank) for event in file.events] == [_with(event, **blank) for event in events]
    assert list(file.seen) == keys
    assert all(text.split("\n")[event.line - 1].startswith("  - id: ") for event in file.events)


def _with(event, **changes):
    return {name: changes.get(name, getattr(event, name)) for name in Event.__dataclass_fields__}


LINES = st.sampled_from(
    [
        *(
            "article: articles/a.md",
            "",
            "events:",
            "events: []",
            "  - id: a-b234",
            "    date: 2019-12-29",
            "    title: A b",
            "    title: a: b",
        ),
        *(
            "    title: “a” b # c",
            "    title: 'x'",
            '    title: "x\\u0041"',
            "    note:",
            "    tags: [a, b]",
            "    tags: [a, [b]]",
            "    found:",
        ),
        *(
            "      - text: on Sunday",
            "        rule: weekday",
            "      - text",
            "      src: a.jpg",
            "    image:",
            "# comment",
            "    # comment",
        ),
        *(
            "seen: [k0c888d4e89405602]",
            "seen: [k0c888d4e89405602,",
            "  k0c888d4e89405603]",
            "- date: 2019",
            "      more text",
            "    - x",
            "\t",
        ),
        *(
            "  - title: |",
            "      - a",
            "    actors: [a b, 'c']",
            "    actors: [a , b]",
            "    x-own: 5",
            "    title: foo ",
            "---",
            "    quote: -x",
        ),
    ]
)


@settings(deadline=None, max_examples=200)
@given(st.lists(LINES, max_size=14).map("\n".join))
def test_the_fast_reader_agrees_with_the_guarded_one_or_declines(text):
    quick = canonical.read(text)
    if quick is not None:
        root = nodes.parse(text, "x")
        assert quick[0] == (nodes.data(root) or {})
        assert not nodes.duplicates(root, text, "x")
        for index, line in enumerate(quick[1]):
            assert nodes.where(root, ("events", index), text)[0] == line


ODD = ["accepted", "early", "a-b", [{"text": "a"}], [{"url": "http://a"}], {"src": "a"}, {"src": "a", "alt": "b"}, "\x07"]
RAW = st.dictionaries(
    st.sampled_from([*words.EVENT_KEYS, "titel", "x-own"]),
    st.none() | st.text(max_size=3) | st.lists(st.text(max_size=3), max_size=2) | DATE | st.sampled_from(ODD),
)


@settings(deadline=None, max_examples=200)
@given(RAW)
def test_what_the_quick_check_accepts_the_schema_accepts(raw):
    if build.plain(raw):
        schema.Event.model_validate(raw)


@given(EVENTS)
def test_an_event_made_of_its_values_is_that_event(event):
    made = new_event(attrgetter(*FIELDS)(event))
    assert type(made) is Event
    assert made == event
    assert belonging(belonging(made, "other"), event.timeline) == event
    with pytest.raises(FrozenInstanceError):
        made.id = "other"


def test_published_schema_is_the_model(request):
    kept = Path(schema.__file__).parents[1] / "schema" / "events-1.json"
    assert kept.read_text(encoding="utf-8") == schema.json_schema_text(), "run: python -m timeline.events.schema"
    assert json.loads(kept.read_text(encoding="utf-8"))["$schema"].startswith("http://json-schema.org/draft-07")


@pytest.mark.parametrize("name", ["events", "article"])
def test_a_symlink_out_of_the_site_is_not_read(tmp_path, name):
    outside = tmp_path / "outside.yaml"
    outside.write_text("- {date: 2019, title: Secret}\n")
    content = tmp_path / "site" / "content"
    (content / "events").mkdir(parents=True)
    (content / "events" / f"{name}.yaml").symlink_to(outside)
    assert store.load(content) == ([], [])
