"""Pagefind's index is published with the pages it is of; where it cannot be made, that is a warning and the old one stays."""

import gzip

import pytest

from timeline.site import fulltext

pytest.importorskip("pagefind")
ARTICLE = "Title: A wall {}\nDate: 1961-05-03\n\nThe wall {} on Wednesday.\n"
EVENT = "- id: a-wall-falls-abcd\n  date: 1961-05-03\n  title: A wall {}\n"
ENTRY = "search/pagefind/pagefind-entry.json"


def texts(site):
    """Return what the index says, all fragments together."""
    return b"".join(gzip.decompress(data) for path, data in site.files().items() if path.endswith(".pf_fragment"))


@pytest.fixture
def wall(site):
    site.write("content/articles/a.md", ARTICLE.format("falls", "falls"))
    site.write("content/events/a.yaml", EVENT.format("falls"))
    site.build()
    return site


def test_the_index_follows_the_pages(wall):
    assert b"A wall falls" in texts(wall)
    before = wall.files()
    assert {"search/pagefind/pagefind.js", ENTRY} <= set(before)
    wall.build()
    assert wall.files() == before
    wall.write("content/articles/a.md", ARTICLE.format("stands", "stands"))
    wall.build()
    assert b"A wall stands" in texts(wall)
    assert b"wall falls" not in texts(wall)
    assert not list(wall.folder.glob(".timeline/pagefind*"))


def test_a_site_without_articles_has_no_index(wall, monkeypatch):
    (wall.folder / "content/articles/a.md").unlink()
    monkeypatch.setattr(fulltext, "index", None)
    assert not wall.build().problems
    assert not (wall.output / "search/pagefind").exists()
    assert (wall.output / "search/index.html").is_file()


def test_a_failure_is_a_warning_and_leaves_the_old_index_until_the_next_build(wall, monkeypatch):
    before = texts(wall)
    wall.write("content/articles/a.md", ARTICLE.format("stands", "stands"))
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/bin/true")
    (problem,) = wall.build().problems
    assert (problem.code, problem.severity) == ("no-full-text", "warning")
    assert texts(wall) == before
    assert b"stands" in b"".join(wall.files().values())
    monkeypatch.delenv("PAGEFIND_BINARY_PATH")
    assert not wall.build().problems
    assert b"A wall stands" in texts(wall)


def test_a_preview_leaves_the_index_to_the_next_build(wall):
    before = texts(wall)
    wall.write("content/articles/a.md", ARTICLE.format("stands", "stands"))
    wall.build(durable=False)
    assert texts(wall) == before
    wall.build()
    assert b"A wall stands" in texts(wall)


def test_files_of_the_index_that_went_missing_are_made_again(wall):
    before = wall.files()
    (wall.output / ENTRY).unlink()
    wall.write("content/events/a.yaml", EVENT.format("falls") + "# a note\n")
    wall.build()
    assert wall.files() == before


def test_an_edit_of_events_leaves_the_index_alone(wall, monkeypatch):
    before = texts(wall)
    monkeypatch.setattr(fulltext, "index", None)
    wall.write("content/events/a.yaml", EVENT.format("trembles"))
    assert "a-wall-falls-abcd" in "".join(wall.build().changed)
    assert texts(wall) == before


def test_an_answer_that_cannot_be_read_is_no_index(tmp_path, monkeypatch):
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\nprintf nonsense,\ncat > /dev/null\n")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    with pytest.raises(fulltext.NoIndexError, match="cannot be read"):
        fulltext.index([])
