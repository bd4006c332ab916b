"""Articles from disk: metadata, title, day, place; and everything that can be wrong with a file."""

import os
from datetime import date
from pathlib import Path

import pytest

from timeline import article
from timeline.article.dates import published
from timeline.errors import TimelineError


@pytest.fixture
def content(tmp_path):
    (tmp_path / "articles").mkdir()
    return tmp_path


def write(content: Path, name: str, text: str | bytes) -> Path:
    path = content / "articles" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def load(content, name, text, **settings):
    return article.load(write(content, name, text), content, settings)


def problems(content, name, text):
    with pytest.raises(TimelineError) as caught:
        load(content, name, text)
    return [(p.line, p.col, p.code) for p in caught.value.problems]


MARKDOWN = "Title: A storm\nDate: 2019-12-30\n\nIt rained *on Sunday*.\n"
RST = "A storm\n#######\n\n:date: 2019-12-30\n\nIt rained *on Sunday*.\n"
HTML = (
    '<html><head><title>A storm</title>\n<meta name="date" content="2019-12-30">\n</head>\n'
    "<body><p>It rained <em>on Sunday</em>.</p></body></html>\n"
)


@pytest.mark.parametrize(("name", "text", "line"), [("a.md", MARKDOWN, 4), ("a.rst", RST, 6), ("a.html", HTML, 4)])
def test_three_formats_read_the_same(content, name, text, line):
    found = load(content, name, text)
    assert (found.title, found.dct, found.text, found.timeline) == ("A storm", date(2019, 12, 30), "It rained on Sunday.", "main")
    assert found.position(found.text.index("on Sunday"))[0] == line
    assert found.date_line == (2 if name != "a.rst" else 4)
    assert found.firm


def test_positions_point_at_the_source(content):
    text = "Date: 2019-12-30\n\nA title\n\nSee [the report](https://example.org/on/sunday) of\n*last month*, “late\non Sunday”.\n"
    found = load(content, "a.md", text)
    source = text.split("\n")
    for words in ("the report", "last month", "late", "on Sunday"):
        line, col = found.position(found.text.index(words))
        assert source[line - 1][col - 1 :].startswith(words)


def test_first_short_line_becomes_the_title_and_leaves_the_body(content):
    found = load(content, "a.md", "Date: 2019-12-30\n\nA storm\n\nIt rained.\n")
    assert (found.title, found.text, found.slug) == ("A storm", "It rained.", "a-storm")


def test_title_pasted_with_the_body_is_not_repeated(content):
    found = load(content, "a.md", 'Title: A “storm”\nDate: 2019-12-30\n\nA "Storm"\n\nIt rained.\n')
    assert (found.title, found.text) == ("A “storm”", "It rained.")


def test_title_is_text_not_markup(content):
    assert load(content, "a.md", "Title: A <b>storm</b> &amp; more\nDate: 2019-12-30\n\nx\n").title == "A storm & more"


def test_timeline_is_named_by_metadata_then_folder(content):
    assert load(content, "iraq/a.md", MARKDOWN).timeline == "iraq"
    assert load(content, "iraq/b.md", "Timeline: gulf\n" + MARKDOWN).timeline == "gulf"


def test_date_may_stand_in_the_file_name(content):
    assert load(content, "2019-12-30-storm.md", "Title: A storm\n\nIt rained.\n").dct == date(2019, 12, 30)


@pytest.mark.parametrize(
    ("stated", "day", "firm"),
    [
        ("2019-12-30", date(2019, 12, 30), True),
        ("30 December 2019", date(2019, 12, 30), True),
        ("2019-12-30 02:00", date(2019, 12, 30), True),
        ("2019-12-30T23:30:00-05:00", date(2019, 12, 30), True),
        ("2019-12-30T02:00:00Z", date(2019, 12, 30), False),
        ("2019-12-30T07:59:00+00:00", date(2019, 12, 30), False),
        ("2019-12-30T08:00:00Z", date(2019, 12, 30), True),
    ],
)
def test_day_counts_in_the_publishers_own_offset(stated, day, firm):
    found = published(stated)
    assert (found.day, found.firm) == (day, firm)


def test_time_zone_makes_a_utc_timestamp_firm():
    assert published("2019-12-30T02:00:00Z", "America/New_York").day == date(2019, 12, 29)


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("29 décembre 2019", date(2019, 12, 29)),
        ("30. Dezember 2019", date(2019, 12, 30)),
        ("15 de marzo de 2018 14:30", date(2018, 3, 15)),
        ("2 марта 2020 г.", date(2020, 3, 2)),
    ],
)
def test_a_full_date_in_words_of_other_languages(stated, day):
    assert published(stated).day == day


@pytest.mark.parametrize(
    "stated",
    ["2019-02-30", "2019-12", "1066", "02/03/2019", "Dec 5", "", "9" * 400, "yesterday", "hier", "29 décembre", "décembre 2019"],
)
def test_no_half_date_is_filled_in(stated):
    with pytest.raises(ValueError, match=r"."):
        published(stated)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Title: A\n\nx\n", [(1, 1, "no-date")]),
        ("Title: A\nDate: 2019-02-30\n\nx\n", [(2, 7, "bad-date")]),
        ("Date: soon\nSlug: ../a\n\n" + "x " * 200, [(1, 1, "no-title"), (1, 7, "bad-date"), (2, 7, "bad-slug")]),
        ("Title: A\nDate: 2019-12-30\nTimezone: Mars\n\nx\n", [(3, 11, "bad-timezone")]),
        ("Title: A\nDate: 2019-12-30\nsave_as: ../../x.html\n\nx\n", [(3, 10, "outside-output")]),
        ("Title: A\nDate: 2019-12-30\n\n[x]({static}/../../secret.txt)\n", [(4, 5, "outside-content")]),
        (b"Title: A\nDate: 2019-12-30\n\ncaf\xe9\n", [(4, 4, "not-utf8")]),
        (b"Title: A\nDate: 2019-12-30\n\na\0b\n", [(4, 2, "control-character")]),
        ("Title: A\nDate: 2019-12-30\n\n" + "x" * 5_000_001, [(0, 0, "file-too-large")]),
    ],
)
def test_problems_have_a_place(content, text, expected):
    assert problems(content, "a.md", text) == expected


def test_bad_markup_names_the_line(content):
    assert problems(content, "a.rst", "A\n#\n\n:date: 2019-12-30\n\n.. nonsense::\n") == [(6, 0, "bad-markup")]


def test_links_and_pipes_are_refused(content, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    secret.write_text(MARKDOWN)
    try:
        (content / "articles" / "link.md").symlink_to(secret)
    except OSError:
        pytest.skip("no symbolic links here")
    if hasattr(os, "mkfifo"):
        os.mkfifo(content / "articles" / "pipe.md")
    found, wrong = article.load_all(content, {"ARTICLE_PATHS": ["articles"]})
    assert not found
    assert [p.code for p in wrong] == ["outside-content", "not-a-file"][: len(wrong)]


def test_all_problems_at_once_and_the_rest_loads(content):
    write(content, "a.md", "Title: A\n\nx\n")
    write(content, "b.md", b"\xff")
    write(content, "c.md", MARKDOWN)
    write(content, "d.md", "Status: draft\n" + MARKDOWN)
    write(content, "e.md", MARKDOWN)
    found, wrong = article.load_all(content, {"ARTICLE_PATHS": ["articles"]})
    assert [each.path for each in found] == ["articles/c.md", "articles/e.md"]
    assert [(p.path.partition("/")[2], p.code) for p in wrong] == [
        ("articles/a.md", "no-date"),
        ("articles/b.md", "not-utf8"),
        ("articles/e.md", "same-address"),
    ]


def test_cache_gives_the_same_articles_and_follows_edits(content, tmp_path, monkeypatch):
    cache = tmp_path / ".timeline"
    path = write(content, "c.md", MARKDOWN)
    first = article.load_all(content, {}, cache=cache)
    ledger = cache / "articles.ledger"
    stamp = ledger.stat().st_mtime_ns
    monkeypatch.setattr("timeline.article.reader.Reader.read", lambda *_: pytest.fail("rendered again"))
    assert article.load_all(content, {}, cache=cache) == first
    assert ledger.stat().st_mtime_ns == stamp
    monkeypatch.undo()
    path.write_text(MARKDOWN.replace("rained", "snowed"))
    assert article.load_all(content, {}, cache=cache)[0][0].text == "It snowed on Sunday."
    for rubbish in (b"", b"\xff", b"[]", b'{"stamp": 1}', b"[" * 100_000):
        ledger.write_bytes(rubbish)
        assert article.load_all(content, {}, cache=cache)[0][0].text == "It snowed on Sunday."
