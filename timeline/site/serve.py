"""A preview that follows edits: builds, serves the output folder on this machine alone, reloads the reader's page.

    watcher thread → `dirty` → build → `Preview.tell` → server-sent events → the page reloads, or shows what is wrong

The watcher runs from before the first build on, so an edit saved while a build runs leads to another build.
"""

from __future__ import annotations

import contextlib
import errno
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from timeline.collector import collect
from timeline.errors import Problem, TimelineError

ROOM = "/~timeline/"
"""Addresses below this belong to the preview; no built page can have one."""
_TAG = f'<script type="module" src="{ROOM}reload.js"></script>'.encode()
_SCRIPT = Path(__file__).with_name("serve.js")
_TRIES = 50
_PING = 15.0
_NOTHING = b"<!doctype html><html lang=en><title>Not there</title><body><p>There is no such page (yet).</p>"


class Preview:
    """What readers' pages are told: the number of the last good build, and what is wrong now."""

    def __init__(self, token: str = "") -> None:
        """Begin before the first build; `token` tells this run of the server from others."""
        self._token = token
        self._news = threading.Condition()
        self._builds = 0
        self._closed = False
        self._problems: tuple[str, ...] = ()
        self._serial = 0

    def tell(self, problems: Iterable[Problem] = (), *, changed: bool = True) -> None:
        """Say that a build ended: with problems, or well (`changed`: with a site that differs from the last)."""
        with self._news:
            self._problems = tuple(map(str, problems))
            if not self._problems and changed:
                self._builds += 1
            self._serial += 1
            self._news.notify_all()

    def close(self) -> None:
        """Let all waiting pages go."""
        with self._news:
            self._closed = True
            self._news.notify_all()

    def stream(self) -> Iterator[bytes]:
        """Yield the state as server-sent events, now and whenever it changes; a comment now and then keeps the line open."""
        serial = -1
        while not self._closed:
            with self._news:
                if self._serial == serial:
                    self._news.wait(_PING)
                fresh, serial = self._serial != serial, self._serial
                state = {"version": f"{self._token}{self._builds}", "problems": self._problems}
            yield f"data: {json.dumps(state)}\n\n".encode() if fresh else b":\n\n"


class _Handler(SimpleHTTPRequestHandler):
    """Serves the built files as they are, with one line more in each page."""

    def __init__(self, *args: Any, preview: Preview, **kwargs: Any) -> None:  # noqa: ANN401 - as the base class
        self._preview = preview
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """Answer a request."""
        path = self.path.partition("?")[0]
        if path == f"{ROOM}events":
            self._events()
        elif path == f"{ROOM}reload.js":
            self._send(_SCRIPT.read_bytes(), "text/javascript; charset=utf-8")
        elif (page := self._page(path)) is not None:
            self._send(page.replace(b"</head>", _TAG + b"</head>", 1), "text/html; charset=utf-8")
        elif path.endswith("/") or path.endswith(".html"):
            self._send(_NOTHING + _TAG, "text/html; charset=utf-8", 404)
        else:
            super().do_GET()

    def _page(self, path: str) -> bytes | None:
        file = Path(self.translate_path(path))
        if path.endswith("/"):
            file /= "index.html"
        try:
            return file.read_bytes() if file.suffix == ".html" else None
        except OSError:
            return None

    def _send(self, data: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _events(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with contextlib.suppress(OSError):
            for message in self._preview.stream():
                self.wfile.write(message)
                self.wfile.flush()

    def end_headers(self) -> None:
        """Let no browser keep what the next edit changes."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for builds."""


def server(output: Path, preview: Preview, port: int) -> ThreadingHTTPServer:
    """Open a server for a folder on the loopback address, on `port` or the next free one.

    Raises `TimelineError` if none of fifty is free.
    """
    handler = partial(_Handler, directory=str(output), preview=preview)
    for candidate in range(port, port + _TRIES):
        try:
            opened = ThreadingHTTPServer(("127.0.0.1", candidate), handler)
        except (OSError, OverflowError) as error:
            if isinstance(error, OSError) and error.errno in (errno.EADDRINUSE, errno.EACCES):
                continue
            raise TimelineError(Problem("", 0, 0, "no-port", f"cannot listen: {error}", "give another --port")) from error
        opened.daemon_threads = True
        return opened
    raise TimelineError(
        Problem("", 0, 0, "no-port", f"no port from {port} to {port + _TRIES - 1} is free", "give another --port")
    )


class Watcher:
    """Watches files and folders from its creation on; `wait` returns when something changed since the last time."""

    def __init__(self, paths: Callable[[], Iterable[Path]]) -> None:
        """Begin to watch; `paths` is asked again after each change, since an edit may name another theme."""
        self._paths = paths
        self._dirty, self._ready, self._stop = threading.Event(), threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        self._ready.wait(5)

    def _watch(self) -> None:
        from watchfiles import watch

        while not self._stop.is_set():
            watched = sorted({path for path in self._paths() if path.exists()})
            changes = watch(*watched, stop_event=self._stop, debounce=60, step=15, rust_timeout=150, yield_on_timeout=True)
            for found in changes:
                self._ready.set()
                if found:
                    self._dirty.set()
                    if sorted({path for path in self._paths() if path.exists()}) != watched:
                        break

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for a change; say whether there was one."""
        changed = self._dirty.wait(timeout)
        self._dirty.clear()
        return changed

    def close(self) -> None:
        """Stop watching."""
        self._stop.set()
        self._dirty.set()
        self._thread.join(5)


def follow(build: Callable[[], bool], watcher: Watcher, ended: threading.Event) -> None:
    """Build now, and again after every change, until `ended`; `build` must not raise."""
    build()
    while not ended.is_set():
        collect()
        if watcher.wait() and not ended.is_set():
            build()
