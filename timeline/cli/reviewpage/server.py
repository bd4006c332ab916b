"""A server for one person on one computer: loopback only, a secret in the address, no other origin, nothing stored."""

from __future__ import annotations

import hmac
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from importlib.resources import files
from socketserver import ThreadingTCPServer
from threading import Lock
from urllib.parse import parse_qs, urlencode, urlsplit

from timeline.cli.reviewpage.page import render
from timeline.errors import TimelineError
from timeline.events.review import Review

MAX_FORM = 100_000
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
ASSETS = {"review.css": "text/css; charset=utf-8", "review.js": "text/javascript; charset=utf-8"}


class Server(ThreadingTCPServer):
    """Serves one review at ``http://127.0.0.1:PORT/SECRET/``; browsers hold connections open, decisions come one at a time."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, review: Review, port: int, secret: str) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.review = review
        self.secret = secret
        self.turn = Lock()
        port = self.socket.getsockname()[1]
        self.hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}
        self.address = f"http://127.0.0.1:{port}/{secret}/"


class Handler(BaseHTTPRequestHandler):
    """Answers GET with the page and POST with a decision and a redirect back."""

    server: Server
    timeout = 10

    def do_GET(self) -> None:
        """Show the page, an event on it, or one of its two assets."""
        path = self.allowed()
        if path is None:
            return
        if path in ASSETS:
            self.answer(files(__package__).joinpath(path).read_bytes(), ASSETS[path])
        elif path == "":
            query = parse_qs(urlsplit(self.path).query)
            with self.server.turn:
                page = render(self.server.review, query.get("event", [""])[0], query.get("said", [""])[0])
            self.answer(page.encode())
        else:
            self.refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """Take a decision."""
        path = self.allowed()
        if path is None:
            return
        origin = self.headers.get("Origin") or ""
        size = int(length) if (length := self.headers.get("Content-Length") or "").isdigit() else MAX_FORM + 1
        kind = (self.headers.get("Content-Type") or "").partition(";")[0]
        if path != "" or urlsplit(origin).netloc not in self.server.hosts or not origin.startswith("http://"):
            self.refuse(HTTPStatus.FORBIDDEN)
        elif size > MAX_FORM or kind != "application/x-www-form-urlencoded":
            self.refuse(HTTPStatus.BAD_REQUEST)
        else:
            form = {name: values[-1] for name, values in parse_qs(self.rfile.read(size).decode("utf-8", "replace")).items()}
            with self.server.turn:
                query = decide(self.server.review, form)
            self.redirect(query)

    def allowed(self) -> str | None:
        """Return the path behind the secret; None, with the answer given, to whoever does not come by our own address."""
        secret, _, rest = urlsplit(self.path).path.removeprefix("/").partition("/")
        known = hmac.compare_digest(secret.encode("utf-8", "replace"), self.server.secret.encode())
        if known and self.headers.get("Host") in self.server.hosts:
            return rest
        self.refuse(HTTPStatus.FORBIDDEN)
        return None

    def answer(self, body: bytes, kind: str = "text/html; charset=utf-8") -> None:
        """Send a whole answer."""
        self.send_response(HTTPStatus.OK)
        for name, value in {**HEADERS, "Content-Type": kind, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, query: dict[str, str]) -> None:
        """Send the browser back to the page, so that reloading repeats nothing."""
        self.send_response(HTTPStatus.SEE_OTHER)
        for name, value in {**HEADERS, "Location": f"/{self.server.secret}/?{urlencode(query)}", "Content-Length": "0"}.items():
            self.send_header(name, value)
        self.end_headers()

    def refuse(self, status: HTTPStatus) -> None:
        """Say no, shortly."""
        self.close_connection = True
        body = f"{status.value} {status.phrase}\n".encode()
        self.send_response(status)
        for name, value in {**HEADERS, "Content-Type": "text/plain", "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet; the page says what happened."""


def decide(review: Review, form: dict[str, str]) -> dict[str, str]:
    """Do what a form asks; return the query of the page to show next: what to say, and which event stays in view."""
    name, action = form.get("event", ""), form.get("do", "")
    try:
        if action == "accept":
            review.accept(name)
        elif action == "reject":
            review.reject(name, form.get("reason", "").strip())
        elif action == "save":
            item = review.item(name)
            if (title := form.get("title", "").strip()) != item.event.title:
                review.retitle(name, title)
            if (date := form.get("date", "").strip()) != (item.event.date or item.event.bounds):
                review.redate(name, date)
            return {"event": name}
        elif action == "merge":
            review.merge(name, form.get("into", ""))
        elif action == "skip":
            review.skip(name)
        elif action == "undo":
            return {} if review.undo() else {"said": "There is nothing to take back."}
    except TimelineError as error:
        problem = error.problems[0]
        return {"event": name, "said": f"{problem.message} {f'({problem.hint})' if problem.hint else ''}".strip()}
    return {}
