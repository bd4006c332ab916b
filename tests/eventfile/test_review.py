"""Reviewing: one decision, one change in the file, and the way back."""

import pytest
from click.testing import CliRunner

from tests.eventfile.test_extract import BURNS, RESIGNS, STRIKES, Site, event, found
from timeline.cli.main import cli
from timeline.errors import TimelineError
from timeline.events import store
from timeline.events.review import Review

AGAIN = event(
    "Three bases struck",
    found("at the weekend", "2019-12-28/2019-12-29", "Three bases were struck at the weekend."),
    actors=("Iraq",),
)


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path)
    site.run(STRIKES, RESIGNS, BURNS, AGAIN)
    (tmp_path / "pelicanconf.py").write_text('PATH = "content"\nPLUGINS = ["timeline"]\nTIMEZONE = "UTC"\n')
    return site


def review(site, **options):
    return Review(site.content, site.content.parent / ".timeline", **options)


def by_title(site, title):
    return next(e for e in site.events() if e.title == title)


def test_the_earliest_comes_first_with_its_words_marked(site):
    session = review(site)
    item = session.current()
    assert item.event.title == RESIGNS.title and session.total == 4
    assert item.found.quote[item.start : item.end] == "last month"


def test_decisions_are_written_at_once_and_only_there(site):
    before = site.text()
    session = review(site)
    first = session.current().event.id
    session.accept(first)
    assert site.text() == before.replace(f"{RESIGNS.title}\n", f"{RESIGNS.title}\n    review: accepted\n")
    second = session.current().event.id
    session.reject(second, "not an event")
    session.retitle(session.current().event.id, "Better: title")
    session.redate(session.current().event.id, "2019-12")
    session.accept(session.current().event.id)
    mended = by_title(site, "Better: title")
    assert (mended.date, mended.review) == ("2019-12", "accepted")
    assert session.done == 3
    while session.undo():
        pass
    assert site.text() == before and session.done == 0


def test_a_session_can_be_left_and_taken_up(site):
    session = review(site)
    session.accept(session.current().event.id)
    session.skip(session.current().event.id)
    assert review(site).total == 3


def test_bad_input_is_refused_and_changes_nothing(site):
    before = site.text()
    session = review(site)
    name = session.current().event.id
    for attempt in (
        lambda: session.redate(name, "30/02"),
        lambda: session.retitle(name, " "),
        lambda: session.merge(name, "nothing"),
    ):
        with pytest.raises(TimelineError):
            attempt()
    with pytest.raises(TimelineError):
        session.merge(name, name)
    assert site.text() == before


def test_a_file_edited_meanwhile_is_not_overwritten(site):
    session = review(site)
    name = session.current().event.id
    site.edit("title: Protesters", "title: Many protesters")
    with pytest.raises(TimelineError, match="changed"):
        session.accept(name)
    session.accept(name)
    assert by_title(site, "Many protesters burn flags").proposed and not by_title(site, RESIGNS.title).proposed
    site.edit("title: Many", "title: A few")
    with pytest.raises(TimelineError, match="changed"):
        session.undo()


def test_merging_keeps_everything_and_stays(site):
    kept, lost = by_title(site, STRIKES.title), by_title(site, AGAIN.title)
    site.edit(f"title: {AGAIN.title}", f"title: {AGAIN.title}   # seen on television\n    note: a note")
    session = review(site)
    session.merge(lost.id, kept.id)
    one = by_title(site, STRIKES.title)
    assert (one.aliases, one.note, one.actors, len(one.found)) == ((lost.id,), "a note", ("Iraq",), 2)
    assert "# seen on television" in site.text() and f"# merged with {lost.id} (title: {AGAIN.title}" in site.text()
    before = site.text()
    assert not site.run(STRIKES, RESIGNS, BURNS, AGAIN).changes
    assert site.text() == before
    session.undo()
    assert by_title(site, AGAIN.title).note == "a note"


def test_merging_across_files(site):
    site.article("articles/other.md")
    other = event("Flags burn in the square", found("on Monday", "2019-12-30", "Flags burned on Monday in the square."))
    site.run(other, article="articles/other.md")
    kept, lost = by_title(site, BURNS.title), by_title(site, other.title)
    runner = CliRunner()
    result = runner.invoke(cli, ["merge", kept.id, lost.id, "--site", str(site.content.parent)])
    assert result.exit_code == 0, result.output
    assert by_title(site, BURNS.title).found[1].article == "articles/other.md"
    assert not site.run(other, article="articles/other.md").changes
    assert not store.load(site.content)[1]


def test_in_the_terminal(site):
    keys = "a" + "r" + "no event\n" + "e" + "Flags burned\n" + "a" + "s" + "z" + "u" + "q"
    result = CliRunner().invoke(cli, ["review", "--site", str(site.content.parent)], input=keys)
    assert result.exit_code == 0, result.output
    assert "1 of 4" in result.output and "by the rule weekday" in result.output
    assert [bool(e.review) for e in site.events()].count(True) == 2, result.output
    assert "reason: no event" in site.text()


def test_in_the_terminal_mistakes_are_said(site):
    result = CliRunner().invoke(cli, ["review", "--site", str(site.content.parent)], input="dyesterday\nm\nmnothing\nuq")
    assert result.exit_code == 0 and "bad-date" in result.output and "no-event" in result.output
