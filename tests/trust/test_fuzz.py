"""Hostile and broken input of every kind: a message or a result, never a traceback; cases once found stay as examples.

``TIMELINE_EXAMPLES=20000`` tries so many inputs in place of the usual few.
"""

import contextlib
import json
import os
import re
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.command import timeline
from tests.trust import sites, targets
from timeline.errors import TimelineError
from timeline.events.event import Event, Image, Source
from timeline.exchange.formats import FORMATS, READABLE
from timeline.exchange.publication import Publication
from timeline.sitefolder import open_site
from timeline.temporal import locale, parse

MANY = int(os.environ.get("TIMELINE_EXAMPLES", "60"))
QUICK = settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))
SLOW = settings(max_examples=max(MANY // 5, 1), deadline=None, suppress_health_check=list(HealthCheck))
PIECES = st.sampled_from(
    "- ¦date: ¦title: ¦2019-02-30¦{¦[¦&a¦*a¦!!python/object¦|\n¦'¦\"¦: ¦\n¦  ¦\t¦#¦found:\n¦- id: x¦---\n¦\u202e¦\ufeff¦NO¦12:30"
    "¦-0043¦../1900¦\x00¦<<: ¦é¦\r\n¦x-a: ".split("¦")
)
YAML = st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join)
NAMES = st.sampled_from("- name: A\n|  also: |[A, B]|  kind: place|  coordinates: [|1, 2]|.nan|\n".split("|"))
WORDS = st.sampled_from(
    "on Sunday last month May 2019 30 29th of the ago in early two years BC - / , 99999999999 next 12:30 Dec. week century until "
    "from to between and \u202e 0 ½".split(" ")
)
PROSE = st.lists(WORDS, max_size=30).map(" ".join)


@QUICK
@given(YAML)
@example("- " * 50_000)
@example("[" * 100_000)
@example("a: &a [*a, *a]")
@example('- date: "\\ud800"\n  title: x')
@example("? - a\n: b")
def test_event_files(text):
    targets.event_file(text)


@QUICK
@given(st.binary(max_size=200))
def test_event_files_of_any_bytes(data):
    targets.event_file(data)


@QUICK
@given(
    YAML
    | st.lists(st.sampled_from("- name: A\n|  also: |[A, B]|  kind: place|  coordinates: [|1, 2]|\n".split("|"))).map("".join)
)
@example("- " * 50_000)
@example("[" * 100_000)
@example("&a [*a]")
def test_names(text):
    targets.names_file(text)


@QUICK
@given(PROSE | st.text(max_size=80), st.dates())
@example("9999 years ago", date(1, 1, 1))
@example("in 99999999999999999999 years", date(9999, 12, 31))
def test_texts(text, day):
    targets.prose(text, day)


@pytest.mark.parametrize(
    "piece", ["(", "?", "1 ", "last ", "Sunday, ", "to ", "/", "12:", "of the ", "\u0660", "a" * 50 + " ", "-", "2019-"]
)
def test_a_long_text_of_one_kind_is_read(piece):
    parse(piece * (200_000 // len(piece)), date(2019, 12, 30))


@QUICK
@given(st.text(max_size=30) | st.text("0123456789-/X~?%.YEu[]{},", max_size=30))
@example("9" * 5000)
@example("Y" + "9" * 5000)
@example("1984-06-31/..")
@example("٢٠١٩")
def test_dates(text):
    targets.edtf_date(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3)
)


@QUICK
@given(
    st.text(max_size=60)
    | st.fixed_dictionaries({}, optional={"id": JSON, "text": JSON, "date": JSON, "lang": JSON}).map(
        lambda record: json.dumps(record)
    )
)
@example("[" * 100_000)
@example('{"id": 1, "text": "on Sunday", "date": "2019-12-30", "lang": ["en"]}')
@example('{"id": 1, "text": "on Sunday", "date": "2019-12-30", "lang": "../../x"}')
@example('{"id": 1, "text": "\\ud800 on Sunday", "date": "2019-12-30"}')
@example('{"id": NaN, "text": "on Sunday", "date": "0000-00-00"}')
@example("1" * 10_000)
def test_records_of_the_tagging_protocol(line):
    targets.record(line)


def test_a_stream_may_hold_anything(tmp_path):
    """A line in, a line out, whatever bytes they are and however many."""
    good = b'{"id": 1, "text": "on Sunday", "date": "2019-12-30"}'
    file = tmp_path / "records.jsonl"
    file.write_bytes(b"\n".join([b"\xef\xbb\xbf" + good, b"\xff\xfe", b'"' + b"x" * 12_000_000, b"\0\0", good, b"[" * 6_000_000]))
    outcome = timeline("tag", "--jsonl", str(file), cwd=tmp_path)
    answers = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.code == 1
    assert ["error" in found for found in answers] == [False, True, True, True, False, True]
    assert "at most 5 MB" in answers[2]["error"]


def test_a_text_that_is_not_utf8_has_a_place(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"It ended\non Sunda\xff")
    outcome = timeline("tag", "a.txt", "--date", "2019-12-30", cwd=tmp_path)
    assert outcome.code == 1 and "a.txt:2:9: error[not-utf8]" in outcome.err, outcome.err


LOCALE = """\
words: {step: {-1: [last], 1: [next]}, unit: {month: [month]}}
triggers: [unit]
shapes: {after_digit: ['\\d{3}']}
capital: []
cues: {title: [], abbreviation: []}
stages: {phrases: {step_unit: {forms: [step unit]}}}
"""


@QUICK
@given(st.integers(0, len(LOCALE)), st.integers(0, 30), YAML)
@example(0, 0, "")
@example(0, len(LOCALE), "")
@example(0, len(LOCALE), "[" * 50_000)
@example(0, len(LOCALE), "a")
@example(LOCALE.index("\\d"), 5, "(")
@example(LOCALE.index("\\d"), 0, "[[")
@example(LOCALE.index("step unit"), 0, "(" * 5000)
def test_locales(start, cut, piece):
    targets.locale_file(LOCALE[:start] + piece + LOCALE[start + cut :])


EVENTS = (
    Event("day-aaaa", "2019-12-29", "Strikes, then <b>silence</b>", tags=("war",), places=("Iraq",), actors=("A", "B")),
    Event("ides-aaaa", "-0043-03-15", "The Ides", sources=(Source("https://example.org/a", "A"),), modality="planned"),
    Event("open-aaaa", "../1900", "Before", note="Who?", image=Image("images/a.png", "A")),
)
SCRAPS = st.sampled_from(
    "\"|'|{|}|[|]|,|:|\n|\r\n|\t|;|<b>|</a>|&lt;|&#0;|&#x110000;|BEGIN:VEVENT\n|END:VEVENT\n|DTSTART:2019|DTSTART;TZID=Mars/X:|RRULE:|"
    "null|true|1e999|-|99999999999|\\ud800|\x00|\u202e|\u2028|2019-02-30|../|now|/|#tag|section|@|=|$|http://|javascript:|{}|[]".split(
        "|"
    )
)


@pytest.mark.parametrize("form", READABLE)
@QUICK
@given(st.data())
def test_imports(form, data):
    """What we export, damaged anywhere; or scraps of its own syntax."""
    whole = FORMATS[form].write(EVENTS, Publication())
    text = data.draw(st.lists(SCRAPS | st.text(max_size=4), max_size=20).map("".join))
    if data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(whole)))
        text = whole[:at] + text + whole[at + data.draw(st.integers(0, 40)) :]
    targets.foreign(form, text)


SURROGATES = '{"events": [{"date": "2019", "title": "\\ud800", "\\ud800": "\\ud800", "id": "\\udfff"}]}'


@pytest.mark.parametrize("form", READABLE)
@pytest.mark.parametrize(
    "text", ["", "[" * 100_000, '{"a":' * 100_000, "[" + "1" * 10_000 + "]", '"' * 100_001, "\0", "\ufeff", SURROGATES]
)
def test_imports_made_to_hurt(form, text):
    targets.foreign(form, text)


@pytest.mark.parametrize("text", ["[", "stages: {phrases: {}}"])
def test_a_locale_that_is_no_yaml_or_lacks_a_part_is_told(text):
    with pytest.raises(TimelineError, match=r"xx\.yaml:\d+:\d+: error\[locale-syntax\]"):
        locale.read("xx.yaml", text, "xx")


HEADS = st.sampled_from(
    ["Title: A", "Date: 2024-05-06", "Date: 0000-00-00", "Slug: x", "Lang: ../x", "Status: odd", "Tags: ,", "Timezone: x"]
)


@SLOW
@given(st.lists(HEADS, max_size=6).map("\n".join), PROSE, st.sampled_from(["md", "rst", "html"]))
@example("Title: A\nDate: 2024-05-06", "[[" * 2000, "md")
@example("Title: A\nDate: 2024-05-06", "> " * 200 + "on Sunday", "md")
@example("Title: A\nDate: 2024-05-06", ".. include:: /etc/hostname\n\n.. raw:: html\n   :file: /etc/hostname", "rst")
@example("<html><head><title>A</title><meta name=date content=2024-05-06></head><body>", "<" * 5000, "html")
def test_articles(tmp_path_factory, head, body, suffix):
    site = tmp_path_factory.mktemp("fuzz")
    sites.write(site, "pelicanconf.py", sites.CONF)
    sites.write(site, f"content/articles/a.{suffix}", f"{head}\n\n{body}\n")
    outcome = timeline("extract", cwd=site)
    assert outcome.code in (0, 1) and "bug" not in outcome.err, outcome.err


@pytest.mark.parametrize(
    "line",
    [
        "SITENAME = 3", "TIMEZONE = 3", "TIMEZONE = None", "PATH = 3", "PATH = None", "OUTPUT_PATH = 3",
        "OUTPUT_PATH = None", "ARTICLE_PATHS = 'articles'", "ARTICLE_PATHS = [3]", "PLUGINS = 'timeline'",
        "PLUGINS = ['no_such_plugin']", "THEME = 3", "THEME = 'no/such'", "DEFAULT_LANG = 3", "DEFAULT_LANG = 'xx-nonsense'",
        "SITEURL = None", "TIMELINE_NLP = 3", "TIMELINE_PREFIX = 3", "TIMELINE_PREFIX = '../x'", "TIMELINE_PREFIX = '/'",
        "TIMELINE_EDIT_URL = 3", "MARKDOWN = 3", "TIMELINE_EDIT_URL = 'https://example.org/{nonsense}'",
        "STATIC_PATHS = 'images'", "IGNORE_FILES = '('", "raise SystemExit", "import no_such_module", "def",
        "SLUG_REGEX_SUBSTITUTIONS = [('(', '')]", "FILENAME_METADATA = '('", "JINJA_ENVIRONMENT = 3",
        "ARTICLE_SAVE_AS = '../{slug}.html'", "TIMELINE_NLP = 'no_such_model'", "1 / 0", "\0",
        "ARTICLE_URL = '{nonsense}'", "ARTICLE_SAVE_AS = '{nonsense}'", "PAGE_URL = '{x'", "ARTICLE_URL = '{0}'",
        "ARTICLE_URL = '{slug.x}'", "PAGE_SAVE_AS = '{nonsense}/index.html'", "DEFAULT_LANG = ''",
        "STATIC_URL = '{nonsense}'", "CATEGORY_URL = '{nonsense}'", "TAG_URL = 3", "AUTHOR_SAVE_AS = '{'", "STATIC_URL = '{0}'",
        "if True: CATEGORY_URL = '{}'", "MARKDOWN = {'extensions': ['no.such']}", "SITEURL = 'javascript:alert(1)'",
        "PATH_METADATA = '('", "DEFAULT_DATE_FORMAT = 3", "FORMATTED_FIELDS = 3", "TYPOGRIFY = True", "SUMMARY_MAX_LENGTH = 'x'",
        "DEFAULT_PAGINATION = 'x'", "ARTICLE_ORDER_BY = 'nonsense'", "LOCALE = 'xx_XX'", "CATEGORY_REGEX_SUBSTITUTIONS = ['(']",
        "SLUG_REGEX_SUBSTITUTIONS = 3", "READERS = {'md': 3}", "PAGINATION_PATTERNS = 3", "DEFAULT_METADATA = 3",
    ],
)  # fmt: skip
def test_settings(tmp_path, line):
    site = sites.make(tmp_path / "site", **{"pelicanconf.py": sites.CONF + line + "\n"})
    outcome = timeline("build", cwd=site)
    assert outcome.code in (0, 1) and "bug" not in outcome.err and "Traceback" not in outcome.err, outcome.err
    here = sites.CONF.count("\n") + 1
    assert outcome.code == 0 or re.search(rf"^pelicanconf\.py:{here}:\d+: error\[", outcome.err, re.MULTILINE), outcome.err
    assert "Docutils" not in outcome.out + outcome.err


@QUICK
@given(st.text(max_size=60))
def test_settings_of_any_text(tmp_path_factory, text):
    site = tmp_path_factory.mktemp("conf")
    sites.write(site, "pelicanconf.py", "'''" + text.replace("'", "").replace("\\", "") + "'''\nPATH = '.'\n")
    with contextlib.suppress(TimelineError):
        open_site(site)
