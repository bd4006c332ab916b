"""Markdown files are rendered once, for extraction and for Pelican, and again only when they change."""

import shutil

import pytest
from markdown import Markdown

from timeline import pipeline
from timeline.sitefolder import open_site

ARTICLE = """
    Title: The *flood* of {n}
    Date: 2019-12-{n}
    Tags: river, Town Hall
    Authors: Ann Berg; Tom Reed
    Summary: What *happened* there

    The council closed the bridge on Sunday, see [the other]({{filename}}b.md).
    """
DOUBLED = "    Title: Twice\n    Slug: one\n    Slug: two\n    Date: 2019-12-12\n\n    It rained on Sunday.\n"


@pytest.fixture
def small(site):
    site.write("content/articles/a.md", ARTICLE.format(n=11))
    site.write("content/articles/b.md", ARTICLE.format(n=12))
    site.write("content/pages/contact.md", "Title: Contact\n\nWrite to *us*.\n")
    return site


@pytest.fixture
def rendered(monkeypatch):
    """The texts that were rendered."""
    texts, convert = [], Markdown.convert
    monkeypatch.setattr(Markdown, "convert", lambda self, text: texts.append(text) or convert(self, text))
    return texts


def build(small):
    outcome = pipeline.build(open_site(small.folder))
    assert not [problem for problem in outcome.problems if problem.severity == "error"], outcome.problems
    return outcome.problems


def clean(small):
    """Return the files as a build makes them that knows nothing of earlier ones."""
    shutil.rmtree(small.folder / ".timeline")
    shutil.rmtree(small.output)
    build(small)
    return small.files()


def test_extraction_and_pelican_render_a_file_once(small, rendered):
    build(small)
    bodies = [text for text in rendered if "bridge" in text or "Write to" in text]
    assert len(bodies) == 3
    rendered.clear()
    small.replace("content/articles/a.md", "bridge", "road")
    build(small)
    assert [("road" in text, "bridge" in text) for text in rendered if "closed" in text or "Write" in text] == [(True, False)]
    assert "closed the road" in small.read("articles/the-flood-of-11/index.html").replace("</mark>", "")
    assert small.files() == clean(small)


def test_plain_pelican_uses_them_too_and_makes_the_same(small, rendered):
    build(small)
    made = small.files()
    rendered.clear()
    shutil.rmtree(small.output)
    small.pelican()
    assert not [text for text in rendered if "closed" in text]
    assert {path: data for path, data in small.files().items() if path.endswith(".html")} == {
        path: data for path, data in made.items() if path.endswith(".html")
    }


def test_what_pelican_warns_of_is_said_each_time(small):
    small.write("content/articles/twice.md", DOUBLED)
    said = build(small)
    assert any("slug" in problem.message.lower() for problem in said)
    small.replace("content/articles/a.md", "bridge", "road")
    assert build(small) == said


@pytest.mark.parametrize(
    "setting",
    [
        'MARKDOWN = {"extensions": ["other_words"]}',
        'MARKDOWN = {"extension_configs": {"toc": {"slugify": lambda text, separator: "x"}}}',
    ],
)
def test_an_extension_of_others_may_read_anything(small, rendered, monkeypatch, setting):
    small.write(
        "other_words.py",
        """
        from markdown.extensions import Extension


        class Other(Extension):
            def extendMarkdown(self, md):
                pass


        makeExtension = Other
        """,
    )
    monkeypatch.syspath_prepend(small.folder)
    small.write("pelicanconf.py", small.conf + setting + "\n")
    build(small)
    rendered.clear()
    small.replace("content/articles/a.md", "bridge", "road")
    build(small)
    assert len([text for text in rendered if "bridge" in text]) == 1  # the other article


def test_other_settings_read_anew(small, rendered):
    build(small)
    rendered.clear()
    small.write("pelicanconf.py", small.conf + 'MARKDOWN = {"extensions": ["smarty"]}\n')
    build(small)
    assert len([text for text in rendered if "bridge" in text]) == 2
    assert small.files() == clean(small)


@pytest.mark.parametrize("how", range(3))
def test_what_was_kept_and_is_broken_is_read_anew(small, how):
    build(small)
    kept = small.folder / ".timeline" / "readings.ledger"
    data = kept.read_bytes()
    at = len(data) - 40
    kept.write_bytes((data[:at], b"", data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])[how])
    small.replace("content/articles/a.md", "bridge", "road")
    build(small)
    assert small.files() == clean(small)


def test_a_file_that_went_is_forgotten(small):
    build(small)
    kept = small.folder / ".timeline" / "readings.ledger"
    assert b"articles/b.md" in kept.read_bytes()
    (small.folder / "content/articles/b.md").unlink()
    small.replace("content/articles/a.md", "see [the other]({filename}b.md)", "no more")
    build(small)
    assert b"articles/b.md" not in kept.read_bytes()
