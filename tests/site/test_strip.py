"""The density strip tells where events lie, and nothing that is not so."""

import random
import re
import xml.etree.ElementTree as ET

import pytest

from timeline.site import strip
from timeline.site.i18n import interface
from timeline.site.slots import MOST, slots
from timeline.site.weights import Steps, Sums
from timeline.site.words import Words
from timeline.temporal import edtf

WORDS = Words(interface("en"))


def spans(*dates):
    return [(value.start, value.end) for value in map(edtf.parse, dates)]


def drawn(*dates, link=lambda year, month: f"/{year}/"):
    return ET.fromstring(f"<div>{strip.svg(spans(*dates), link, WORDS)}</div>")


def heights(tree):
    return [float(bar.get("height").rstrip("%")) for bar in tree.iter("rect") if "bar" in bar.get("class")]


def test_a_decade_makes_no_spike_on_1_january():
    unit, counted = slots(spans("196X", "197X", "1971", "1985-05-01"))
    assert unit == "year"
    weights = [slot.weight for slot in counted if slot.start is not None]
    assert weights[0] < 0.11
    assert all(slot.events == 0 for slot in counted[:1])


def test_weight_is_shared_evenly_and_kept():
    _, counted = slots(spans("2019-11", "2019-11-03", "2019-11-04"))
    assert round(sum(slot.weight for slot in counted), 6) == 3
    assert max(slot.weight for slot in counted) < 1.1


def test_long_empty_stretches_fold():
    tree = drawn("-0043-03-15", "1969-07-20", "2019-12-29")
    assert len([text for text in tree.iter("text") if text.get("class") == "fold"]) == 2


def test_bars_are_links_with_counts():
    tree = drawn("1969-07-16", "1969-07-20", "1971", "2019-12-29", "1972")
    titles = {title.text for title in tree.iter("title")}
    assert "July 1969: 2 events" in titles
    assert {a.get("href") for a in tree.iter("a")} >= {"/1969/", "/2019/"}
    assert max(heights(tree)) == 92


def test_no_page_no_link_and_no_events_no_strip():
    assert not list(drawn("2019", link=lambda year, month: "").iter("a"))
    assert strip.svg([], lambda year, month: "", WORDS) == ""
    assert strip.svg([(None, None)], lambda year, month: "", WORDS) == ""


def test_addresses_and_words_are_escaped():
    assert "&quot;&lt;" in str(strip.svg(spans("2019"), lambda year, month: '"<', WORDS)).replace("&#34;", "&quot;")


def test_size_of_many_events_is_bounded():
    many = [(day, day + 1) for day in range(600_000, 737_000, 7)]
    svg = strip.svg(many, lambda year, month: f"/{year}/", WORDS)
    assert len(re.findall("<a ", svg)) <= 130


@pytest.mark.parametrize("seed", range(30))
def test_steps_are_the_sums_of_days(seed):
    pick = random.Random(seed)
    within = {pick.randrange(400): pick.randrange(1, 4) for _ in range(pick.randrange(20))}
    across = []
    for _ in range(pick.randrange(12)):
        start = pick.randrange(300)
        end = start + pick.randrange(2, 120)
        across.append((start, end - 1, start, end, pick.randrange(1, 30)))
    steps, sums = Steps(within, across), Sums("day", within, across)
    assert [steps.at(day) for day in range(-1, 450)] == [sums.at(day) for day in range(-1, 450)]
    for faint in (0.0, 0.05, 0.5):
        full = sums.full(faint, MOST)
        assert steps.full(faint, 1000) == full
        assert steps.full(faint, MOST) == full or len(full) > MOST


def test_two_sites_have_links_of_their_own():
    texts = [str(strip.svg(spans("2019", "2020-02"), link, WORDS)) for link in (lambda year, _: f"/a/{year}", lambda year, _: "")]
    assert "/a/2019" in texts[0]
    assert "<a " not in texts[1]
