"""Take the pictures of the README and the tutorial from the built demonstration site: `make docs`."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
SHOTS = {"site": ("timelines/apollo-11/index.html", 1100, 760)}
"""Picture → page of the site, width and height in CSS pixels."""


def main() -> None:
    """Write docs/images/*.png; needs a Chromium and a built site."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (page, width, height) in SHOTS.items():
            view = browser.new_page(viewport={"width": width, "height": height})
            view.goto((ROOT / "output" / page).as_uri())
            view.wait_for_timeout(500)
            view.screenshot(path=ROOT / "docs" / "images" / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
