"""One browser for all tests of a session (Playwright allows no second); skipped with a reason where there is no Chromium."""

import os
import shutil
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("TIMELINE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None or not Path(CHROMIUM).exists():
        if os.environ.get("TIMELINE_REQUIRE_BROWSER") == "1":
            pytest.fail("there is no Chromium, and TIMELINE_REQUIRE_BROWSER=1 asks for one")
        pytest.skip("there is no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as engine:
        opened = engine.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()
