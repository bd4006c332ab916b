"""`timeline init`: a new folder, and somebody's Pelican site that must not lose or change anything."""

import re

import pytest

from tests.command import timeline
from tests.plugins import disconnect_sitemap
from timeline.sitefolder import open_site

CONF = 'PATH = "content"\nTIMEZONE = "UTC"\nSITENAME = "A blog"\nPLUGINS = ["sitemap"]'


@pytest.fixture(autouse=True)
def no_plugins_left():
    """A site that lists no plugins gets all that are installed."""
    yield
    disconnect_sitemap()


@pytest.fixture
def blog(tmp_path):
    (tmp_path / "pelicanconf.py").write_text(CONF)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "timeline.md").write_text("Title: Timeline\nDate: 2024-05-06\n\nOur own page of this name.\n")
    (tmp_path / "netlify.toml").write_text("# ours\n")
    return tmp_path


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_new_folder(tmp_path):
    outcome = timeline("init", "mysite", cwd=tmp_path)
    assert outcome.code == 0
    assert "timeline serve" in outcome.err
    site = open_site(tmp_path / "mysite")
    assert (site.content / "articles").is_dir()
    for name in (".gitignore", ".timeline/.gitignore", ".github/workflows/pages.yml", "netlify.toml", ".gitlab-ci.yml"):
        assert (site.root / name).is_file()


def test_new_folder_keeps_what_is_there(tmp_path):
    (tmp_path / "netlify.toml").write_text("# mine\n")
    outcome = timeline("init", ".", cwd=tmp_path)
    assert (tmp_path / "netlify.toml").read_text() == "# mine\n"
    assert "1 file of yours kept" in outcome.err


def test_twice_changes_nothing(tmp_path):
    timeline("init", ".", cwd=tmp_path)
    before = tree(tmp_path)
    assert timeline("init", ".", cwd=tmp_path).code == 0
    assert tree(tmp_path) == before


def test_existing_site_only_gains(blog):
    before = tree(blog)
    outcome = timeline("init", ".", cwd=blog)
    assert outcome.code == 0
    after = tree(blog)
    assert after.pop("pelicanconf.py").startswith(before.pop("pelicanconf.py") + b"\n")
    assert before.items() <= after.items()
    site = open_site(blog)
    assert site.pelican["PLUGINS"] == ["sitemap", "timeline"]
    assert site.settings.prefix == "chronology/", "timeline.md has the first choice already"
    assert "chronology/" in outcome.err
    again = tree(blog)
    assert timeline("init", ".", cwd=blog).code == 0
    assert tree(blog) == again


def test_a_file_in_the_way(tmp_path):
    (tmp_path / "mysite").write_text("")
    outcome = timeline("init", "mysite", cwd=tmp_path)
    assert outcome.code == 1
    assert "choose another name" in outcome.err


def test_existing_site_builds_beside_what_it_had(tmp_path):
    (tmp_path / "pelicanconf.py").write_text('PATH = "content"\nTIMEZONE = "UTC"\nSITEURL = "https://example.org"\n')
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "post.md").write_text("Title: A post\nDate: 2024-05-06\n\nThe storm reached the town on Sunday.\n")
    assert timeline("init", ".", cwd=tmp_path).code == 0
    outcome = timeline("build", cwd=tmp_path)
    assert outcome.code == 0, outcome.err
    assert "1 event proposed → timeline review" in outcome.err
    post = (tmp_path / "output" / "a-post.html").read_text(encoding="utf-8")
    assert "The storm reached the town" in post
    assert "chronicle" not in post, "the site keeps its own theme"
    assert "storm reached the town" in (tmp_path / "output" / "timeline" / "2024" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["notmyidea", "simple", "mine"])
def test_the_pages_of_a_foreign_theme_find_their_styles(tmp_path, theme):
    """Its own styles stay as they are, whatever they are called; ours stand beside our pages."""
    mine = tmp_path / "mine" / "static" / "css" / "page.css"
    mine.parent.mkdir(parents=True)
    mine.write_text("/* mine */")
    for name in ("index", "article", "page", "category", "categories", "tag", "tags", "author", "authors", "archives"):
        (tmp_path / "mine" / "templates").mkdir(exist_ok=True)
        (tmp_path / "mine" / "templates" / f"{name}.html").write_text("<html><title>mine</title></html>")
    settings = f'PATH = "content"\nTIMEZONE = "UTC"\nRELATIVE_URLS = True\nTHEME = "{theme}"\n'
    (tmp_path / "pelicanconf.py").write_text(settings)
    (tmp_path / "content").mkdir()
    assert timeline("init", ".", cwd=tmp_path).code == 0
    assert timeline("build", cwd=tmp_path).code == 0
    output = tmp_path / "output"
    pages = [output / "timeline" / "index.html", *(output / "timeline" / "events").glob("*/index.html")]
    assert len(pages) == 2
    for page in pages:
        found = re.findall(r'(?:stylesheet" href|script type="module" src)="([^"]+)"', page.read_text(encoding="utf-8"))
        assert len(found) > 4
        assert not [name for name in found if not (page.parent / name).is_file()]
    if theme == "mine":
        assert (output / "theme" / "css" / "page.css").read_text() == "/* mine */"
