"""Several runs and an editor at once: everyone waits or says who holds the site; nothing is lost, nothing is half."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from tests.command import timeline
from tests.trust import sites
from timeline.errors import TimelineError
from timeline.events import lock, store
from timeline.events.review import Review

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


def test_a_preview_and_builds_at_once(tmp_path):
    site, alone = sites.make(tmp_path / "site"), sites.make(tmp_path / "alone")
    command = [*COMMAND, "serve", "--port", "18400"]
    preview = subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        hand = site / "content/events/river/by-hand.yaml"
        for n in range(3):
            hand.write_text(sites.FILES["content/events/river/by-hand.yaml"] + f"- {{date: 2001, title: Edit {n}}}\n")
            runs = [start("build", site), start("extract", site)]
            for run in runs:
                _, errors = run.communicate(timeout=120)
                assert run.returncode == 0, errors
    finally:
        preview.send_signal(signal.SIGINT)
        _, errors = preview.communicate(timeout=60)
    assert preview.returncode == 0 and "Traceback" not in errors and "bug" not in errors and "error[" not in errors, errors
    sites.write(alone, "content/events/river/by-hand.yaml", hand.read_text())
    assert timeline("build", cwd=site).code == timeline("build", cwd=alone).code == 0
    assert sites.tree(site / "content") == sites.tree(alone / "content")
    assert sites.tree(site / "output") == sites.tree(alone / "output")


def test_no_decision_of_two_reviewers_is_lost_while_extraction_runs(tmp_path):
    site = sites.make(tmp_path / "site")
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
    prose = "".join(f"The council closed the bridge over arm {n} on {day}.\n\n" for n, day in enumerate(days))
    sites.write(site, "content/articles/river/2024-07-01-bridges.md", f"Title: Bridges\nDate: 2024-07-01\n\n{prose}")
    assert timeline("extract", cwd=site).code == 0
    decided = [Review(site / "content", site / ".timeline") for _ in range(2)]
    names, done = list(decided[0].queue), {}
    assert len(names) >= len(days)

    def decide(reviewer, own):
        for name in own:
            while name not in done:
                try:
                    reviewer.accept(name) if own is first else reviewer.reject(name, "no")
                    done[name] = "accepted" if own is first else "rejected"
                except TimelineError as error:  # the other one, or extraction, was quicker: look again
                    assert {problem.code for problem in error.problems} == {"changed-meanwhile"}
                    time.sleep(0.01)

    first, second = names[::2], names[1::2]
    reviewers = [threading.Thread(target=decide, args=pair) for pair in zip(decided, (first, second), strict=True)]
    runs = [start("extract", site) for _ in range(2)]
    for thread in reviewers:
        thread.start()
    for thread in reviewers:
        thread.join(60)
    for run in runs:
        _, errors = run.communicate(timeout=120)
        assert "Traceback" not in errors and (run.returncode == 0 or "changed-meanwhile" in errors), errors
    assert timeline("extract", cwd=site).code == 0
    events, _ = store.load(site / "content")
    assert {event.id: event.review for event in events if event.id in done} == done
    assert len(done) == len(names)


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


@pytest.mark.parametrize("verb", ["build", "extract", "check --write-ids", "new --event Flood --date 2001"])
def test_whoever_cannot_wait_longer_names_the_holder(holder, verb, monkeypatch):
    site, process = holder
    monkeypatch.setattr("timeline.events.lock.hold.__wrapped__.__defaults__", (0.2,))
    outcome = timeline(*verb.split(), cwd=site)
    assert outcome.code == 1
    assert f".timeline/lock:1:1: error[locked]: another timeline run (process {process.pid}) is writing" in outcome.err


def test_a_reviewer_who_cannot_wait_longer_is_told_who_writes(holder, monkeypatch):
    site, process = holder
    process.kill()
    process.wait()
    assert timeline("extract", cwd=site).code == 0
    review = Review(site / "content", site / ".timeline")
    monkeypatch.setattr("timeline.events.lock.hold.__wrapped__.__defaults__", (0.2,))
    with lock.hold(site / ".timeline"), pytest.raises(TimelineError, match=rf"another timeline run \(process {os.getpid()}\)"):
        review.accept(review.queue[0])


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
