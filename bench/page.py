"""What a first visit weighs and how it feels, at 100, 1,000 and 100,000 events of real prose, beside an empty page.

    python bench/page.py [N …]

Prose is taken from the development articles in ../shared/timex and stays in a temporary folder. Bytes are what a host that
compresses sends (gzip, headers included), as Chromium counts them; times are single runs, to be read beside the empty page's.
"""

import contextlib
import functools
import gzip
import http.server
import json
import random
import re
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.tbaq import FOLDER
from tests.conftest import CHROMIUM, FLAGS
from tests.site.conftest import SmallSite

WORDS = re.compile(r"<TEXT>(.*?)</TEXT>", re.S)
EMPTY = "<!doctype html><html lang=en><meta charset=utf-8><title>Empty</title><body><canvas></canvas>"
WATCH = """
globalThis.blocked = 0;
new PerformanceObserver((list) => { for (const e of list.getEntries()) blocked += Math.max(0, e.duration - 50); })
  .observe({ type: "longtask", buffered: true });
"""
ZOOM = """async () => {
  const canvas = document.querySelector("canvas"), frames = [], box = canvas.getBoundingClientRect();
  const turn = { clientX: box.left + 400, clientY: box.top + 30, ctrlKey: true, bubbles: true, cancelable: true };
  let last = performance.now();
  for (let i = 0; i < 120; i++) {
    canvas.dispatchEvent(new WheelEvent("wheel", { ...turn, deltaY: i < 60 ? -60 : 60 }));
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    frames.push(now - last);
    last = now;
  }
  return frames.slice(5);
}"""


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves files gzipped, as static hosts do."""

    def log_message(self, *args):
        pass

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        body = gzip.compress(path.read_bytes(), 9)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


@contextlib.contextmanager
def serve(folder):
    handler = functools.partial(Compressing, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def sentences():
    """Sentences of 60 to 260 characters from the development articles."""
    if not FOLDER.is_dir():
        sys.exit("this bench needs the development corpus in ../shared/timex/tbaq-corrected")
    found = []
    for path in sorted(FOLDER.glob("*.tml")):
        match = WORDS.search(path.read_text(encoding="utf-8", errors="replace"))
        text = " ".join(re.sub(r"<[^>]+>", "", match[1]).split()) if match else ""
        found += [each for each in re.split(r"(?<=[.!?]) (?=[A-Z])", text) if 60 <= len(each) <= 260]
    return found


def write(site, n):
    """Write n events over sixty years, four in five exact to the day; each has a sentence, as the machine's proposals do."""
    prose, chance = sentences(), random.Random(0)
    for first in range(0, n, 500):
        lines = ["events:"]
        for i in range(first, min(first + 500, n)):
            year, month, day = chance.randint(1965, 2024), chance.randint(1, 12), chance.randint(1, 28)
            date = [f"{year}-{month:02d}-{day:02d}"] * 8 + [f"{year}-{month:02d}", str(year)]
            kind = chance.randrange(10)
            quote = prose[i % len(prose)]
            title = " ".join(quote.split()[:9]).rstrip(",;:.")
            lines.append(f"  - id: event-{i}-aaaa")
            lines.append(f"    date: {json.dumps(date[kind])}")
            lines.append(f"    title: {json.dumps(title)}")
            lines.append(f"    actors: [{json.dumps(quote.split()[0].strip('`,.'))}]")
            lines.append(f"    timeline: part {chance.randint(1, 3)}")
            found = {"text": quote.split()[-2], "date": date[kind], "rule": "weekday", "quote": quote}
            found["anchor"] = f"{year}-{month:02d}-{day:02d} (published)"
            lines.append(f"    found: [{json.dumps(found)}]")
        site.write(f"content/events/f{first:06d}.yaml", "\n".join(lines) + "\n")


def visit(browser, url, wait="networkidle"):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(url, wait_until=wait)
    page.wait_for_timeout(1000)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN")
    return page, sizes, paint, page.evaluate("blocked")


def frames(page):
    found = sorted(page.evaluate(ZOOM))
    return statistics.median(found), found[int(len(found) * 0.95)]


def measure(browser, folder, n):
    with serve(folder) as url:
        page, sizes, paint, blocked = visit(browser, url)
        first = sum(sizes)
        page.hover(".instrument")
        page.wait_for_selector(".instrument.live")
        page.wait_for_timeout(800)
        median, p95 = frames(page)
        blocked_later = page.evaluate("blocked") - blocked
        index = sum(sizes) - first
        page.context.close()
    line(n, first / 1000, index / 1000, paint, blocked, blocked_later, median, p95)


def line(n, *numbers):
    print(f"{n:>8}", *(f"{number:>10.1f}" for number in numbers), flush=True)


def main():
    wanted = [int(arg) for arg in sys.argv[1:]] or [100, 1000, 100_000]
    heads = ("first kB", "intent kB", "FCP ms", "TBT ms", "TBT later", "frame ms", "p95 ms")
    print(f"{'events':>8}", *(f"{head:>10}" for head in heads))
    with sync_playwright() as engine, tempfile.TemporaryDirectory() as temp:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        empty = Path(temp, "empty")
        empty.mkdir()
        (empty / "index.html").write_text(EMPTY)
        with serve(empty) as url:
            page, sizes, paint, blocked = visit(browser, url)
            median, p95 = frames(page)
            line("empty", sum(sizes) / 1000, 0, paint, blocked, 0, median, p95)
        for n in wanted:
            site = SmallSite(Path(temp, str(n)))
            write(site, n)
            began = time.process_time()
            site.pelican(SITENAME=f"{n} events", SITEURL="https://example.org", TIMELINE_EVENT_PAGES=False)
            measure(browser, site.output, n)
            print(f"{'':>8} built in {time.process_time() - began:.1f} CPU s", file=sys.stderr)
        browser.close()


if __name__ == "__main__":
    main()
