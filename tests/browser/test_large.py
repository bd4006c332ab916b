"""A chronology too long for one page: the index leads on, and the instrument fetches all marks when somebody reaches for it."""

import functools
import http.server
import json
import threading

import pytest

from tests.browser.conftest import Quiet
from tests.site.conftest import SmallSite

EVENTS = 1200


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    site = SmallSite(tmp_path_factory.mktemp("large") / "site")
    lines = (
        f"- {{date: {1900 + i % 100}-{i % 12 + 1:02d}-{i % 28 + 1:02d}, title: Event {i}, tags: [T{i % 3}], "
        f"places: [P{i % 9}, P{i % 5}]}}"
        for i in range(EVENTS)
    )
    site.write("content/events/many.yaml", "\n".join(lines) + "\n")
    papers = ", ".join(f"{{url: 'https://paper-{i}.example/'}}" for i in range(3))
    told = f"date: 1950-05-05, title: Event told thrice, tags: [T0], places: [P0], sources: [{papers}]"
    site.write("content/events/one.yaml", f"- {{{told}}}\n")
    site.pelican(TIMELINE_EVENT_PAGES=False)
    handler = functools.partial(Quiet, directory=str(site.output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def page(browser, large):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(10_000)
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(large, wait_until="networkidle")
    yield page
    page.close()


def test_marks_are_fetched_on_intent_only(page):
    assert page.locator(".strip a").count() > 50
    assert not any("marks.json" in url or "instrument.js" in url for url in page.asked)
    page.hover(".instrument")
    page.wait_for_selector(".instrument.live")
    assert any("marks.json" in url for url in page.asked)
    page.click("[data-do=in]")
    page.wait_for_timeout(700)
    said = page.text_content(".instrument output")
    shown = int("".join(filter(str.isdigit, said.split(":")[1])))
    assert 0 < shown < EVENTS


def test_lanes_of_other_kinds_are_fetched_when_asked_for(page):
    page.hover(".instrument")
    page.wait_for_selector(".instrument.live")
    assert page.get_attribute(".instrument", "data-lanes") == "3"
    assert page.eval_on_selector_all(".controls option", "all => all.map(node => node.value)") == ["", "tag", "place"]
    assert not any("marks-place" in url for url in page.asked)
    page.select_option(".controls select", "place")
    page.wait_for_selector(".instrument[data-lanes='5']")
    assert sum("marks-place" in url for url in page.asked) == 1


def test_enter_opens_the_page_of_the_first_year_in_view(page):
    page.hover(".instrument")
    page.wait_for_selector(".instrument.live")
    page.focus("canvas")
    page.keyboard.press("Enter")
    page.wait_for_url("**/1900/")
    assert page.text_content("h1") == "1900"


def test_filters_ask_the_search_page(page):
    page.wait_for_selector(".refine:not([hidden])")
    page.click(".refine summary")
    page.fill("[name=q]", "Event 77")
    page.click(".refine [type=submit]")
    page.wait_for_selector(".results .event")
    assert "search/" in page.url
    assert "Event 77" in page.locator(".results h3").all_text_contents()


def test_an_anchor_of_an_event_that_moved_leads_to_its_page(page, large):
    page.goto(f"{large}data/search.json")
    address = next(event[0] for event in json.loads(page.text_content("body"))["events"] if event[1] == "Event 77")
    page.goto(f"{large}#{address.split('#')[1]}")
    page.wait_for_url(large + address)
    assert page.locator(":target h3").text_content() == "Event 77"


def test_main_events_and_all(page, large):
    page.click("text=100 main events")
    page.wait_for_url("**/main/index.html")
    assert page.locator(".chronology .event").count() == 100
    assert "Event told thrice" in page.locator(".event h3").all_text_contents()
    page.click("text=All 1,201 events")
    page.wait_for_url(f"{large}index.html")
