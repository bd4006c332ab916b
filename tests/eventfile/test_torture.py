"""Crash loop, as SQLite does it: the 1st, 2nd, 3rd … operation on disk dies or fails, until a run gets through.

After each: every file is as it was or as it was meant to be; the next run ends at the intended result and leaves no litter.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals and limits")
SETTINGS = 'PATH = "content"\nARTICLE_PATHS = ["articles"]\nTIMEZONE = "UTC"\nPLUGINS = ["timeline"]\nTIMELINE_NLP = False\n'
ARTICLE = "Title: Flood {n}\nDate: 2024-05-0{n}\n\n{first} {more}\n"
FIRST = ["The river Tane burst its banks on Sunday.", "The mayor opened the new school on Monday."]
DRIVER = """
import errno, json, os, resource, signal, sys, tempfile

def child(site, how, nth):
    count = 0
    def strike(name):
        nonlocal count
        count += 1
        if count == nth and how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if count == nth and how != "limit":
            raise OSError(getattr(errno, how), os.strerror(getattr(errno, how)), name)
    def hook(event, args):
        if event == "open" and isinstance(args[0], str) and args[0].startswith(site) and args[2] & (os.O_WRONLY | os.O_RDWR):
            strike(args[0])
        elif event in ("os.rename", "os.mkdir", "os.chmod", "os.remove") and str(args[0]).startswith(site):
            strike(str(args[0]))
    fsync = os.fsync
    def struck_fsync(handle):
        strike("fsync")
        fsync(handle)
    os.fsync = struck_fsync
    if how == "limit":
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (nth, resource.RLIM_INFINITY))
    else:
        sys.addaudithook(hook)
    code = 0
    try:
        main(["extract", "--site", site])
    except SystemExit as leaving:
        code = leaving.code or 0
    if how == "limit":
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return code, count

def run(site, how, nth):
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as counted:
        pid = os.fork()
        if not pid:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            code, count = child(site, how, nth)
            os.write(counted.fileno(), str(count).encode())
            sys.stderr.flush()
            os._exit(code)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        said.seek(0)
        counted.seek(0)
        return {"code": status, "said": said.read().decode(), "operations": int(counted.read() or 0)}

from timeline.cli.main import main
try:
    main(["extract", "--site", sys.argv[1]])  # once, so that everything is imported before the forks
except SystemExit:
    pass
for line in sys.stdin:
    print(json.dumps(run(*json.loads(line))), flush=True)
"""


class Runner:
    """A process that has everything imported and forks for each run."""

    def __init__(self, folder):
        folder.mkdir()
        (folder / "pelicanconf.py").write_text(SETTINGS)
        article(folder, 1)
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-c", DRIVER, str(folder)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, env=environment, text=True, **pipes)

    def __call__(self, site, how="EIO", nth=0):
        self.process.stdin.write(json.dumps([str(site), how, nth]) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    runner = Runner(tmp_path_factory.mktemp("runner") / "site")
    yield runner
    runner.close()


def article(site, number, more=""):
    path = site / f"content/articles/a{number}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ARTICLE.format(n=number, first=FIRST[number % 2], more=more))


def files(site):
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in (site / "content").rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def states(tmp_path_factory, run):
    """Return a site before a run (one file to make, one to change), what the run makes of it, and its number of operations."""
    site = tmp_path_factory.mktemp("torture") / "site"
    site.mkdir()
    (site / "pelicanconf.py").write_text(SETTINGS)
    article(site, 6)
    assert run(site)["code"] == 0
    path = site / "content/events/a6.yaml"
    path.write_text(path.read_text().replace("    title:", "    # mine\n    title:"))
    article(site, 6, "Last month the council closed the dam.")
    article(site, 7)
    before = site.with_name("before")
    shutil.copytree(site, before)
    done = run(site)
    assert done["code"] == 0, done
    intended = files(site)
    assert b"# mine" in intended["content/events/a6.yaml"] and len(intended) == len(files(before)) + 1
    return before, intended, done["operations"]


@pytest.mark.parametrize("how", ["kill", "ENOSPC", "EIO"])
def test_any_operation_may_fail(states, run, tmp_path, how):
    before, intended, total = states
    assert total > 10
    for nth in range(1, total + 1, 3 if how == "EIO" else 1):
        site = tmp_path / "site"
        shutil.copytree(before, site)
        done = run(site, how, nth)
        assert "Traceback" not in done["said"], done
        check(run, site, before, intended, f"{how} at operation {nth}")
        shutil.rmtree(site)


def test_any_file_may_be_too_large(states, run, tmp_path):
    before, intended, _ = states
    sizes = sorted({0, 1, 10, *(len(data) // part for data in intended.values() for part in (1, 2))})
    for size in sizes:
        site = tmp_path / "site"
        shutil.copytree(before, site)
        done = run(site, "limit", size)
        assert "Traceback" not in done["said"], done
        check(run, site, before, intended, f"files limited to {size} bytes")
        shutil.rmtree(site)


def check(run, site, before, intended, what):
    old = files(before)
    for name, data in files(site).items():
        if not Path(name).name.startswith(".timeline-new-"):
            assert data in (old.get(name), intended[name]), f"{what}: {name} is neither old nor new"
    again = run(site)
    assert again["code"] == 0, f"{what}: {again}"
    assert files(site) == intended, what
    assert not [p.name for p in (site / ".timeline").iterdir() if p.name.startswith(".timeline-new-")], what


def test_four_at_once_and_an_editor_saving(run, tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "pelicanconf.py").write_text(SETTINGS)
    for number in range(1, 9):
        article(site, number)
    assert run(site)["code"] == 0
    for number in range(1, 9):
        article(site, number, "Last month the council closed the dam.")
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "timeline", "extract", "--site", str(site)]
    runs = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    saved = 0
    while any(process.poll() is None for process in runs):
        path = site / f"content/events/a{saved % 8 + 1}.yaml"
        beside = path.with_name(".saving")
        beside.write_text(path.read_text() + f"# comment {saved}\n")
        beside.replace(path)
        saved += 1
        if saved > 5000:
            break
    for process in runs:
        _, err = process.communicate(timeout=60)
        assert "Traceback" not in err and process.returncode in (0, 1), err
        assert process.returncode == 0 or "changed-meanwhile" in err or "locked" in err, err
    assert run(site)["code"] == 0
    text = "".join(p.read_text() for p in (site / "content/events").glob("*.yaml"))
    assert text.count("    title:") == text.count("  - id:") >= 4
    assert not list((site / "content/events").glob(".timeline-new-*"))
