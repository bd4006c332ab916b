"""The review page: it works, and only for the person who started it."""

import http.client
import re
import threading
from dataclasses import replace
from urllib.parse import urlencode

import pytest

from tests.eventfile.test_extract import BURNS, RESIGNS, STRIKES, Site, event, found
from timeline.cli.reviewpage.server import Server
from timeline.events.review import Review

UNDATED = found("after the strikes", "2019-12-29/2019-12-30", "After the strikes, many spoke.")
EVIL = event('<script>alert("x")</script>', found("on Monday", "2019-12-30", "They said <b onclick=x>it</b> on Monday."))


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path)
    site.run(STRIKES, RESIGNS, BURNS, EVIL)
    return site


@pytest.fixture
def server(site):
    server = Server(Review(site.content, site.content.parent / ".timeline"), 0, "s" * 32)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def ask(server, path="", method="GET", form=None, **headers):
    port = server.socket.getsockname()[1]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    given = {"Host": f"127.0.0.1:{port}", **{name.replace("_", "-"): value for name, value in headers.items()}}
    if form is not None:
        given = {"Origin": f"http://127.0.0.1:{port}", "Content-Type": "application/x-www-form-urlencoded", **given}
    connection.request(method, path or f"/{server.secret}/", urlencode(form) if form is not None else None, given)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, dict(answer.headers), body


def current(server):
    return server.review.current().event


def test_shows_the_event_with_its_words_marked(server):
    status, headers, body = ask(server)
    assert status == 200 and "default-src 'none'" in headers["Content-Security-Policy"]
    assert "<mark>last month</mark>" in body and "0 of 4 decided" in body
    assert not re.search(r"(src|href|action)=\"(https?:)?//", body), "no third party"
    for asset in ("review.css", "review.js"):
        assert ask(server, f"/{server.secret}/{asset}")[0] == 200


def test_an_undated_event_is_not_shown_as_dated(server, site):
    undated = replace(STRIKES, date="", bounds="2019-12-29/2019-12-30", title="Later", found=(UNDATED,))
    site.run(STRIKES, RESIGNS, BURNS, EVIL, undated)
    server.review.__init__(site.content, site.content.parent / ".timeline")
    name = next(e.id for e in site.events() if e.title == "Later")
    assert "Undated, within 29–30 December 2019" in ask(server, f"/{server.secret}/?event={name}")[2]


def test_decides(server, site):
    name = current(server).id
    status, headers, _ = ask(server, method="POST", form={"event": name, "do": "accept"})
    assert (status, headers["Location"]) == (303, f"/{server.secret}/?")
    assert [e.review for e in site.events() if e.id == name] == ["accepted"]
    name = current(server).id
    ask(server, method="POST", form={"event": name, "do": "save", "title": "Mended", "date": "2019-12"})
    assert [(e.title, e.date) for e in site.events() if e.id == name] == [("Mended", "2019-12")]
    ask(server, method="POST", form={"event": name, "do": "reject", "reason": "no"})
    ask(server, method="POST", form={"event": "", "do": "undo"})
    assert current(server).id == name and "1 of 4" in ask(server)[2]


def test_says_what_is_wrong(server):
    name = current(server).id
    _, headers, _ = ask(server, method="POST", form={"event": name, "do": "save", "title": "T", "date": "30/02"})
    assert "30/02" in ask(server, headers["Location"])[2]


def test_strangers_are_refused(server, site):
    before = site.text()
    port = server.socket.getsockname()[1]
    decision = {"event": current(server).id, "do": "accept"}
    assert ask(server, "/")[0] == ask(server, "/wrong/")[0] == 403
    assert ask(server, Host="evil.example")[0] == 403  # DNS rebinding
    assert ask(server, method="POST", form=decision, Origin="http://evil.example")[0] == 403
    assert ask(server, method="POST", form=decision, Origin="null")[0] == 403
    assert ask(server, method="POST", form=decision, Origin=f"https://127.0.0.1:{port}")[0] == 403
    assert ask(server, method="POST", form=decision, Content_Type="text/plain")[0] == 400
    assert ask(server, method="POST", form=decision, Content_Length="999999999")[0] == 400
    assert ask(server, f"/{server.secret}/../../etc/passwd")[0] == 404
    assert ask(server, f"/{server.secret}/server.py")[0] == 404
    assert site.text() == before


def test_text_from_articles_is_only_text(server):
    name = next(e.id for e in server.review.events if "script" in e.title)
    body = ask(server, f"/{server.secret}/?event={name}&said=<script>")[2]
    assert "<script>alert" not in body and "<b onclick" not in body and "&lt;script&gt;" in body


def test_by_keyboard_in_a_browser(server, site, browser):
    from axe_playwright_python.sync_playwright import Axe

    with browser.new_page() as page:
        errors = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(server.address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert Axe().run(page).violations_count == 0
        with page.expect_navigation():
            page.keyboard.press("a")
        page.keyboard.press("e")
        page.keyboard.type("Typed")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        with page.expect_navigation():
            page.get_by_role("button", name="Reject").click()
        assert "2 of 4 decided" in page.inner_text("header")
    assert not errors
    assert {"Typed"} == {e.title for e in site.events() if e.review == "rejected"}
