"""Everybody can read it: axe finds nothing, every event is in the accessibility tree and within reach of the Tab key."""

import pytest

from tests.browser.kinds import KINDS

RULES = {
    "light": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
"""Dark pages have the same markup, so only the rules that look at colours run there."""


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit, address, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(width=width, color_scheme=scheme)
    wrong = []
    for kind, path in KINDS.items():
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(node => { node.open = true })")
        page.wait_for_timeout(100)
        found = Axe().run(page, options={"runOnly": RULES[scheme]}).response["violations"]
        wrong += [(kind, each["id"], [node["html"][:120] for node in each["nodes"][:3]]) for each in found]
    assert wrong == []


def names_in_tree(page, role):
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    return [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == role and not node.get("ignored")]


LISTS = ("index", "year", "century", "timeline", "tag", "actor", "place", "source")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("kind", LISTS)
def test_every_event_is_in_the_accessibility_tree_and_reached_with_the_tab_key(visit, kind, scripts):
    page = visit(KINDS[kind], java_script_enabled=scripts)
    titles = page.locator(".chronology .event h3").all_text_contents()
    assert titles
    assert set(titles) <= set(names_in_tree(page, "heading"))
    links = page.locator(".chronology .event h3 a")
    stops = page.locator("a[href], button, input, select, summary, [tabindex='0']").count()
    session = page.context.new_cdp_session(page)
    reached = []
    for _ in range(stops + 5):
        page.keyboard.press("Tab")
        reached.append(focused(session))
    assert links.count() == len(titles)
    missing = [title for title in titles if title not in reached]
    assert missing == []


def focused(session):
    """The name of what has the focus, by Chromium and not by a script of the page, which may run none."""
    handle = session.send("Runtime.evaluate", {"expression": "document.activeElement.textContent"})
    return handle["result"].get("value", "")


def test_imprecision_is_said(visit):
    page = visit()
    session = page.context.new_cdp_session(page)
    texts = [node["name"]["value"].strip() for node in session.send("Accessibility.getFullAXTree")["nodes"] if node.get("name")]
    assert any("(date approximate)" in text for text in texts)
    assert any("(date uncertain)" in text for text in texts)


def test_keys_step_through_the_list_only_while_it_has_the_focus(visit):
    page = visit("2019/")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.focus(".event h3 a")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("k")
    assert second != first == page.evaluate("document.activeElement.textContent")


def test_focus_is_never_under_the_instrument(visit):
    page = visit("", height=700)
    hidden = []
    for _ in range(120):
        page.keyboard.press("Tab")
        box = page.evaluate(
            """() => { const el = document.activeElement; const top = document.querySelector('.instrument');
            const [a, b] = [el.getBoundingClientRect(), top.getBoundingClientRect()];
            return [top.contains(el) || el === document.body, a.bottom, b.bottom, b.top, el.textContent.slice(0, 40)] }"""
        )
        inside, bottom, edge, top, text = box
        if not inside and top <= 0 and bottom <= edge:
            hidden.append(text)
    assert hidden == []


@pytest.mark.parametrize("feature", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}])
def test_forced_colours_and_reduced_motion(visit, feature):
    page = visit(**feature)
    assert page.wrong == []
    page.click("[data-do=in]")
    page.wait_for_timeout(100)
    assert page.locator("canvas").is_visible()
