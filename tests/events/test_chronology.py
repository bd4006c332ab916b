import itertools

import pytest

from timeline.events.chronology import Chronology
from timeline.events.event import Event, Found
from timeline.events.salience import select
from timeline.events.unite import across, clusters, unite


def event(date, title="T", **more):
    found = more.pop("found", (Found("x", date, "r", more.pop("quote", title), "2019-12-30 (published)"),))
    return Event(more.pop("id", title), date, title, found=found, **more)


def titles(events):
    return [e.title for e in events]


def test_earliest_start_first_and_coarse_before_fine():
    events = [
        event("2019-12-01", "day"),
        event("2019", "year"),
        event("2019-12", "month"),
        event("-0043-03-15", "ides"),
        event("2019-01-01", "new year"),
    ]
    assert titles(Chronology(events)) == ["ides", "year", "new year", "month", "day"]


def test_words_for_the_time_order_within_a_day_and_a_month():
    day = [event("2019-12-29", t or "none", time=t) for t in ("night", "", "late", "14:30", "morning", "early", "evening")]
    assert titles(Chronology(day)) == ["none", "early", "morning", "14:30", "evening", "late", "night"]
    month = [event("2019-12", "late", time="late"), event("2019-12-15", "day"), event("2019-12", "early", time="early")]
    assert titles(Chronology(month)) == ["early", "day", "late"]


def test_order_given_does_not_matter():
    events = [event("2019-12-29", t, id=t, article=a) for t, a in (("a", "x"), ("b", "x"), ("c", "w"), ("d", ""))]
    assert len({tuple(e.id for e in Chronology(p)) for p in itertools.permutations(events)}) == 1


def test_published_hides_what_is_rejected_undated_or_unreviewed():
    events = [
        event("2019", "shown"),
        event("2019", "no", review="rejected"),
        event("", "undated", bounds="2018/2019"),
        event("", "let in", bounds="2018/2019", review="accepted"),
    ]
    chronology = Chronology(events)
    assert titles(chronology.published()) == ["let in", "shown"]
    assert titles(chronology.published("hide")) == ["let in"]


def test_neighbours():
    chronology = Chronology([event("2017", "a"), event("2018", "b"), event("2019", "c")])
    before, after = chronology.neighbours(chronology.events[1])
    assert (before.title, after.title) == ("a", "c")
    assert chronology.neighbours(chronology.events[0])[0] is None
    with pytest.raises(KeyError):
        chronology.neighbours(event("2019", "stranger"))


STRIKES = {
    "article": "one.md",
    "actors": ("U.S. military", "Kataib Hezbollah"),
    "quote": "The U.S. military carried out airstrikes against Kataib Hezbollah bases, killing 25 fighters.",
}
AGAIN = {
    "article": "two.md",
    "actors": ("Kataib Hezbollah",),
    "quote": "U.S. airstrikes against bases of Kataib Hezbollah killed 28 fighters.",
}


def test_one_happening_in_two_articles_is_suggested_and_can_be_united():
    a = event("2019-12-29", "U.S. military carried out airstrikes against Kataib Hezbollah bases", id="a", **STRIKES)
    b = event("2019-12-29", "U.S. airstrikes against Kataib Hezbollah bases killed fighters", id="b", **AGAIN)
    other = event("2019-12-29", "Parliament of Iraq met", id="c", article="two.md", places=("Iraq",))
    (pair,) = Chronology([other, b, a]).suggest()
    assert {pair.a.id, pair.b.id} == {"a", "b"}
    assert pair.verdict == "same" and pair.shared == ("Kataib Hezbollah",)
    groups = clusters([b, a, other], [pair])
    assert [[e.id for e in g] for g in groups] == [["a", "b"]]
    one = unite(groups[0])
    assert [f.article for f in one.found] == ["", "two.md"]
    assert "figures differ: 25 or 28 fighters" in one.doubts


def test_without_a_shared_name_or_overlapping_date_nothing_is_suggested():
    a = event("2019-12-29", "U.S. military carried out airstrikes", id="a", **STRIKES)
    nameless = event("2019-12-29", "U.S. military carried out airstrikes", id="b", **{**AGAIN, "actors": ()})
    later = event("2020-01-03", "U.S. military carried out airstrikes", id="c", **AGAIN)
    assert Chronology([a, nameless, later]).suggest() == ()


def test_a_touched_event_is_never_united():
    a = event("2019-12-29", "U.S. military carried out airstrikes against Kataib Hezbollah", id="a", review="accepted", **STRIKES)
    b = event("2019-12-29", "U.S. airstrikes against Kataib Hezbollah bases", id="b", **AGAIN)
    assert clusters([a, b], Chronology([a, b]).suggest()) == []


def test_salience_counts_sources_leads_and_later_mentions():
    plain = event("2019-12-29", "plain", id="p", article="one.md")
    told = event(
        "2019-12-20", "told", id="t", article="one.md",
        found=(
            Found("x", "", "r", "q1", "2019-12-20 (published)"),
            Found("y", "", "r", "q2", "2019-12-30 (published)", article="two.md"),
        ),
    )  # fmt: skip
    said = event("2019-12-29", "Pompeo: “it will be answered”", id="s", article="one.md")
    scores = Chronology([plain, told, said]).salience(leads={"two.md": "q2 and more"})
    assert scores["t"].score > scores["p"].score > scores["s"].score
    assert "+0.50 told in a lead" in scores["t"].why
    copied = Chronology([told]).salience(copies={"two.md": "one.md"})
    assert "1 source" in copied["t"].why[0]


def test_main_events_keep_one_of_every_busy_month():
    busy = [event(f"2019-11-{d:02d}", f"n{d}", id=f"n{d}", modality="planned") for d in range(1, 12)]
    great = [event(f"2019-12-{d:02d}", f"g{d}", id=f"g{d}") for d in range(1, 5)]
    chronology = Chronology(busy + great)
    scores = chronology.salience()
    chosen = select(((e.id, scores[e.id].score, chronology.value(e).start) for e in chronology), 3)
    assert len(chosen) == 3
    assert any(name.startswith("n") for name in chosen)


def test_drafts_of_several_articles_become_one_event_whatever_their_order():
    a = event("2019-12-29", "U.S. military carried out airstrikes against Kataib Hezbollah bases", id="", **STRIKES)
    b = event("2019-12-29", "U.S. military carried out airstrikes against bases of Kataib Hezbollah", id="", **AGAIN)
    forth = across({"one.md": [a], "two.md": [b]})
    back = across({"two.md": [b], "one.md": [a]})
    assert forth == back
    assert [len(forth[path]) for path in ("one.md", "two.md")] == [1, 0]
    assert [f.article for f in forth["one.md"][0].found] == ["", "two.md"]


def test_planned_and_happened_are_not_united():
    a = event("2019-12-29", "U.S. military carried out airstrikes against Kataib Hezbollah bases", id="", **STRIKES)
    b = event(
        "2019-12-29", "U.S. military carried out airstrikes against bases of Kataib Hezbollah", modality="planned", id="", **AGAIN
    )
    assert [len(v) for v in across({"one.md": [a], "two.md": [b]}).values()] == [1, 1]
