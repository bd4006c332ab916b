"""Files made to break readers, too big or too odd for tests/errors: one line each, quickly, and never a traceback."""

import os
import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.errors import TimelineError
from timeline.events import lock, reader
from timeline.events.event import Event, Found
from timeline.events.extract import extract

BOMB = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10))
HOSTILE = {
    "file-too-large": b"- title: " + b"x" * 20_000_000,
    "yaml-alias": BOMB.encode(),
    "yaml-depth": b"[" * 100_000,
    "yaml-depth ": b"{a: " * 100_000,
    "yaml-depth  ": b"".join(b" " * i + b"-\n" for i in range(1, 1500)),
    "not-utf8": "- {date: 2019, title: é}".encode("latin-1"),
    "not-utf8  ": "- {date: 2019, title: é}".encode("utf-16"),
    "control-character ": b"- {date: 2019, title: a\xc2\x85b}",
    "not-utf8 ": b"- {date: 2019, title: \xed\xa0\x80}",
    "yaml-syntax": b'- {date: 2019, title: "\\ud800"}',
    "bad-date": b"- {title: x, date: " + b"9" * 5000 + b"}",
    "bad-date ": b"- {title: x, date: 2019-13-45/}",
    "wrong-type": b"- " * 15 + b"x",
    "bad-file": b"just words",
    "unknown-key": b"? x\n: y\n",
    "yaml-documents": b"--- a\n--- b\n",
}


@pytest.mark.parametrize("code", HOSTILE)
def test_one_line_for_each(code):
    file = reader.read(HOSTILE[code], "events/x.yaml")
    assert code.strip() in [problem.code for problem in file.problems]
    assert not file.events
    for problem in file.problems:
        assert len(str(problem).splitlines()) == 1 and str(problem).isprintable() and len(str(problem)) < 400


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=200) | st.text("- :#\n\t'\"[]{}&*!|>%@`,abdeilt2019", max_size=120).map(str.encode))
def test_any_bytes(data):
    file = reader.read(data, "events/x.yaml")
    assert all(problem.line >= 0 for problem in file.problems)


def test_any_damage_to_a_good_file(tmp_path):
    (tmp_path / "events").mkdir()
    line = Found("on Sunday", "2019-12-29", "weekday", "They met on Sunday: it's “late”.", "2019-12-30 (published)")
    drafts = [Event(id="", date="2019-12-29", title=f"Title {n}", found=(line,)) for n in range(3)]
    extract(tmp_path, {"articles/a.md": drafts}, tmp_path / ".timeline")
    good = (tmp_path / "events/a.yaml").read_bytes()
    rnd = random.Random(5)
    for _ in range(400):
        place, char = rnd.randrange(len(good)), rnd.choice(b"- :#\n\t'\"[]{}&*!|>%@`,a2\xff\x00")
        data = good[:place] + bytes([char]) + good[place + rnd.randrange(3) :]
        reader.read(data, "events/a.yaml")


def test_what_cannot_be_changed_in_place_is_left_alone(tmp_path, monkeypatch):
    path = tmp_path / "events" / "a.yaml"
    path.parent.mkdir()
    path.write_text("article: articles/a.md\n")
    line = Found("on Sunday", "2019-12-29", "weekday", "They met on Sunday.", "2019-12-30 (published)")
    drafts = {"articles/a.md": [Event(id="", date="2019", title="T", found=(line,))]}
    monkeypatch.setattr("timeline.events.splice.intended", lambda data, ops: "something else")
    report = extract(tmp_path, drafts, tmp_path / ".timeline")
    assert [p.code for p in report.problems] == ["cannot-edit"] and not report.changes
    assert path.read_text() == "article: articles/a.md\n"


def test_a_living_holder_is_named_and_a_dead_one_never_blocks(tmp_path):
    code = (
        "import sys, time; from pathlib import Path; from timeline.events import lock\n"
        "with lock.hold(Path(sys.argv[1])):\n    print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(TimelineError, match=f"process {holder.pid}"), lock.hold(tmp_path, wait=0.1):
            pass
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
    with lock.hold(tmp_path, wait=5):
        assert (tmp_path / "lock").read_text() == f"{os.getpid()}\n"
