"""Screenshots of each page kind of a built site, at 1280 and 390 px, light and dark; see `make shots`.

    python bench/shots.py [OUTPUT [FOLDER]]

They go to FOLDER (default shots/); one page of each kind is taken, the one with the most on it.
"""

import functools
import http.server
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import Quiet
from tests.conftest import CHROMIUM, FLAGS

SIZES = {1280: 900, 390: 844}
ROOMS = ("events", "articles", "timelines", "tags", "actors", "places", "sources", "search", "about")


def kinds(output):
    """Address by kind: the index, the fullest year, and the fullest page of each room."""
    found = {"index": ""}
    fullest = functools.partial(max, key=lambda path: path.stat().st_size)
    years = [path for path in output.glob("[0-9-]*/index.html") if path.parent.name.lstrip("-").isdigit()]
    if years:
        found["year"] = f"{fullest(years).parent.name}/"
    for room in ROOMS:
        pages = list(output.glob(f"{room}/*/index.html"))
        if pages:
            found[room] = f"{room}/{fullest(pages).parent.name}/"
        if (output / room / "index.html").is_file():
            found[f"{room}-all" if pages else room] = f"{room}/"
    return found


def main():
    output = Path(sys.argv[1] if len(sys.argv) > 1 else "output")
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "shots")
    folder.mkdir(parents=True, exist_ok=True)
    if not (output / "index.html").is_file():
        sys.exit(f"there is no site in {output}: run `make site` first")
    handler = functools.partial(Quiet, directory=str(output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as engine:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width, height in SIZES.items():
            for scheme in ("light", "dark"):
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                for kind, path in kinds(output).items():
                    page.goto(f"http://127.0.0.1:{server.server_port}/{path}", wait_until="networkidle")
                    page.screenshot(path=folder / f"{kind}-{width}-{scheme}.png")
                page.close()
        browser.close()
        server.shutdown()
    print(f"{len(list(folder.glob('*.png')))} screenshots in {folder}/")


if __name__ == "__main__":
    main()
