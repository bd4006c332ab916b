"""What is known of published folders: enough to see that a file went, without looking at every one."""

import shutil

import pytest

from timeline.site import folders

PAGES = ("index.html", "2019/index.html", "2019/12/index.html", "events/a/index.html", "events/b/index.html", "data/events.json")


@pytest.fixture
def site(tmp_path):
    for path in PAGES:
        (tmp_path / "output" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "output" / path).write_text(path)
    remembered(tmp_path, {}, PAGES)
    return tmp_path


def remembered(site, before, paths):
    folders.remember(site / "output", site / ".timeline", before, paths)


def known(site):
    return folders.known(site / "output", site / ".timeline")


def test_a_page_is_looked_for_by_its_folder():
    assert [folders.place(path) for path in PAGES] == [
        ("", "index.html"),
        ("2019", "index.html"),
        ("2019", "12"),
        ("events", "a"),
        ("events", "b"),
        ("data", "events.json"),
    ]


@pytest.mark.parametrize("gone", ["index.html", "2019/index.html", "2019/12", "events/a", "data/events.json", "data", "2019"])
def test_what_went_is_seen(site, gone):
    assert set(known(site)) == {"", "2019", "events", "data"}
    path = site / "output" / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert not known(site)


def test_what_was_written_anew_is_still_there(site):
    page = site / "output" / "2019/index.html"
    page.unlink()
    page.write_text("new")
    (site / "output" / "2019/12/index.html").write_text("new")
    assert known(site)


def test_folders_that_come_and_go_are_followed(site):
    before = known(site)
    (site / "output/tags/navy").mkdir(parents=True)
    shutil.rmtree(site / "output/2019")
    remembered(site, before, ["tags/navy/index.html", "2019/index.html"])
    assert set(known(site)) == {"", "tags", "events", "data"}
    (site / "output/tags/navy").rmdir()
    assert not known(site)


def test_another_output_folder_is_another_site(site):
    shutil.copytree(site / "output", site / "other")
    assert not folders.known(site / "other", site / ".timeline")
