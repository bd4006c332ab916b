"""`timeline publish`: the built site on a branch of its own, in a repository beside; nothing leaves this machine."""

import shutil
import subprocess

import pytest

from tests.command import timeline

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder, *args):
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *who, *args], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def site(tmp_path, monkeypatch):
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.org")
    root = tmp_path / "mysite"
    (root / "content" / "events").mkdir(parents=True)
    (root / "pelicanconf.py").write_text('PATH = "content"\nTIMEZONE = "UTC"\n')
    (root / "output").mkdir()
    (root / "output" / "index.html").write_text("<p>Moon</p>")
    return root


def test_publishes_to_a_branch_of_a_remote(site, tmp_path):
    git(tmp_path, "init", "--bare", "host.git")
    git(site, "init")
    git(site, "remote", "add", "origin", str(tmp_path / "host.git"))
    outcome = timeline("publish", cwd=site)
    assert outcome.code == 0, outcome.err
    assert git(tmp_path / "host.git", "show", "gh-pages:index.html") == "<p>Moon</p>"
    assert ".nojekyll" in git(tmp_path / "host.git", "ls-tree", "--name-only", "gh-pages")


def test_without_push(site):
    git(site, "init")
    outcome = timeline("publish", "--no-push", "--branch", "pages", cwd=site)
    assert outcome.code == 0, outcome.err
    assert "git push origin pages" in outcome.err
    assert git(site, "show", "pages:index.html") == "<p>Moon</p>"


@pytest.mark.parametrize(
    ("missing", "code"), [("site", "not-built"), ("git", "no-git"), ("remote", "no-remote"), ("host", "not-published")]
)
def test_says_what_is_missing(site, tmp_path, missing, code):
    if missing == "site":
        (site / "output" / "index.html").unlink()
    if missing != "git":
        git(site, "init")
    if missing == "host":
        git(site, "remote", "add", "origin", str(tmp_path / "nowhere.git"))
    outcome = timeline("publish", cwd=site)
    assert outcome.code == 1
    assert f"error[{code}]" in outcome.err


def test_without_the_extra(site, monkeypatch):
    monkeypatch.setattr("timeline.cli.publish.find_spec", lambda name: None)
    outcome = timeline("publish", cwd=site)
    assert 'error[no-extra]: publishing needs one more package (pip install "pelican-timeline[publish]")' in outcome.err


def test_an_error_in_the_sources_keeps_the_site_back(site):
    git(site, "init")
    (site / "content" / "a.md").write_text("Title: A\n\nNo date.\n")
    outcome = timeline("publish", "--no-push", cwd=site)
    assert outcome.code == 1
    assert "Nothing was published" in outcome.err
