"""The regeneration rules, one situation each, on real files."""

from dataclasses import replace
from pathlib import Path

import pytest

from timeline.events import store
from timeline.events.event import Event, Found
from timeline.events.extract import extract
from timeline.events.match import key_of

ARTICLE = "articles/iraq/strikes.md"
FILE = "events/iraq/strikes.yaml"
STRIKE = "American aircraft struck three bases of the militia near the border on Sunday."
RESIGNED = "The prime minister said last month that he would leave his office soon."
BURNED = "Protesters burned flags in front of the embassy on Monday and sang old songs."


def found(text, date, quote, **more):
    return Found(text, date, more.pop("rule", "weekday"), quote, more.pop("anchor", "2019-12-30 (published)"), **more)


def event(title, *lines, **more):
    return Event(id="", date=more.pop("date", lines[0].date), time=lines[0].time, title=title, found=tuple(lines), **more)


STRIKES = event("Aircraft strike bases", found("on Sunday", "2019-12-29", STRIKE))
RESIGNS = event("Prime minister resigns", found("last month", "2019-11", RESIGNED))
BURNS = event("Protesters burn flags", found("on Monday", "2019-12-30", BURNED))


class Site:
    def __init__(self, folder: Path):
        self.content = folder / "content"
        self.article(ARTICLE)

    def article(self, path):
        (self.content / path).parent.mkdir(parents=True, exist_ok=True)
        (self.content / path).write_text("text")

    def run(self, *drafts, article=ARTICLE, **options):
        return extract(self.content, {article: list(drafts)}, self.content.parent / ".timeline", **options)

    def text(self, path=FILE):
        return (self.content / path).read_text()

    def write(self, text, path=FILE):
        (self.content / path).parent.mkdir(parents=True, exist_ok=True)
        (self.content / path).write_text(text)

    def edit(self, old, new, path=FILE):
        text = self.text(path)
        assert old in text
        self.write(text.replace(old, new), path)

    def events(self):
        events, problems = store.load(self.content)
        assert not problems
        return events

    def titles(self):
        return [event.title for event in self.events()]


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path)
    report = site.run(STRIKES, RESIGNS)
    assert [e.title for e in report.proposed] == site.titles() == [STRIKES.title, RESIGNS.title]
    return site


def test_the_file_as_the_contract_has_it(site):
    strike, resigns = site.events()
    assert (
        site.text()
        == f"""\
# yaml-language-server: $schema=../../../.timeline/events-1.schema.json
article: articles/iraq/strikes.md

events:
  - id: {strike.id}
    date: 2019-12-29
    title: Aircraft strike bases
    found:
      - text: on Sunday
        date: 2019-12-29
        rule: weekday
        quote: {STRIKE}
        anchor: 2019-12-30 (published)

  - id: {resigns.id}
    date: 2019-11
    title: Prime minister resigns
    found:
      - text: last month
        date: 2019-11
        rule: weekday
        quote: {RESIGNED}
        anchor: 2019-12-30 (published)
seen: [{key_of(strike.found[0])}, {key_of(resigns.found[0])}]
"""
    )
    assert strike.proposed and strike.id.startswith("aircraft-strike-bases-")


def test_1_a_new_mention_is_appended(site):
    before = site.text()
    site.run(STRIKES, BURNS, RESIGNS)
    assert site.titles() == [STRIKES.title, RESIGNS.title, BURNS.title]
    head, _, tail = before.partition("\nseen:")
    assert site.text().startswith(head) and "\nseen:" + tail.rstrip("]\n") in site.text()


def test_2_and_3_what_a_person_wrote_stays(site):
    ids = [e.id for e in site.events()]
    site.edit(
        "title: Aircraft strike bases", "title: 'Jets: bases hit'   # mine\n    note: why\n    tags: [war]\n    x-desk: foreign"
    )
    before = site.text()
    assert not site.run(replace(STRIKES, title="Better title", actors=("U.S.",)), RESIGNS).changes
    assert site.text() == before and [e.id for e in site.events()] == ids


def test_4_an_untouched_value_follows_a_better_reading(site):
    better = replace(RESIGNS.found[0], date="2019-11-29", time="morning", rule="dateline")
    report = site.run(STRIKES, event(RESIGNS.title, better))
    resigns = site.events()[1]
    assert (resigns.date, resigns.time, resigns.found[0].date, resigns.found[0].was) == (
        "2019-11-29",
        "morning",
        "2019-11-29",
        "",
    )
    assert [(a.date, b.date) for a, b in report.plan.followed] == [("2019-11", "2019-11-29")]
    site.run(STRIKES, RESIGNS)
    assert (site.events()[1].date, site.events()[1].time) == ("2019-11", "")


def test_5_a_persons_date_or_word_holds(site):
    site.edit("date: 2019-11\n    title", "date: 2019-11-29  # second source\n    title")
    site.edit("title: Aircraft", "review: accepted\n    title: Aircraft")
    later = replace(RESIGNS.found[0], date="2019-10")
    site.run(event(STRIKES.title, replace(STRIKES.found[0], date="2019-12-22")), event(RESIGNS.title, later))
    strike, resigns = site.events()
    assert (strike.date, strike.found[0].date, strike.found[0].was) == ("2019-12-29", "2019-12-22", "2019-12-29")
    assert (resigns.date, resigns.found[0].date, resigns.found[0].was) == ("2019-11-29", "2019-10", "2019-11")
    site.run(
        event(STRIKES.title, replace(STRIKES.found[0], date="2019-12-22")),
        event(RESIGNS.title, replace(later, date="2019-11-29")),
    )
    assert site.events()[1].found[0].was == ""  # now the text reads as the person said


def test_6_an_edited_sentence_is_the_same_mention(site):
    edited = STRIKE.replace("three bases", "five large bases").replace("near the border", "close to the border")
    site.run(event("x", replace(STRIKES.found[0], quote=edited)), RESIGNS)
    strike, _ = site.events()
    assert strike.title == STRIKES.title and strike.found[0].quote == edited and not strike.found[0].gone
    site.run(STRIKES, RESIGNS)  # and back again
    assert [e.found[0].quote for e in site.events()] == [STRIKE, RESIGNED]


def test_6_a_corrected_day_is_the_same_mention(site):
    moved = replace(STRIKES.found[0], text="on Saturday", date="2019-12-28", quote=STRIKE.replace("Sunday", "Saturday"))
    site.run(event("x", moved), RESIGNS)
    assert [(e.title, e.date) for e in site.events()] == [(STRIKES.title, "2019-12-28"), (RESIGNS.title, "2019-11")]


def test_6_an_ambiguous_edit_is_asked_about(tmp_path):
    site = Site(tmp_path)
    near = STRIKE.replace("three", "two")
    site.run(STRIKES, event("Second strike", replace(STRIKES.found[0], quote=near)))
    report = site.run(event("Which", replace(STRIKES.found[0], quote=STRIKE.replace("three", "four"))))
    first, second, third = site.events()
    assert first.found[0].gone and second.found[0].gone
    assert set(third.suggest) == {first.id, second.id} and third.doubts
    assert len(report.plan.gone) == 2


def test_7_a_vanished_mention_is_marked_and_comes_back(site):
    before = site.text()
    report = site.run(RESIGNS)
    assert [e.title for e in report.plan.gone] == [STRIKES.title]
    assert [e.found[0].gone for e in site.events()] == [True, False]
    again = site.run(RESIGNS)
    assert not again.changes and not again.plan.gone
    site.run(STRIKES, RESIGNS)
    assert site.text() == before


def test_8_rejected_stays_rejected(site):
    site.edit("title: Aircraft", "review: rejected\n    title: Aircraft")
    before = site.text()
    site.run(STRIKES, RESIGNS)
    assert site.text() == before


def remove_first(site):
    text = site.text()
    start = text.index("  - id: aircraft")
    site.write(text[:start] + text[text.index("  - id: prime") :])


def test_9_deleted_stays_deleted_even_when_edited(site):
    remove_first(site)
    before = site.text()
    report = site.run(STRIKES, RESIGNS)
    assert site.text() == before and [found.text for _, found, _ in report.plan.deleted] == ["on Sunday"]
    edited = STRIKE.replace("three bases", "several bases")
    site.run(event("x", replace(STRIKES.found[0], quote=edited)), RESIGNS)
    assert site.titles() == [RESIGNS.title]
    assert key_of(replace(STRIKES.found[0], quote=edited)) in site.text()
    site.run(STRIKES, RESIGNS, forget=[key_of(STRIKES.found[0])])
    assert site.titles() == [RESIGNS.title, STRIKES.title]


def test_9_forget_by_words(site):
    remove_first(site)
    site.run(STRIKES, RESIGNS, forget=["three bases"])
    assert STRIKES.title in site.titles()


def test_10_merged_events_stay_merged(site):
    text = site.text()
    evidence = text[text.index("      - text: last month") : text.index("\nseen:") + 1]
    merged = text[: text.index("\n  - id: prime")] + evidence + text[text.index("seen:") :]
    site.write(merged)
    assert [len(e.found) for e in site.events()] == [2]
    assert not site.run(STRIKES, RESIGNS).changes
    assert site.text() == merged


def test_10_across_articles(site):
    other = "articles/iraq/later.md"
    site.article(other)
    site.run(BURNS, article=other)
    text = site.text("events/iraq/later.yaml")
    evidence = text[text.index("      - text:") : text.index("seen:")]
    site.write(text[: text.index("events:")] + text[text.index("seen:") :], "events/iraq/later.yaml")
    site.edit("\n  - id: prime", evidence + "\n  - id: prime")
    for stated in ("", f"        article: {other}\n"):
        if stated:
            site.edit(evidence, evidence + stated)
        before = site.text(), site.text("events/iraq/later.yaml")
        site.run(BURNS, article=other)
        site.run(STRIKES, RESIGNS)
        assert (site.text(), site.text("events/iraq/later.yaml")) == before
    site.run(event("x", replace(BURNS.found[0], quote=BURNED.replace("old songs", "songs"))), article=other)
    assert "embassy on Monday and sang songs" in site.text() and len(site.events()) == 2


def test_11_an_event_moved_to_another_file_is_found_there(site):
    text = site.text()
    start, end = text.index("  - id: prime"), text.index("seen:")
    site.write(text[:start] + text[end:])
    site.write("# my own\n" + "\n".join(line[2:] for line in text[start:end].splitlines()) + "\n", "events/mine.yaml")
    before = site.text(), site.text("events/mine.yaml")
    assert not site.run(STRIKES, RESIGNS).changes
    assert (site.text(), site.text("events/mine.yaml")) == before
    site.run(STRIKES, event("x", replace(RESIGNS.found[0], date="2019-11-30")))
    assert "date: 2019-11-30" in site.text("events/mine.yaml")
    site.run(STRIKES, event("x", replace(RESIGNS.found[0], quote=RESIGNED.replace("soon", "very soon"))))
    assert "very soon" in site.text("events/mine.yaml") and len(site.events()) == 2


def test_12_the_same_words_in_another_article_are_another_event(site):
    site.article("articles/wire/copy.md")
    site.run(STRIKES, article="articles/wire/copy.md")
    assert len(site.events()) == 3
    assert len({e.id for e in site.events()}) == 3


def test_13_handwritten_events_are_never_looked_at(site):
    site.write("- {date: 1868~, title: By hand}\n- date: 2019\n  title: Also\n", "events/mine.yaml")
    before = site.text("events/mine.yaml")
    site.run(STRIKES, RESIGNS, BURNS)
    assert site.text("events/mine.yaml") == before


def test_14_a_renamed_article_is_recognised(site):
    (site.content / ARTICLE).unlink()
    new = "articles/iraq/2019-12-30-strikes.md"
    site.article(new)
    report = site.run(STRIKES, RESIGNS, article=new)
    assert report.plan.renamed == ((ARTICLE, new),)
    assert site.titles() == [STRIKES.title, RESIGNS.title] and f"\narticle: {new}\n" in site.text()
    assert not site.run(STRIKES, RESIGNS, article=new).changes


def test_14_even_when_it_was_edited_as_well(site):
    (site.content / ARTICLE).unlink()
    new = "articles/iraq/other-name.md"
    site.article(new)
    report = site.run(event("x", replace(STRIKES.found[0], quote=STRIKE.replace("three", "four"))), RESIGNS, article=new)
    assert report.plan.renamed == ((ARTICLE, new),) and len(site.events()) == 2


def test_14_one_of_two_candidates_is_asked_about(site):
    site.write(site.text().replace(ARTICLE, "articles/lost.md").replace("- id: ", "- id: b-"), "events/b.yaml")
    (site.content / ARTICLE).unlink()
    site.article("articles/new.md")
    report = site.run(STRIKES, RESIGNS, article="articles/new.md")
    assert [p.code for p in report.problems] == ["renamed-article"] and not report.changes


def test_15_a_broken_file_is_left_alone_and_the_rest_goes_on(site):
    site.article("articles/other.md")
    broken = site.text().replace("title: Prime", "title: 'Prime")
    site.write(broken)
    report = extract(site.content, {ARTICLE: [STRIKES, BURNS], "articles/other.md": [RESIGNS]}, site.content.parent / ".timeline")
    assert [p.code for p in report.problems] == ["yaml-syntax"]
    assert site.text() == broken and [c.path for c in report.changes] == ["events/other.yaml"]


def test_16_twice_is_once(site):
    before = {p: p.read_bytes() for p in site.content.rglob("*") if p.is_file()}
    assert not site.run(STRIKES, RESIGNS).changes
    assert {p: p.read_bytes() for p in site.content.rglob("*") if p.is_file()} == before


def test_dry_run_changes_nothing(site):
    before = site.text()
    report = site.run(STRIKES, RESIGNS, BURNS, write=False)
    assert site.text() == before and [e.title for e in report.proposed] == [BURNS.title]
    assert report.changes[0].before == before.encode() and BURNS.title.encode() in report.changes[0].after


def test_two_events_of_one_mention_have_their_own_ids(tmp_path):
    site = Site(tmp_path)
    site.run(STRIKES, STRIKES, replace(STRIKES, title="Another"))
    assert len({e.id for e in site.events()}) == 3
    assert not site.run(STRIKES, STRIKES, replace(STRIKES, title="Another")).changes


def test_new_evidence_for_a_known_event_joins_it(site):
    again = found("the weekend", "2019-12-28/2019-12-29", "The weekend's attack was the largest so far.")
    site.run(event(STRIKES.title, STRIKES.found[0], again), RESIGNS)
    assert [len(e.found) for e in site.events()] == [2, 1]
    assert not site.run(event(STRIKES.title, STRIKES.found[0], again), RESIGNS).changes


def test_an_event_united_from_two_articles(site):
    other = "articles/iraq/later.md"
    site.article(other)
    again = found("at the weekend", "2019-12-28/2019-12-29", "Flags burned at the weekend.", article=other)
    united = {ARTICLE: [STRIKES, RESIGNS, event(BURNS.title, BURNS.found[0], again)], other: []}
    apart = {ARTICLE: [STRIKES, RESIGNS, BURNS], other: [event("x", replace(again, article=""))]}

    def run(drafts):
        return extract(site.content, drafts, site.content.parent / ".timeline")

    run(united)
    burns = site.events()[2]
    assert [line.article for line in burns.found] == ["", other]
    assert key_of(again) in site.text("events/iraq/later.yaml")
    for drafts in (united, apart, {other: apart[other]}, {ARTICLE: apart[ARTICLE]}, united):
        assert not run(drafts).changes
    text = site.text()
    site.write(text[: text.index("\n  - id: protesters")] + "\n" + text[text.index("seen:") :])
    for drafts in (united, apart):
        run(drafts)
        assert len(site.events()) == 2


def test_windows_line_ends_and_byte_order_mark_stay(site):
    path = site.content / FILE
    path.write_bytes(b"\xef\xbb\xbf" + site.text().encode().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    site.run(STRIKES, RESIGNS, BURNS)
    after = path.read_bytes()
    assert after.startswith(before[:400]) and after.count(b"\n") == after.count(b"\r\n")
    assert len(site.events()) == 3


def test_an_editor_saving_meanwhile_wins(site, monkeypatch):
    from timeline import atomic

    def save_first(path, data, unchanged):
        path.write_bytes(b"# saved by a person\n")
        assert not unchanged(path.read_bytes())
        raise atomic.ChangedMeanwhileError(str(path))

    monkeypatch.setattr(
        atomic, "replace", lambda path, data, unchanged=None, **_: save_first(path, data, unchanged) if unchanged else None
    )
    report = site.run(STRIKES, RESIGNS, BURNS)
    assert [p.code for p in report.problems] == ["changed-meanwhile"] and site.text() == "# saved by a person\n"


def test_a_lost_seen_list_is_made_anew(site):
    text = site.text()
    site.write(text[: text.index("seen:")])
    site.run(STRIKES, RESIGNS)
    assert site.text() == text
