"""The frame of the verbs: exit codes, what is printed where, our own bugs, what a run must not import."""

import subprocess
import sys

import pytest

from tests.command import timeline

ARTICLE = "Title: A storm\nDate: 2019-12-30\n\nThe storm reached the town on Sunday.\n"


@pytest.fixture
def site(tmp_path):
    (tmp_path / "content" / "articles").mkdir(parents=True)
    (tmp_path / "pelicanconf.py").write_text('PATH = "content"\nTIMEZONE = "UTC"\nPLUGINS = ["timeline"]\nTIMELINE_NLP = False\n')
    (tmp_path / "content" / "articles" / "storm.md").write_text(ARTICLE)
    return tmp_path


def test_version(tmp_path):
    assert timeline("--version", cwd=tmp_path).out.startswith("timeline ")


@pytest.mark.parametrize("args", [["nonsense"], ["new"], ["tag", "--no-such-option"]])
def test_wrong_usage_is_2(tmp_path, args):
    assert timeline(*args, cwd=tmp_path).code == 2


def test_a_misspelt_verb_is_guessed(tmp_path):
    assert "did you mean 'extract'" in timeline("extrat", cwd=tmp_path).err


def test_a_narrow_code_page_takes_every_character(site):
    """As on Windows, where pipes and files have one; in a process of its own, whose streams are the real ones."""
    import os

    command = [sys.executable, "-m", "timeline", "explain", "on Sunday", "--date", "2019-12-30"]
    env = os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    told = subprocess.run(command, cwd=site, env=env, capture_output=True, check=True)
    assert "“on Sunday” → 2019-12-29" in told.stdout.decode("utf-8")


def test_another_folder(site, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert timeline("extract", "--site", str(site), cwd=elsewhere).code == 0
    assert (site / "content" / "events" / "storm.yaml").is_file()
    assert not list(elsewhere.iterdir())


def test_a_bug_of_ours_is_70_with_a_log(site, monkeypatch):
    monkeypatch.setattr("timeline.pipeline.check", lambda site: 1 / 0)
    outcome = timeline("check", cwd=site)
    assert outcome.code == 70
    assert "Traceback" not in outcome.err
    (log,) = (site / ".timeline").glob("timeline-bug-*.log")
    assert "ZeroDivisionError" in log.read_text()


def test_errors_keep_the_old_site(site):
    assert timeline("build", cwd=site).code == 0
    before = {path: path.read_bytes() for path in (site / "output").rglob("*") if path.is_file()}
    (site / "content" / "articles" / "bad.md").write_text("Title: Bad\n\nx\n")
    (site / "content" / "events" / "bad.yaml").write_text("- {date: 2019-13-01, title: x}\n")
    outcome = timeline("build", cwd=site)
    assert outcome.code == 1
    assert "bad.md:1:1: error[no-date]" in outcome.err
    assert "bad.yaml:1:10: error[bad-date]" in outcome.err
    assert "as it was" in outcome.err
    assert {path: path.read_bytes() for path in (site / "output").rglob("*") if path.is_file()} == before


def test_many_problems_are_counted(site):
    for number in range(120):
        (site / "content" / "articles" / f"{number:03}.md").write_text("Title: A\n\nx\n")
    outcome = timeline("check", cwd=site)
    assert outcome.err.count("error[no-date]") == 100
    assert "… and 20 more" in outcome.err


def test_no_article(site):
    (site / "notes.md").write_text(ARTICLE)
    assert "error[no-article]" in timeline("extract", "notes.md", cwd=site).err


def test_control_characters_do_not_reach_the_terminal(site):
    (site / "content" / "articles" / "bad.md").write_text("Title: A\nDate: \x1b[31mred\u202e\n\nx\n")
    err = timeline("check", cwd=site).err
    assert "\x1b" not in err
    assert "\u202e" not in err
    assert r"\x1b" in err


def test_drafts_are_not_read(site):
    path = site / "content" / "articles" / "storm.md"
    path.write_text("Status: draft\n" + ARTICLE)
    assert timeline("extract", cwd=site).code == 0
    assert not (site / "content" / "events").exists() or not list((site / "content" / "events").rglob("*.yaml"))


def test_nothing_to_do_imports_no_tagger(site):
    timeline("extract", cwd=site)
    program = (
        "import sys; from pathlib import Path; from timeline import pipeline; from timeline.sitefolder import open_site\n"
        "run = pipeline.extract(open_site(Path()))\n"
        "assert not run.drafts.events\n"
        "assert not {'timeline.temporal.tagger', 'spacy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], cwd=site, check=True)


def test_an_event_file_deleted_by_mistake_comes_back(site):
    timeline("extract", cwd=site)
    path = site / "content" / "events" / "storm.yaml"
    before = path.read_text()
    path.unlink()
    timeline("extract", cwd=site)
    assert path.read_text() == before


def test_doctor(site, tmp_path_factory):
    said = timeline("doctor", cwd=site)
    assert said.code == 0
    for word in ("Python", "pelican", "spacy", "TIMELINE_NLP", str(site)):
        assert word in said.out
    assert "no site" in timeline("doctor", cwd=tmp_path_factory.mktemp("empty")).out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(tmp_path, shell):
    outcome = timeline("completion", shell, cwd=tmp_path)
    assert outcome.code == 0
    assert "_TIMELINE_COMPLETE" in outcome.out


@pytest.mark.parametrize("form", ["csv", "json", "ical", "jsonld", "geojson", "tsv", "jsonl"])
def test_export(site, form):
    timeline("extract", cwd=site)
    printed = timeline("export", form, cwd=site)
    assert "2019" in printed.out or form == "geojson"
    timeline("export", form, "-o", "out.txt", cwd=site)
    assert (site / "out.txt").read_text(encoding="utf-8").replace("\r\n", "\n") == printed.out.replace("\r\n", "\n")


def test_new_article_and_event(site):
    assert timeline("new", "A flood", "--date", "2019-12-31", "--timeline", "Storms of 2019", cwd=site).code == 0
    path = site / "content" / "articles" / "storms-of-2019" / "2019-12-31-a-flood.md"
    assert path.read_text() == "Title: A flood\nDate: 2019-12-31\n\n"
    assert timeline("new", "A flood", "--date", "2019-12-31", "--timeline", "Storms of 2019", cwd=site).code == 1
    for title, when in [("The dam: finished", "1968~"), ("#hash", "30/02"), ("A 'quote' \"and\" more", "-0043")]:
        outcome = timeline("new", "--event", title, "--date", when, cwd=site)
        assert outcome.code == (2 if when == "30/02" else 0), outcome.err
    printed = timeline("export", "csv", cwd=site).out
    assert "The dam: finished" in printed
    assert timeline("check", cwd=site).code == 0


def test_new_event_keeps_what_the_file_says(site):
    path = site / "content" / "events" / "by-hand.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    before = "# mine\n- {date: 1990, title: A}   # a comment\n"
    path.write_text(before)
    assert timeline("new", "--event", "B", "--date", "1991", cwd=site).code == 0
    assert path.read_text().startswith(before)
    flow = "{events: [{date: 1990, title: A}]}\n"
    path.write_text(flow)
    assert timeline("new", "--event", "B", "--date", "1991", cwd=site).code == 0
    assert path.read_text() == flow, "another file is begun instead"
    assert (path.parent / "by-hand-2.yaml").is_file()
