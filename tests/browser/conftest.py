"""One built site for all tests of a session."""

import functools
import http.server
import importlib.util
import shutil
import threading
from pathlib import Path

import pytest

from tests.site.conftest import SmallSite
from timeline.site import fulltext


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


VALLEY = Path(__file__).parent / "valley"
"""The site the tests look at: every precision, every status, two timelines, sentences of our own; a third is made here."""
MINUTES = ("The council meets", "The market is held", "A ledger is opened", "The ferry is licensed", "A petition is read")


def council() -> str:
    entry = "- {{date: {}-{:02d}-{:02d}, title: '{}, {}', timeline: council, tags: [Council]}}\n"
    return "".join(entry.format(1920 + i // 12, i % 12 + 1, i % 27 + 1, MINUTES[i % 5], i) for i in range(60))


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The fixture site, built by Pelican; its output folder."""
    site = SmallSite(tmp_path_factory.mktemp("browser") / "site")
    shutil.copytree(VALLEY, site.folder, dirs_exist_ok=True)
    site.write("content/events/council.yaml", council())
    site.pelican(SITENAME="The valley", SITESUBTITLE="A dam, a railway and a council.", STATIC_PATHS=["images"])
    if importlib.util.find_spec("pagefind"):
        pages = ((path.relative_to(site.output).as_posix(), path.read_bytes()) for path in sorted(site.output.rglob("*.html")))
        for name, data in fulltext.index(pages):
            file = site.output / fulltext.FOLDER / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return site.output


@pytest.fixture(scope="session")
def address(built):
    """Where the site is served."""
    handler = functools.partial(Quiet, directory=str(built))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def visit(browser, address):
    """Open a page of the site in a fresh context; what goes wrong on it is collected in `page.wrong`."""
    contexts = []

    def open_page(path="", *, width=1280, height=900, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.wrong, page.asked = [], []
        page.on("console", lambda message: page.wrong.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(address + path, wait_until="networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()
