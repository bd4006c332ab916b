"""Take the pictures of the README and the tutorial: from the built demonstration and the tutorial's own steps (`make docs`)."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
WIDTH = 1100
TUTORIAL = {
    "tutorial-site": ("timelines/millbrook/index.html", 1400),
    "tutorial-article": ("articles/river-tane-bursts-its-banks-at-millbrook/index.html", 560),
}
"""Picture → page of the site that the tutorial makes, height in CSS pixels."""


def main() -> None:
    """Write docs/images/*.png; needs a Chromium and the built demonstration."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        _shot(browser, "site", (ROOT / "output/timelines/apollo-11/index.html").as_uri(), 760)
        site = _tutorial(Path(folder))
        for name, (page, height) in TUTORIAL.items():
            _shot(browser, name, (site / "output" / page).as_uri(), height)
        with _review(site) as address:
            _shot(browser, "tutorial-review", address, 640)
        browser.close()


def _shot(browser: Browser, name: str, address: str, height: int) -> None:
    view = browser.new_page(viewport={"width": WIDTH, "height": height})
    view.goto(address)
    view.wait_for_timeout(500)
    view.screenshot(path=IMAGES / f"{name}.png")
    view.close()


def _tutorial(folder: Path) -> Path:
    """Make the site of docs/tutorial.md as far as its second article, and return its folder."""
    site = folder / "mysite"
    _timeline(folder, "init", str(site))
    name, text = re.search(r'```markdown title="([^"]+)"\n(.*?)```', _page(), re.DOTALL).groups()  # type: ignore[union-attr]
    (site / name).write_text(text, encoding="utf-8")
    _timeline(site, "build")
    return site


def _page() -> str:
    return (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")


@contextmanager
def _review(site: Path) -> Iterator[str]:
    """Serve the review page and yield its address."""
    command = [sys.executable, "-m", "timeline", "review", "--web", "--no-open"]
    with subprocess.Popen(command, cwd=site, stderr=subprocess.PIPE, text=True, encoding="utf-8") as server:
        try:
            yield next(found[0] for line in server.stderr or () if (found := re.search(r"http://\S+", line)))
        finally:
            server.terminate()


def _timeline(folder: Path, *args: str) -> None:
    subprocess.run([sys.executable, "-m", "timeline", *args], cwd=folder, check=True, capture_output=True)


if __name__ == "__main__":
    main()
