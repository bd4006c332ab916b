"""Event files from the cache: always what the files themselves say, whatever happened to either."""

import os
import random

import pytest
from hypothesis import given, settings

from tests import edits
from timeline import ledger
from timeline.atomic import ChangedMeanwhileError
from timeline.events import cache, check, store

WHOLE = "- {date: 2019, title: A, sources: [{url: 'https://a'}], image: {src: a.jpg}}\n- {date: 2019-03, title: B}\n"
OWN = (
    "- {date: 2019, title: C, tags: [x], x-own: {a: [b]}, image: {src: a.jpg, alt: c}}\n"
    "- {date: 2019-02, title: B, aliases: [b]}\n"
)
BROKEN = "- {date: 201, title: B}\n"
FOUND = """\
article: articles/a.md
events:
  - id: strikes-aaaa
    date: 2019-12-29
    title: Strikes
    found:
      - text: on Sunday
        date: 2019-12-29
        rule: weekday
        quote: It happened on Sunday.
        anchor: 2019-12-30 (published)
        was: 2019-12-22
  - id: talks-bbbb
    date: 2019-12
    title: Talks
    found:
      - text: this month
        gone: true
seen: [k0c888d4e89405602]
"""
TEXTS = (WHOLE, OWN, BROKEN, FOUND, FOUND.replace("aaaa", "cccc"), "", "# nothing yet\n", OWN.replace("2019", "2020"))


def told(content, cache_folder=None):
    """Return everything that can be learned of the event files, in the order that unpacks as late as can be."""
    files = store.load_files(content, cache_folder)
    said = [store.problems_of(files, content.name), list(check.look(files, content)), [file.outline for file in files]]
    return said + [
        (f.path, f.digest, f.article, f.problems, f.unnamed, f.bare, f.broken, f.events, f.seen, f.place(1)) for f in files
    ]


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    for number, text in enumerate((WHOLE, OWN, BROKEN, FOUND, FOUND)):
        path = folder / "events" / f"{number}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_the_cache_says_what_the_files_say(content, tmp_path, monkeypatch):
    plain = told(content)
    assert {problem.code for problem in (*plain[0], *plain[1])} == {
        *("bad-date", "duplicate-id", "missing-alt", "missing-image", "missing-article", "reads-otherwise", "mention-gone")
    }
    assert told(content, tmp_path / "c") == plain
    assert told(content, tmp_path / "c") == plain
    monkeypatch.setattr(store, "KEPT", 2)
    assert told(content, tmp_path / "d") == plain


def test_what_is_unchanged_is_not_even_opened(content, tmp_path, monkeypatch):
    edits.age(content)
    plain = told(content, tmp_path)
    monkeypatch.setattr(store, "_read", lambda *_: pytest.fail("a file was read"))
    assert told(content, tmp_path) == plain


def test_events_are_unpacked_when_asked_for_and_can_be_let_go(content, tmp_path, monkeypatch):
    store.load_files(content, tmp_path)
    files = store.load_files(content, tmp_path)
    values = []
    monkeypatch.setattr(ledger.Body, "value", lambda body, real=ledger.Body.value: values.append(body) or real(body))
    assert store.problems_of(files[:3]) and not values
    assert [file.outline.count for file in files] == [2, 2, 0, 2, 2] and not values
    first = files[0].events
    assert files[0].events is first and len(values) == 1
    files[0].release()
    assert files[0].events == first and len(values) == 2


def test_an_edit_carries_the_other_files_over(content, tmp_path):
    edits.age(content)
    store.load_files(content, tmp_path)
    before = ledger.load(tmp_path / cache.NAME, cache.form("content")).records
    (content / "events" / "1.yaml").write_text(OWN.replace("C", "D"))
    assert told(content, tmp_path) == told(content)
    after = ledger.load(tmp_path / cache.NAME, cache.form("content")).records
    assert [path for path in before if before[path].body.data() != after[path].body.data()] == ["events/1.yaml"]


def test_any_damage_to_the_cache_is_survived(content, tmp_path):
    plain = told(content)
    told(content, tmp_path)
    path = tmp_path / cache.NAME
    whole = path.read_bytes()
    rnd = random.Random(5)
    places = [*range(60), *(rnd.randrange(len(whole)) for _ in range(150))]
    damaged = [whole[:at] + bytes([whole[at] ^ 1 << rnd.randrange(8)]) + whole[at + 1 :] for at in places]
    for data in (b"", b"{", b"[]", b"timeline", whole[:-20], whole[:300], whole * 2, b"\0" * len(whole), *damaged):
        path.write_bytes(data)
        assert told(content, tmp_path) == plain


def test_a_sound_cache_with_other_things_in_it_is_none(content, tmp_path):
    plain = told(content)
    for head in (None, [], {}, 7, "x", [[0, 0, 0, 0], "d", "a", [[1]], [], False, [1, "a", [], False]], [1, 2, 3, 4, 5, 6, 7]):
        for body in (None, [], [[], [[]]], [[1], [{"a": 1}]], {"a": 1}):
            records = {f"events/{number}.yaml": ledger.Record(head, ledger.Body.of(body)) for number in range(5)}
            ledger.save(tmp_path / cache.NAME, cache.form("content"), records)
            assert told(content, tmp_path) == plain


def test_a_damaged_body_of_a_file_edited_since_is_told(content, tmp_path):
    edits.age(content)
    store.load_files(content, tmp_path)
    path = tmp_path / cache.NAME
    path.write_bytes(path.read_bytes()[:-4] + b"\0\0\0\0")
    os.utime(path)
    files = store.load_files(content, tmp_path)
    (content / "events" / "4.yaml").write_text(WHOLE)
    with pytest.raises(ChangedMeanwhileError, match=r"content/events/4.yaml"):
        _ = files[-1].events
    assert told(content, tmp_path) == told(content)


def test_files_loaded_earlier_stay_as_they_were(content, tmp_path):
    store.load_files(content, tmp_path)
    early = store.load_files(content, tmp_path)
    (content / "events" / "0.yaml").write_text(OWN)
    store.load_files(content, tmp_path)
    assert [event.title for event in early[0].events] == ["A", "B"]
    assert early[3].events == store.load_files(content)[3].events


@settings(deadline=None, max_examples=60)
@given(steps=edits.steps(TEXTS, 4))
def test_after_any_edits_the_cache_says_what_the_files_say(tmp_path_factory, steps):
    content = tmp_path_factory.mktemp("site") / "content"
    (content / "events" / "t").mkdir(parents=True)
    paths = [content / "events" / name for name in ("a.yaml", "b.yaml", "t/a.yaml", "t/b.yml")]
    for step, one, two, text in steps:
        edits.act(step, paths[one], paths[two], text)
        if step == "look":
            store.load_files(content, content.parent)
    assert told(content, content.parent) == told(content)
    assert told(content, content.parent) == told(content)
