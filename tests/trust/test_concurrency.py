"""Several runs and an editor at once: everyone waits or says who holds the site; nothing is lost, nothing is half."""

import os
import subprocess
import sys
import threading
import time

import pytest

from tests.command import timeline
from tests.trust import sites

COMMAND = [sys.executable, "-m", "timeline"]


def start(verb, site):
    return subprocess.Popen([*COMMAND, verb], cwd=site, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_builds_and_extractions_at_once_while_an_editor_saves(tmp_path):
    site, alone = sites.make(tmp_path / "site"), sites.make(tmp_path / "alone")
    hand = site / "content/events/river/by-hand.yaml"
    saved, over = [], threading.Event()

    def edit():
        while not over.is_set():
            text = sites.FILES["content/events/river/by-hand.yaml"] + f"- {{date: 2001, title: Edit {len(saved)}}}\n"
            hand.write_text(text)
            saved.append(text)
            time.sleep(0.2)

    editor = threading.Thread(target=edit)
    editor.start()
    runs = [start(verb, site) for verb in ("build", "extract", "build", "extract")]
    said = [run.communicate(timeout=120) for run in runs]
    over.set()
    editor.join()
    for run, (_, errors) in zip(runs, said, strict=True):
        assert run.returncode in (0, 1) and "Traceback" not in errors and "bug" not in errors, errors
        assert run.returncode == 0 or ("another timeline run" in errors or "changed" in errors), errors
    assert hand.read_text() == saved[-1], "what the editor saved last is there"
    hand.write_text(sites.FILES["content/events/river/by-hand.yaml"])
    assert timeline("build", cwd=site).code == timeline("build", cwd=alone).code == 0
    assert sites.tree(site / "content") == sites.tree(alone / "content")
    assert sites.tree(site / "output") == sites.tree(alone / "output")
    assert not [path for path in sites.tree(tmp_path) if ".timeline-new-" in path or ".staging" in path or ".journal" in path]


HOLDER = (
    "import sys, time, pathlib; from timeline.events import lock\n"
    "with lock.hold(pathlib.Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
)


@pytest.fixture
def holder(tmp_path):
    site = sites.make(tmp_path / "site")
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(site / ".timeline")], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield site, process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("verb", ["build", "extract"])
def test_whoever_cannot_wait_longer_names_the_holder(holder, verb, monkeypatch):
    site, process = holder
    monkeypatch.setattr("timeline.events.lock.hold.__wrapped__.__defaults__", (0.2,))
    outcome = timeline(verb, cwd=site)
    assert outcome.code == 1
    assert f".timeline/lock:1:1: error[locked]: another timeline run (process {process.pid}) is writing" in outcome.err


def test_a_dead_holder_never_blocks(holder):
    site, process = holder
    process.kill()
    process.wait()
    begun = time.monotonic()
    assert timeline("build", cwd=site).code == 0
    assert time.monotonic() - begun < 25, "it did not wait"


def test_a_lock_file_of_another_program_is_no_lock(tmp_path):
    site = sites.make(tmp_path / "site", **{".timeline/lock": f"{os.getpid()}\n"})
    assert timeline("extract", cwd=site).code == 0


def test_two_events_written_at_once_are_both_kept(tmp_path):
    site = sites.make(tmp_path / "site")
    events = [f"Event number {n}" for n in range(4)]
    runs = [
        subprocess.Popen([*COMMAND, "new", "--event", title, "--date", "2001"], cwd=site, stderr=subprocess.PIPE)
        for title in events
    ]
    assert [run.communicate(timeout=120) and run.returncode for run in runs] == [0] * len(events)
    text = (site / "content/events/by-hand.yaml").read_text()
    assert all(title in text for title in events)
