"""The site is an article first: all of it without scripts, on paper, on a phone, from disk, and from no other host."""

import re

import pytest

from tests.browser.kinds import KINDS
from tests.site.conftest import SmallSite

TITLES = "all => all.map(node => node.textContent.trim())"


def test_all_text_without_scripts(visit, address):
    page = visit(java_script_enabled=False)
    assert page.locator(".event h3").count() == 76
    for kind, path in KINDS.items():
        page.goto(address + path)
        assert page.locator("h1").count() == 1, kind
        assert page.locator("canvas:visible, form:visible, button:visible").count() == 0, kind


def test_the_strip_is_links_with_counts_without_scripts(visit):
    page = visit(java_script_enabled=False)
    assert page.locator(".strip a").count() > 10
    titles = page.locator(".strip a title").all_text_contents()
    assert any(title.endswith("events") for title in titles)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_overflows_at_320_px_and_nothing_goes_wrong(visit, kind):
    page = visit(KINDS[kind], width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.wrong == []


@pytest.mark.parametrize("kind", ["index", "event", "search"])
def test_text_at_200_per_cent(visit, kind):
    page = visit(KINDS[kind], width=1280)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setDeviceMetricsOverride", {"width": 640, "height": 450, "deviceScaleFactor": 2, "mobile": False})
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_no_request_leaves_the_site(visit, address):
    page = visit()
    for path in KINDS.values():
        page.goto(address + path, wait_until="networkidle")
    assert {url.split("/")[2] for url in page.asked} == {address.split("/")[2]}


def test_print_holds_every_title_and_opens_the_provenance(visit, tmp_path):
    page = visit("2019/")
    page.emulate_media(media="print")
    assert page.locator(".why dl").first.is_visible()
    assert not page.locator(".masthead nav").is_visible()
    assert page.pdf(path=tmp_path / "page.pdf", format="A4").startswith(b"%PDF")
    titles = page.eval_on_selector_all(".event h3", TITLES)
    assert all(page.get_by_role("heading", name=title).is_visible() for title in titles)


def test_readable_from_disk(browser, built):
    page = browser.new_page()
    page.goto((built / "index.html").as_uri())
    assert page.locator(".event h3").count() == 76
    assert page.locator(".strip a").first.is_visible()
    page.click(".years a >> nth=2")
    assert page.locator("h1").is_visible()
    page.close()


def test_policy_forbids_inline_scripts_and_styles(visit, address):
    page = visit()
    for kind, path in KINDS.items():
        page.goto(address + path)
        policy = page.get_attribute("meta[http-equiv=Content-Security-Policy]", "content")
        assert "unsafe-inline" not in policy
        assert ("wasm-unsafe-eval" in policy) == (kind == "search")
        assert page.locator("[style]").count() == 0, kind


def test_old_addresses_redirect(visit, address):
    page = visit("events/the-flood/")
    page.wait_for_url(re.compile("/events/a-flood-"))
    assert page.locator("h1").text_content() == "A flood takes the bridge"


def test_right_to_left(tmp_path, browser):
    site = SmallSite(tmp_path)
    site.write("content/events/a.yaml", "- {date: 2019-12, title: x}\n- {date: 2020-01-05, title: y}\n")
    site.pelican(DEFAULT_LANG="ar")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((site.output / "index.html").as_uri())
    heading, event = page.locator(".group h2").first.bounding_box(), page.locator(".event").first.bounding_box()
    assert heading["x"] > event["x"]
    page.close()
