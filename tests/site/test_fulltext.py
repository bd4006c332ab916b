"""Pagefind's index is made beside the old one and then takes its place; where it cannot be made, that is a warning."""

import pytest

from timeline.site import fulltext

pytest.importorskip("pagefind")

PAGE = '<!doctype html><html lang="en"><title>A</title><main data-pagefind-body><h1>Falls</h1><p>{}</p></main></html>'


def test_made_only_when_something_changed(tmp_path):
    output, cache = tmp_path / "output", tmp_path / "cache"
    (output / "search").mkdir(parents=True)
    cache.mkdir()
    (output / "index.html").write_text(PAGE.format("A foreman"))
    assert fulltext.refresh(output, "", cache, changed=False) is None
    entry = output / fulltext.FOLDER / "pagefind-entry.json"
    first = entry.read_bytes()
    (output / "index.html").write_text(PAGE.format("Another word"))
    fulltext.refresh(output, "", cache, changed=False)
    assert entry.read_bytes() == first
    fulltext.refresh(output, "", cache, changed=True)
    assert entry.read_bytes() != first
    assert list(cache.iterdir()) == []


def test_a_failure_is_a_warning_and_leaves_the_old_index(tmp_path):
    output, cache = tmp_path / "output", tmp_path / "cache"
    (output / fulltext.FOLDER).mkdir(parents=True)
    (output / fulltext.FOLDER / "old").touch()
    cache.mkdir()
    problem = fulltext.refresh(output, "", cache, changed=True)
    assert problem is not None
    assert (problem.code, problem.severity) == ("no-full-text", "warning")
    assert (output / fulltext.FOLDER / "old").exists()


def test_without_a_search_page_nothing_is_done(tmp_path):
    assert fulltext.refresh(tmp_path, "", tmp_path, changed=True) is None
