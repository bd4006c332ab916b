"""How events are divided over pages: no page too long, each event in full at exactly one place of a scope."""

import random

import pytest

from timeline.config import Settings
from timeline.events.event import Event
from timeline.events.eventfile import EventFile
from timeline.site.ages import Age, Level
from timeline.site.archive import rows
from timeline.site.rows import Reading
from timeline.site.tree import MOST_BYTES, MOST_EVENTS, calendar, divide, titles_of


def made(dates, summary=""):
    events = tuple(Event(f"e-{i}", date, f"Event {i}", summary=summary, file="events/x/a.yaml") for i, date in enumerate(dates))
    return rows([EventFile("events/x/a.yaml", "d", events=events)], Reading({}, frozenset(), Settings()))


def many(chance, count):
    for _ in range(count):
        year = chance.choice((2019, 2019, 2019, 2020, 1968, -43))
        day = f"{'-' if year < 0 else ''}{abs(year):04d}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        yield chance.choice((day, day, day, day[:-3], day[:-6], "201X", "19XX", f"{day}/..", f"../{day}"))


def check(node):
    printed = []
    for each in node.walk():
        assert len(each.own) <= MOST_EVENTS and (sum(row.size for row in each.own) <= MOST_BYTES or len(each.own) == 1)
        assert {row.event.id for row in titles_of(each)}.isdisjoint(row.event.id for row in each.own)
        printed += [row.event.id for row in each.own]
    assert sorted(printed) == sorted(row.event.id for row in node.rows)
    addresses = [each.address for each in node.walk()]
    assert len(addresses) == len(set(addresses))


@pytest.mark.parametrize("count", [1, 400, 401, 3000])
def test_a_scope_prints_every_event_once_on_pages_that_fit(count):
    check(divide(made(many(random.Random(count), count)), "tags/navy/"))


def test_one_day_of_a_thousand_events_is_numbered():
    root = divide(made(["2019-12-29"] * 1000), "tags/navy/")
    check(root)
    assert [node.address for node in root.walk()] == ["tags/navy/", "tags/navy/2/", "tags/navy/3/"]


def test_long_texts_divide_a_page_sooner():
    root = divide(
        made([f"2019-{month:02d}-11" for month in range(1, 13)] * 10, summary="x" * 10_000), "2019/", Age(2019, Level.YEAR)
    )
    check(root)
    assert root.children[0].address == "2019/01/"


def test_a_calendar_has_a_page_for_every_year_and_one_home_for_every_event():
    found = made(many(random.Random(1), 3000))
    pages = calendar(found)
    years = {row.age.at(Level.YEAR) for row in found if row.age.level >= Level.YEAR}
    assert years <= pages.keys()
    homes = [row.event.id for age, node in pages.items() if age.level == Level.YEAR for each in node.walk() for row in each.own]
    homes += [row.event.id for age, node in pages.items() if age.level < Level.YEAR for row in node.own]
    homes += [
        row.event.id
        for age, node in pages.items()
        if age.level < Level.YEAR
        for child in node.children
        if child.part
        for row in child.own
    ]
    assert sorted(homes) == sorted(row.event.id for row in found)


def test_coarse_dates_come_first():
    found = made(["2019-01-01", "2019", "201X", "2019-01"])
    assert [row.event.date for row in found] == ["201X", "2019", "2019-01", "2019-01-01"]
