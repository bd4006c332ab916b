"""Events on a shelf: whatever is put between them or goes, the rows are those that an archive in memory has."""

import random
from operator import attrgetter, itemgetter

import pytest

from timeline.config import Settings
from timeline.events.event import Event, Found
from timeline.events.eventfile import EventFile
from timeline.site.archive import Packed, Rows, rows
from timeline.site.rows import Reading, Row, at, facts_of
from timeline.site.shelf import Shelf, store

NAMES = ("navy", "peace", "Zürich", "U.S. Army")


def event(chance, number):
    date = chance.choice(("1968", "196X", "1968-05", "1968-05-13", "2019-12-29/2020-01-03", "../1999"))
    found = (
        (Found("on Monday", date, rule="weekday", anchor="2019-12-30 (published)", quote="On Monday."),)
        if chance.random() < 0.5
        else ()
    )
    return Event(
        f"e-{number}",
        date,
        f"Event {number}",
        tags=tuple(chance.sample(NAMES, chance.choice((0, 1, 2)))),
        aliases=(f"was-{number}",) if chance.random() < 0.1 else (),
        article=chance.choice(("", "articles/a.md", "articles/draft.md")),
        review=chance.choice(("", "accepted")),
        found=found,
        line=number,
    )


def files(chance, count):
    numbers = iter(range(10_000))
    made = []
    for n in range(count):
        events = [event(chance, next(numbers)) for _ in range(chance.randrange(12))]
        made.append(EventFile(f"events/{chance.choice(('sea', 'land'))}/f{n}.yaml", f"d{n}", events=events))
    return made


READINGS = [
    Reading({}, frozenset(), Settings()),
    Reading({"articles/a.md": "river"}, frozenset(), Settings(edit_url="https://example.org/{path}#{line}")),
    Reading({}, frozenset({"articles/draft.md"}), Settings()),
    Reading({}, frozenset(), Settings(unreviewed="hide")),
]


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("seed", range(6))
def test_rows_from_a_shelf_are_those_of_all_files(tmp_path, reading, seed):
    chance = random.Random(seed)
    every = files(chance, 40)
    first, late = every[:37], every[37:]
    facts = sorted((each for n, file in enumerate(first) for each in facts_of(file, n)), key=itemgetter(at("order")))
    token, index = store(tmp_path / "shelf", facts)
    there = [None if chance.random() < 0.1 else file for file in first]
    added = [each for n, file in enumerate(late, len(first)) for each in facts_of(file, n)]
    packed = Rows(Packed(reading, [*there, *late], Shelf(tmp_path / "shelf", token, index), added))
    whole = rows([file for file in [*there, *late] if file], reading)
    for name in Row._fields:
        expected = list(map(attrgetter(name), whole))
        assert list(packed.field(name)) == expected == list(whole.field(name)), name
        assert packed.column(name).expanded() == expected == whole.column(name).expanded(), name
    assert list(packed) == list(whole)
    assert [packed.find(row.order) for row in whole] == list(range(len(whole)))
    some = sorted(chance.sample(range(len(whole)), len(whole) // 3))
    assert list(packed.at(some)[2:]) == [whole[place] for place in some[2:]]
    assert packed.at(some).field("id") == [whole[place].id for place in some]
    assert packed.at(some).column("tags").expanded() == [whole[place].tags for place in some]


def test_a_shelf_of_another_build_or_changed_is_none(tmp_path):
    path = tmp_path / "shelf"
    facts = facts_of(files(random.Random(1), 9)[8])
    token, index = store(path, facts)
    data = path.read_bytes()
    path.write_bytes(data)  # copied: another state, the same bytes
    assert [Shelf(path, token, index).facts(n) for n in range(len(facts))] == facts
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(ValueError, match="changed"):
        Shelf(path, token, index)
    store(path, facts)
    with pytest.raises(ValueError, match="another"):
        Shelf(path, token, index)
    path.unlink()
    with pytest.raises(OSError, match="No such file"):
        Shelf(path, token, index)
