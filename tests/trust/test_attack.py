"""A site whose every field is an attack, opened in a browser: nothing runs, nothing leaves; only an author's own HTML tries."""

import functools
import http.server
import threading

import pytest

from tests.command import timeline
from tests.trust import sites
from tests.trust.test_html import ARTICLE, EVENTS, EVIL, IN_YAML

HOOK = "document.documentElement.dataset.ran=1"
TRIES = (
    f'"><script>{HOOK}</script><img src=x onerror={HOOK}><svg onload={HOOK}><a href=javascript:{HOOK}>x</a>'
    f"<iframe srcdoc='<script>parent.{HOOK}</script>'></iframe><style>@import '//evil.example/x.css'</style>"
    f"<img src=//evil.example/x.png><base href=//evil.example/><meta http-equiv=refresh content='0;url=//evil.example'>"
)
TRY_YAML = "'" + TRIES.replace("'", "''") + "'"
BODY = f"""
<script>{HOOK}</script><script src="//evil.example/x.js"></script><img src="x" alt="" onerror="{HOOK}"><svg onload="{HOOK}"></svg>
<a id="try" href="javascript:{HOOK}">Go on</a> <img src="//evil.example/x.png" alt=""><iframe src="//evil.example/"></iframe>
<form action="//evil.example/"><button>Send</button></form><object data="//evil.example/x.swf"></object>
<base href="//evil.example/">
<link rel="stylesheet" href="//evil.example/x.css"><style>body {{ background: url(//evil.example/x.gif) }}</style>
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    site = sites.make(
        tmp_path_factory.mktemp("attack") / "site",
        **{
            "content/events/evil.yaml": EVENTS.replace(IN_YAML, TRY_YAML),
            "content/articles/evil/evil.md": ARTICLE.replace(EVIL, TRIES).replace("Title: ", "Slug: evil\nTitle: Evil ") + BODY,
            "content/articles/evil/plain.md": ARTICLE.replace(EVIL, TRIES).replace("Title: ", "Slug: plain\nTitle: Plain "),
            "content/timelines/evil.md": "Title: " + TRIES + "\n\nWords.\n",
            "content/names.yaml": f"- name: {TRY_YAML}\n  also: [{TRY_YAML}]\n  kind: place\n  coordinates: [51.5, -1.2]\n",
            "pelicanconf.py": sites.CONF.replace('"Trust"', repr(TRIES)) + f"SITESUBTITLE = {TRIES!r}\nAUTHOR = {TRIES!r}\n"
            f"SITEURL = 'https://e.org/\"><script>{HOOK}</script>'\nTIMELINE_EDIT_URL = 'https://e.org/\"onclick=\"x{{path}}#{{line}}'\n",
        },
    )
    outcome = timeline("build", cwd=site)
    assert outcome.code == 0, outcome.err
    handler = functools.partial(Quiet, directory=str(site / "output"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield site / "output", f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_nothing_runs_and_nothing_leaves(attacked, browser):
    output, address = attacked
    context = browser.new_context()
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: asked.remove(request.url) if request.failure == "csp" else None)
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    paths = sorted(path.relative_to(output).as_posix() for path in output.rglob("*.html"))
    assert len(paths) > 20
    for path in paths:
        asked.clear(), said.clear()
        page.goto(address + path, wait_until="load")
        for link in page.query_selector_all("details"):
            link.evaluate("el => el.open = true")
        for link in page.query_selector_all("a[href^=javascript]"):
            link.evaluate("el => el.click()")
        page.wait_for_timeout(50)
        assert page.evaluate("document.documentElement.dataset.ran") is None, path
        assert page.url.startswith(address), path
        assert not [url for url in asked if not url.startswith((address, "data:"))], (path, asked)
        if not path.startswith("articles/evil/"):
            assert said == [], path
    context.close()


def test_what_search_shows_is_text(attacked, browser):
    _, address = attacked
    page = browser.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(f"{address}search/?q=script", wait_until="networkidle")
    page.wait_for_selector(".results li, .texts li")
    assert "<script>" in page.inner_text("main")
    assert page.evaluate("document.documentElement.dataset.ran") is None
    assert page.query_selector_all("main script, main iframe, main img[src='x'], main [onerror], main [onload]") == []
    assert said == []
    page.close()
