"""The preview: what it serves, and that no edit is lost."""

import json
import threading
import urllib.error
import urllib.request
import weakref

import pytest

from timeline.collector import uncollected
from timeline.errors import Problem, TimelineError
from timeline.site.serve import Preview, Watcher, follow, server


@pytest.fixture
def served(tmp_path):
    (tmp_path / "out" / "a").mkdir(parents=True)
    (tmp_path / "out" / "a" / "index.html").write_text("<html><head></head><body>Hello</body></html>")
    (tmp_path / "out" / "style.css").write_text("p {}")
    preview = Preview("t")
    opened = server(tmp_path / "out", preview, 18_000)
    thread = threading.Thread(target=opened.serve_forever, daemon=True)
    thread.start()
    yield preview, f"http://127.0.0.1:{opened.server_address[1]}"
    preview.close()
    opened.shutdown()
    opened.server_close()
    thread.join()


def get(address):
    with urllib.request.urlopen(address, timeout=5) as answer:
        return answer.read().decode()


def test_pages_get_the_reload_script_and_other_files_do_not(served):
    _, base = served
    assert '<script type="module" src="/~timeline/reload.js"></script></head>' in get(f"{base}/a/")
    assert get(f"{base}/style.css") == "p {}"
    assert "EventSource" in get(f"{base}/~timeline/reload.js")


def test_a_missing_page_still_follows_builds(served):
    _, base = served
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(f"{base}/none/")
    with caught.value as answer:
        assert answer.code == 404 and b"reload.js" in answer.read()


def test_nothing_outside_the_folder_is_served(served):
    _, base = served
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(f"{base}/../../etc/passwd.html")
    caught.value.close()


def test_readers_hear_of_builds_and_of_problems(served):
    preview, base = served
    with urllib.request.urlopen(f"{base}/~timeline/events", timeout=5) as stream:

        def state():
            line = stream.readline()
            while not line.startswith(b"data: "):
                line = stream.readline()
            return json.loads(line[6:])

        assert state() == {"version": "t0", "problems": []}
        preview.tell()
        assert state()["version"] == "t1"
        preview.tell([Problem("a.md", 3, 1, "no-date", "has no date")])
        heard = state()
        assert heard["version"] == "t1" and heard["problems"] == ["a.md:3:1: error[no-date]: has no date"]
        preview.tell(changed=False)
        assert state() == {"version": "t1", "problems": []}
        preview.close()


def test_where_no_port_is_free_it_is_said(served, tmp_path, monkeypatch):
    _, base = served
    port = int(base.rpartition(":")[2])
    monkeypatch.setattr("timeline.site.serve._TRIES", 1)
    with pytest.raises(TimelineError, match=rf"error\[no-port\]: no port from {port} to {port} is free \(give another --port\)"):
        server(tmp_path, Preview(), port)


def test_a_taken_port_gives_the_next(served, tmp_path):
    _, base = served
    port = int(base.rpartition(":")[2])
    other = server(tmp_path, Preview(), port)
    assert other.server_address[1] > port
    other.server_close()


def test_an_edit_saved_during_a_build_leads_to_another_build(tmp_path):
    file = tmp_path / "a.md"
    file.write_text("0")
    watcher, ended = Watcher(lambda: [tmp_path]), threading.Event()
    read: list[str] = []
    done = threading.Event()

    def build() -> bool:
        read.append(file.read_text())
        if len(read) == 1:
            file.write_text("saved while the build runs")  # after this build has read it
        if read[-1].startswith("saved"):
            done.set()
        return True

    thread = threading.Thread(target=follow, args=(build, watcher, ended))
    thread.start()
    assert done.wait(20), read
    ended.set()
    watcher.close()
    thread.join(20)
    assert not thread.is_alive()


def test_what_a_build_leaves_does_not_stay_beside_what_the_next_makes():
    class Left:
        pass

    left, ended = [], threading.Event()

    def build():
        with uncollected():
            made = Left()
            made.itself = made  # so that only the collector can let go of it
            left.append(weakref.ref(made))
        return True

    class Once:
        def wait(self):
            assert left[0]() is None
            ended.set()
            return True

    follow(build, Once(), ended)
    assert ended.is_set() and len(left) == 1
