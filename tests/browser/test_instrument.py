"""The instrument: lanes, zoom and pan by every means, links in both directions, and never the page's own scrolling."""

import gzip
import re
from pathlib import Path

import pytest

from timeline.site.theme import chronicle

IMPORT = re.compile(r"""(?:from|import\()\s*"\./(\w+\.js)\"""")
LATER = {"filter.js", "marks.js", "moved.js", "search.js"}
"""Modules for readers who filter, search, follow an old anchor, or reach for an index too long for one page."""


@pytest.fixture
def page(visit):
    page = visit("")
    page.wait_for_selector(".instrument.live")
    return page


def pixels(page):
    """A fingerprint of what is painted."""
    page.wait_for_timeout(220)
    return page.evaluate("document.querySelector('canvas').toDataURL()")


def test_strip_becomes_canvas_with_lanes(page):
    assert not page.locator(".strip").is_visible()
    assert page.locator("canvas").is_visible()
    options = page.eval_on_selector_all(".controls option", "all => all.map(option => option.value)")
    assert options == ["", "timeline", "tag", "actor", "place"]
    assert page.get_attribute(".instrument", "data-lanes") == "3"
    before = pixels(page)
    page.select_option(".controls select", "tag")
    assert "lanes=tag" in page.url
    assert pixels(page) != before
    assert page.wrong == []


def test_one_tab_stop_and_keys(page):
    assert page.get_attribute("canvas", "tabindex") == "0"
    page.focus("canvas")
    seen = {pixels(page)}
    for key in ("+", "ArrowRight", "ArrowLeft", "End", "-", "0"):
        page.keyboard.press(key)
        seen.add(pixels(page))
    assert len(seen) >= 4
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.evaluate("document.activeElement.closest('.event h3') !== null")


def test_every_button_does_something(page):
    for name in ("in", "left", "right", "out"):
        before = pixels(page)
        page.click(f"[data-do={name}]")
        assert pixels(page) != before, name
    page.click("[data-do=all]")


def test_a_plain_wheel_scrolls_the_page_and_with_ctrl_zooms(page):
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 40)
    before = pixels(page)
    page.mouse.wheel(0, 200)
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > 100
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(200)
    page.mouse.move(box["x"] + 300, box["y"] + 40)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    page.keyboard.up("Control")
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") == 0
    assert pixels(page) != before


def test_drag_pans_and_vertical_swipes_belong_to_the_page(page):
    page.click("[data-do=in]")
    before = pixels(page)
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 500, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 40, steps=4)
    page.mouse.up()
    assert pixels(page) != before
    assert page.evaluate("getComputedStyle(document.querySelector('canvas')).touchAction") == "pan-y"


def test_reading_moves_the_pointer_on_the_instrument(page):
    before = pixels(page)
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    assert pixels(page) != before


def test_what_is_in_view_is_said(page):
    page.click("[data-do=in]")
    page.wait_for_timeout(700)
    assert "Events in view: " in page.text_content(".instrument output")


def test_embedded_it_has_no_frame_around_it(visit):
    for path in ("timelines/railway/?embed", "timelines/railway/#embed"):
        page = visit(path)
        assert not page.locator(".masthead").is_visible()
        assert page.locator(".event h3").first.is_visible()


def test_embedded_without_scripts(visit):
    page = visit("timelines/railway/#embed", java_script_enabled=False)
    assert not page.locator(".masthead").is_visible()


def modules(name, scripts):
    """A module and all that it loads, but for those that come later."""
    text = (scripts / name).read_text(encoding="utf-8")
    return {name}.union(*(modules(each, scripts) for each in IMPORT.findall(text) if each not in LATER))


def test_the_instrument_is_light():
    """Ten kilobytes for all its modules together; filters and search are fetched by those who ask for them."""
    scripts = Path(chronicle(), "static", "js")
    found = modules("main.js", scripts)
    assert {"draw.js", "fold.js", "records.js"} <= found
    assert len(gzip.compress(b"".join((scripts / each).read_bytes() for each in sorted(found)), 9)) <= 10_000
