"""Filters combine and live in the address; the search page covers the whole chronology."""

import pytest

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect

VISIBLE = ".event:visible h3"


@pytest.fixture
def page(visit):
    page = visit("")
    page.wait_for_selector(".refine:not([hidden])")
    page.click(".refine summary")
    return page


def shown(page, count):
    expect(page.locator(".event:visible")).to_have_count(count)
    return page.locator(VISIBLE).all_text_contents()


def test_facets_words_and_range_combine(page):
    page.select_option("[name=tag]", "Water")
    assert len(shown(page, 3)) == 3
    assert "tag=Water" in page.url
    page.fill("[name=from]", "1950")
    assert shown(page, 2) == ["The dam is finished", "Inspectors close the dam at Harrow Falls"]
    page.fill("[name=q]", "CRACK")
    assert shown(page, 1) == ["Inspectors close the dam at Harrow Falls"]
    assert page.locator(".refine output").text_content().endswith(": 1")
    assert page.locator(".group:visible").count() == 1
    page.click("[type=reset]")
    shown(page, 76)
    assert "?" not in page.url


@pytest.mark.parametrize(
    ("field", "value", "count"),
    [("status", "proposed", 5), ("status", "planned", 1), ("status", "denied", 1), ("timeline", "The railway", 6),
     ("actor", "Harrow County", 2), ("place", "Harrow Falls", 3), ("source", "Daily Courier", 1)],
)  # fmt: skip
def test_each_facet(page, field, value, count):
    page.select_option(f"[name={field}]", value)
    shown(page, count)


def test_a_range_takes_bce_years_and_open_ends(page):
    page.fill("[name=to]", "-0001")
    expect(page.locator(VISIBLE)).to_have_text(["Caesar is killed in the Senate"])
    page.fill("[name=to]", "")
    page.fill("[name=from]", "2030")
    expect(page.locator(VISIBLE)).to_have_text(["The night train runs"])


def test_the_address_brings_the_filters_back(visit):
    page = visit("?tag=Railway&to=1895")
    page.wait_for_selector(".refine:not([hidden])")
    assert len(shown(page, 3)) == 3
    assert page.input_value("[name=to]") == "1895"


def test_search_over_everything(visit):
    page = visit("search/?q=valley")
    page.wait_for_selector(".results .event")
    titles = page.locator(".results h3").all_text_contents()
    assert set(titles) == {"The railway reaches the valley", "The valley loses half its people"}
    page.click(".results a >> nth=0")
    page.wait_for_selector("article.single")
    assert page.locator("h1").text_content() == titles[0]


def test_search_with_facets_and_its_index_only_on_the_search_page(visit):
    page = visit("")
    assert not any("search.json" in url for url in page.asked)
    page = visit("search/")
    page.wait_for_selector(".refine:not([hidden])")
    page.select_option("[name=timeline]", "Minutes of the council")
    page.fill("[name=from]", "1924")
    expect(page.locator(".results .event")).to_have_count(12)
    assert page.wrong == []


def test_full_text_finds_sentences_of_articles(visit, built):
    if not (built / "search" / "pagefind").is_dir():
        pytest.skip("Pagefind is not installed")
    page = visit("search/?q=foreman")
    expect(page.locator(".texts")).to_be_visible()
    page.click(".texts a >> nth=0")
    expect(page.locator("h1")).to_be_visible()
    assert "foreman" in page.text_content("main")
    assert page.wrong == []
