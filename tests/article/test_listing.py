"""Articles from the cache: always what the files say, without reading what has not changed, and without Pelican."""

import subprocess
import sys

import pytest
from hypothesis import given, settings

from tests import edits
from timeline import article
from timeline.article import loading
from timeline.article.cache import Cache
from timeline.atomic import ChangedMeanwhileError

CONF = {"ARTICLE_PATHS": ["articles"], "PAGE_PATHS": ["pages"]}
RAIN = "Title: Rain\nDate: 2019-12-30\n\nIt rained on Sunday.\n"
SNOW = "Title: Snow\nDate: 2019-12-31\nTimeline: winter\nLang: de\n\nEs schneite **am Sonntag**.\n"
DRAFT = "Status: draft\n" + RAIN
TEXTS = (RAIN, SNOW, RAIN.replace("rained", "snowed"), DRAFT, "Title: No date\n\nx\n", "Slug: a/b\n" + RAIN, "")


def told(content, cache=None, conf=CONF):
    listed, problems = article.list_all(content, conf, cache=cache)
    others = list(article.check_others(content, conf, cache=cache))
    made = [each.article() for each in listed]
    for each, whole in zip(listed, made, strict=True):
        assert (each.path, each.digest, each.slug, each.lang) == (whole.path, whole.digest, whole.slug, whole.lang)
        assert (each.timeline, each.status, each.length) == (whole.timeline, whole.status, len(whole.text))
    return made, problems, others


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    for name, text in {
        **{f"articles/{number}.md": text for number, text in enumerate(TEXTS)},
        "articles/a-b/x.md": SNOW,
        "articles/a/x.md": SNOW,
        "pages/about.md": "Title: About\nslug: a/b\n\n[x]({static}/../../x)\n",
        "pages/latin.md": "Title: A\n\n\xe9\n",
        "timelines/winter.md": "Title: Winter\nsave_as: ../x.html\n\nCold.\n",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="latin-1")
    return folder


def test_the_cache_says_what_the_files_say(content, tmp_path, monkeypatch):
    plain = told(content)
    assert [each.path for each in plain[0]][-2:] == ["articles/a/x.md", "articles/a-b/x.md"]
    assert {p.code for p in plain[1]} == {"no-date", "bad-slug", "same-address", "no-title"}
    assert {p.code for p in plain[2]} == {"bad-slug", "outside-content", "not-utf8", "outside-output"}
    for folder, kept in (("a", 100), ("b", 1)):
        monkeypatch.setattr(loading, "KEPT", kept)
        assert told(content, tmp_path / folder) == plain
        assert told(content, tmp_path / folder) == plain


def test_what_is_unchanged_is_neither_read_nor_rendered(content, tmp_path, monkeypatch):
    for path in content.rglob("*.md"):
        if not path.read_bytes().startswith((RAIN.encode(), SNOW.encode())):
            path.unlink()
    edits.age(content)
    plain = told(content, tmp_path)
    monkeypatch.setattr(loading, "read", lambda *_: pytest.fail("a file was read"))
    monkeypatch.setattr(Cache, "reader", property(lambda _: pytest.fail("Pelican was asked")))
    assert told(content, tmp_path) == plain


def test_pelican_is_not_even_imported_where_nothing_changed(content, tmp_path):
    (content / "articles" / "4.md").unlink()
    (content / "articles" / "5.md").unlink()
    (content / "articles" / "6.md").unlink()
    code = (
        "import sys; from pathlib import Path; from timeline import article\n"
        f"found = article.list_all(Path('content'), {CONF!r}, cache=Path('.'))[0]\n"
        "print(len(found), found[0].article().title, 'pelican' in sys.modules)"
    )
    said = [
        subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True).stdout.strip()
        for _ in range(2)
    ]
    assert said == ["5 Rain True", "5 Rain False"]


def test_settings_that_changed_are_followed(content, tmp_path):
    for conf in (
        CONF,
        {**CONF, "ARTICLE_EXCLUDES": ["articles/a"]},
        {**CONF, "IGNORE_FILES": ["1*"]},
        {**CONF, "DEFAULT_LANG": "fr"},
    ):
        assert told(content, tmp_path, conf) == told(content, None, conf)
        assert told(content, tmp_path, {**conf, "SITENAME": "Other"}) == told(content, None, conf)


@pytest.mark.parametrize("name", [loading.ARTICLES, loading.OTHERS])
def test_any_damage_to_the_cache_is_survived(content, tmp_path, name):
    edits.age(content)
    plain = told(content, tmp_path)
    whole = (tmp_path / name).read_bytes()
    for at in range(0, len(whole), max(len(whole) // 15, 1)):
        (tmp_path / name).write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert told(content, tmp_path) == plain


def test_a_damaged_body_of_an_article_edited_since_is_told(content, tmp_path):
    edits.age(content)
    article.list_all(content, CONF, cache=tmp_path)
    ledger = tmp_path / loading.ARTICLES
    ledger.write_bytes(ledger.read_bytes()[:-4] + b"\0\0\0\0")
    listed, _ = article.list_all(content, CONF, cache=tmp_path)
    (content / listed[-1].path).write_text(RAIN)
    with pytest.raises(ChangedMeanwhileError, match=r"content/articles/a-b/x.md"):
        listed[-1].article()


@settings(deadline=None, max_examples=15)
@given(steps=edits.steps(TEXTS, 4))
def test_after_any_edits_the_cache_says_what_the_files_say(tmp_path_factory, steps):
    content = tmp_path_factory.mktemp("site") / "content"
    paths = [content / name for name in ("articles/a.md", "articles/t/b.md", "articles/t/c.rst", "pages/d.md")]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
    for step, one, two, text in steps:
        edits.act(step, paths[one], paths[two], text)
        if step == "look":
            told(content, content.parent)
    assert told(content, content.parent) == told(content)
    assert told(content, content.parent) == told(content)
