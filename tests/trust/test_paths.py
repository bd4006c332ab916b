"""Names, links and settings that try to lead out of the site, and files that are none."""

import os
import subprocess
import sys

import pytest

from tests.command import timeline
from tests.trust import sites

KINDS = ("articles/river/a.md", "pages/a.md", "images/a.txt", "events/a.yaml", "timelines/a.md", "names.yaml")
HEAD = "Title: A\nDate: 2024-05-06\n"
OUTSIDE = {
    "slug": (f"{HEAD}Slug: ../../../x\n\nIt rained on Sunday.\n", "bad-slug"),
    "slug with a slash": (f"{HEAD}Slug: /etc/x\n\nIt rained.\n", "bad-slug"),
    "slug with a backslash": (f"{HEAD}Slug: ..\\x\n\nIt rained.\n", "bad-slug"),
    "slug with a NUL": (f"{HEAD}Slug: a\0b\n\nIt rained.\n", "control-character"),
    "save_as": (f"{HEAD}Save_as: ../../x.html\n\nIt rained.\n", "outside-output"),
    "absolute save_as": (f"{HEAD}Save_as: /tmp/timeline-trust.html\n\nIt rained.\n", "outside-output"),
    "url": (f"{HEAD}Url: ../../x/\nSave_as: ../x.html\n\nIt rained.\n", "outside-output"),
    "static": (f"{HEAD}\n[x]({{static}}/../../secret.txt)\n", "outside-content"),
    "attach": (f"{HEAD}\n[x]({{attach}}../../../secret.txt)\n", "outside-content"),
    "escaped static": (f"{HEAD}\n[x]({{static}}/..%2f..%2fsecret.txt)\n", "outside-content"),
    "old static": (f"{HEAD}\n[x](|static|/../../secret.txt)\n", "outside-content"),
}


@pytest.mark.parametrize("case", OUTSIDE)
@pytest.mark.parametrize("kind", ["articles/river", "pages"])
def test_no_article_or_page_leads_out(tmp_path, case, kind):
    text, code = OUTSIDE[case]
    site = sites.make(tmp_path / "deep" / "site", **{f"content/{kind}/a.md": text})
    (tmp_path / "secret.txt").write_text("SECRET")
    (tmp_path / "deep" / "secret.txt").write_text("SECRET")
    before = sites.tree(tmp_path)
    outcome = timeline("build", cwd=site)
    assert outcome.code == 1, outcome.err
    assert f"content/{kind}/a.md:" in outcome.err and f"[{code}]" in outcome.err, outcome.err
    after = {path: data for path, data in sites.tree(tmp_path).items() if "/.timeline/" not in path and "/.vscode/" not in path}
    assert {path for path in after.keys() - before.keys() if not path.startswith("deep/site/content/events/")} == set()
    assert not os.path.exists("/tmp/timeline-trust.html")  # noqa: PTH110


def test_code_may_show_such_a_link(tmp_path):
    text = f"{HEAD}\nWrite `{{static}}/../../a`, or\n\n```\n[x]({{static}}/../../a)\n```\n"
    site = sites.make(tmp_path / "site", **{"content/pages/a.md": text})
    assert timeline("check", cwd=site).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("kind", KINDS)
def test_no_link_lets_a_file_from_elsewhere_in(tmp_path, kind):
    secret = {"yaml": "- {date: 2024, title: SECRETWORD}", "md": f"{HEAD}\nSECRETWORD\n", "txt": "SECRETWORD"}
    sites.write(tmp_path, f"secret.{kind.rpartition('.')[2]}", secret[kind.rpartition(".")[2]])
    site = sites.make(tmp_path / "site")
    (site / "content" / kind).unlink(missing_ok=True)
    (site / "content" / kind).symlink_to(tmp_path / f"secret.{kind.rpartition('.')[2]}")
    outcome = timeline("build", cwd=site)
    assert outcome.code in (0, 1)
    assert not [path for path, data in sites.tree(site / "output").items() if b"SECRETWORD" in data], outcome.err
    assert outcome.code == 1 and "outside-content" in outcome.err, "and it is said"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
@pytest.mark.parametrize("kind", KINDS)
def test_a_pipe_is_never_waited_for(tmp_path, kind):
    site = sites.make(tmp_path / "site")
    (site / "content" / kind).unlink(missing_ok=True)
    os.mkfifo(site / "content" / kind)
    command = [sys.executable, "-m", "timeline", "build"]
    ended = subprocess.run(command, cwd=site, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1 and "not-a-file" in ended.stderr, ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_loop_of_links_ends(tmp_path):
    site = sites.make(tmp_path / "site")
    for folder in ("articles/river", "images", "pages", "events/river"):
        (site / "content" / folder / "again").symlink_to(site / "content", target_is_directory=True)
        (site / "content" / folder / "self.md").symlink_to("self.md")
    outcome = timeline("build", cwd=site)
    assert outcome.code == 1 and outcome.err.count("[not-a-file]") == outcome.err.count("[broken-link]") == 4, outcome.err


ODD = ["a b.md", "ä–ö.md", "-rf.md", "a'b\"c.md", "a&b<c>.md", "a%2e%2e.md", "con.md", "ａ.md", "𝒜.md", "a\u202eb.md", "a\nb.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="not names there")
def test_odd_file_names(tmp_path):
    files = {
        f"content/articles/river/{name}": f"Title: Odd {i}\nDate: 2024-05-06\n\nIt rained on Sunday.\n"
        for i, name in enumerate(ODD)
    }
    site = sites.make(tmp_path / "site", **files)
    outcome = timeline("build", cwd=site)
    assert outcome.code == 0, outcome.err
    assert all(any(path.startswith(f"articles/odd-{i}/") for path in sites.tree(site / "output")) for i in range(len(ODD)))
    assert timeline("build", cwd=site).code == 0
    assert "0 events" not in outcome.err and timeline("extract", "--check", cwd=site).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="not names there")
def test_a_name_that_is_no_text(tmp_path):
    site = sites.make(tmp_path / "site")
    with open(os.fsencode(site / "content/articles/river") + b"/\xff\xfe.md", "w") as file:  # noqa: PTH123
        file.write(f"{HEAD}\nIt rained on Sunday.\n")
    for verb in ("check", "extract", "build"):
        outcome = timeline(verb, cwd=site)
        assert outcome.code == 1 and "bad-name" in outcome.err, outcome.err


OUTPUTS = ["content", ".", "..", "content/..", "content/articles", "themes/mine", "/", "content/events/out"]


@pytest.mark.parametrize("output", OUTPUTS)
def test_the_site_is_never_written_over_its_sources(tmp_path, output):
    conf = sites.CONF.replace('"output"', repr(output)) + ("THEME = 'themes/mine'\n" if "themes" in output else "")
    site = sites.make(tmp_path / "site", **{"pelicanconf.py": conf, "themes/mine/templates/index.html": "mine"})
    before = sites.tree(tmp_path)
    outcome = timeline("build", cwd=site)
    assert outcome.code == 1 and "pelicanconf.py:5:" in outcome.err and "[bad-setting]" in outcome.err, outcome.err
    assert sites.tree(tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_an_output_folder_that_is_a_link_to_the_sources(tmp_path):
    site = sites.make(tmp_path / "site")
    (site / "output").symlink_to(site / "content", target_is_directory=True)
    before = sites.tree(tmp_path)
    assert timeline("build", cwd=site).code == 1
    assert sites.tree(tmp_path) == before


LEADING_OUT = """\
STATIC_SAVE_AS = '../{path}'
THEME_STATIC_DIR = '../../theme'
INDEX_SAVE_AS = '../x.html'
FEED_ALL_ATOM = '../feed.xml'
CATEGORY_FEED_ATOM = '/tmp/{slug}.xml'
EXTRA_PATH_METADATA = {'images/dot.png': {'path': '../../evil.png'}}
STATIC_PATHS = ['../..']
ARTICLE_PATHS = ['..']
PAGE_PATHS = ['/tmp']
TEMPLATE_PAGES = {'../secret.html': 'x.html'}
TEMPLATE_PAGES = {'x.html': '../x.html'}
ARTICLE_SAVE_AS = 'a\\\\..\\\\..\\\\x.html'
TAG_SAVE_AS = 'C:/x.html'
TIMELINE_PREFIX = '../x'
TIMELINE_PREFIX = 'a/../../x'""".splitlines()


@pytest.mark.parametrize("line", LEADING_OUT)
def test_no_setting_leads_out(tmp_path, line):
    site = sites.make(tmp_path / "deep" / "site", **{"pelicanconf.py": f"{sites.CONF}{line}\n"})
    sites.write(tmp_path / "deep", "secret.html", "SECRET")
    before = sites.tree(tmp_path)
    outcome = timeline("build", cwd=site)
    assert outcome.code == 1, outcome.err
    assert f"pelicanconf.py:{sites.CONF.count(chr(10)) + 1}:1: error[bad-setting]" in outcome.err, outcome.err
    assert sites.tree(tmp_path) == before


def test_what_stands_where_the_site_should_be_is_not_removed(tmp_path):
    site = sites.make(tmp_path / "site", **{"output": "My own words.\n"})
    outcome = timeline("build", cwd=site)
    assert outcome.code == 1 and "output is a file, where the folder of the site should be" in outcome.err, outcome.err
    assert (site / "output").read_text() == "My own words.\n"


INSERTIONS = [
    "include:: {secret}",
    "include:: ../../../../secret.txt",
    "include:: {secret}\n   :literal:",
    "raw:: html\n   :file: {secret}",
    "raw:: html\n   :url: file://{secret}",
    "csv-table::\n   :file: {secret}",
    "csv-table::\n   :url: file://{secret}",
]


@pytest.mark.parametrize("directive", INSERTIONS)
@pytest.mark.parametrize("kind", ["articles/river", "pages", "timelines"])
def test_restructured_text_publishes_no_other_file(tmp_path, directive, kind):
    text = "A\n#\n\n:date: 2024-05-06\n\n.. " + directive.format(secret=tmp_path / "secret.txt") + "\n"
    site = sites.make(tmp_path / "deep" / "site", **{f"content/{kind}/a.rst": text})
    (tmp_path / "secret.txt").write_text("SECRETWORD")
    outcome = timeline("build", cwd=site)
    assert outcome.code == 1, outcome.err
    assert f"content/{kind}/a.rst:6:1: error[bad-markup]" in outcome.err and "DOCUTILS_SETTINGS" in outcome.err, outcome.err
    assert not [path for path, data in sites.tree(site).items() if b"SECRETWORD" in data]


def test_a_site_may_allow_it(tmp_path):
    conf = sites.CONF + 'DOCUTILS_SETTINGS = {"file_insertion_enabled": True}\n'
    text = "A\n#\n\n:date: 2024-05-06\n\n.. include:: ../../shared.txt\n"
    site = sites.make(tmp_path / "site", **{"content/articles/river/a.rst": text, "pelicanconf.py": conf})
    sites.write(site, "content/shared.txt", "Words for all.")
    assert timeline("build", cwd=site).code == 0
    assert "Words for all." in (site / "output/articles/a/index.html").read_text()


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("image: {src: ../../secret.txt, alt: a}", "4:16"),
        ("image: {src: images/../../secret.txt, alt: a}", "4:16"),
        ("found: [{text: a, article: ../secret.txt}]", "4:30"),
        ("found: [{text: a, article: /etc/passwd}]", "4:30"),
    ],
)
def test_no_path_of_an_event_file_leads_out(tmp_path, line, place):
    event = f"- id: a-aaaa\n  date: 2024\n  title: A\n  {line}\n"
    site = sites.make(tmp_path / "site", **{"content/events/a.yaml": event, "content/events/b.yaml": "article: ../../x.md\n"})
    outcome = timeline("check", cwd=site)
    assert outcome.code == 1
    assert f"content/events/a.yaml:{place}: error[outside-content]" in outcome.err, outcome.err
    assert "content/events/b.yaml:1:10: error[outside-content]: ../../x.md leads out of the content folder" in outcome.err


@pytest.mark.parametrize("line", ["TAG_SAVE_AS = 'tag/{name}.html'", "CATEGORY_SAVE_AS = '{name}.html'"])
def test_no_name_of_a_tag_or_category_leads_out(tmp_path, line):
    article = f"{HEAD}Tags: ../../../../evil\nCategory: ../../evil\n\nIt rained on Sunday.\n"
    site = sites.make(tmp_path / "deep/site", **{"content/articles/a.md": article, "pelicanconf.py": f"{sites.CONF}{line}\n"})
    outcome = timeline("build", cwd=site)
    assert outcome.code == 1 and "error[outside-output]" in outcome.err, outcome.err
    assert not [path for path in sites.tree(tmp_path) if "evil" in path and "deep/site" not in path]


@pytest.mark.parametrize("kind", ["articles", "pages"])
@pytest.mark.parametrize(
    "address", ["theme/css/page.css", "images/dot.png", "data/events.json", "index.html", "search/index.html"]
)
def test_no_article_takes_the_address_of_another_file(tmp_path, kind, address):
    site = sites.make(tmp_path / "site", **{f"content/{kind}/a.md": f"{HEAD}save_as: {address}\n\nIt rained on Sunday.\n"})
    outcome = timeline("build", cwd=site)
    assert outcome.code == 1 and f"content/{kind}/a.md:1:1: error[same-address]" in outcome.err, outcome.err
