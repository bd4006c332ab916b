"""Ledgers: heads at once, bodies when asked for, and no damage that is believed."""

import os
import random

import pytest

from timeline import ledger
from timeline.ledger import Body, DamagedError, Record

KEPT = [("b", [1, "é"], {"a": ["x" * 50, None]}), ("a", None, []), ("", {}, 2.5)]


def records():
    return {key: Record(head, Body.of(body)) for key, head, body in KEPT}


@pytest.fixture
def path(tmp_path):
    ledger.save(tmp_path / "deep" / "l", "form", records())
    return tmp_path / "deep" / "l"


def said(found):
    return [(key, each.head, each.body.value()) for key, each in found.items()]


def test_what_was_saved_is_loaded_in_its_order(path):
    found = ledger.load(path, "form")
    assert said(found.records) == KEPT
    assert found.stamp == path.stat().st_mtime_ns
    assert [name.name for name in path.parent.iterdir()] == ["l"]


def test_nothing_is_loaded_of_another_form_or_where_there_is_nothing(path, tmp_path):
    nothing = ledger.Ledger({})
    assert ledger.load(path, "other") == ledger.load(tmp_path / "none", "form") == ledger.load(tmp_path, "form") == nothing


def test_loaded_bodies_are_carried_over_and_stay_readable(path):
    found = ledger.load(path, "form").records
    ledger.save(path, "form", {"c": Record("new", Body.of("new")), "b": found["b"]})
    assert said(found) == KEPT, "of the file that is gone too"
    again = ledger.load(path, "form").records
    assert said(again) == [("c", "new", "new"), ("b", [1, "é"], {"a": ["x" * 50, None]})]
    path.unlink()
    assert said(again)[0] == ("c", "new", "new")


@pytest.fixture
def many(tmp_path):
    """A ledger of 300 records, as it was loaded."""
    ledger.save(tmp_path / "l", "form", {str(n): Record(n, Body.of([n])) for n in range(300)})
    return ledger.load(tmp_path / "l", "form")


def test_few_changes_are_written_beside_it_again_and_again(many, tmp_path):
    size = (tmp_path / "l").stat().st_size
    expected, before = {str(n): (n, [n]) for n in range(300)}, many
    for n in (3, 4, 3, 5):
        records = dict(before.records)
        del records[str(n + 50)]
        records |= {str(n): Record("new", Body.of(["new", n])), str(n + 50): Record("back", Body.of("back"))}
        records.pop("99", None)
        ledger.save(tmp_path / "l", "form", records, before)
        expected |= {str(n): ("new", ["new", n]), str(n + 50): ("back", "back")}
        expected.pop("99", None)
        before = ledger.load(tmp_path / "l", "form")
        assert {key: (each.head, each.body.value()) for key, each in before.records.items()} == expected
        assert before.stamp == (tmp_path / "l.since").stat().st_mtime_ns
        assert (tmp_path / "l").stat().st_size == size


def test_many_changes_are_written_whole(many, tmp_path):
    ledger.save(tmp_path / "l", "form", {**many.records, "1": Record("new", Body.of("new"))}, many)
    assert (tmp_path / "l.since").exists()
    before = ledger.load(tmp_path / "l", "form")
    ledger.save(tmp_path / "l", "form", dict(list(before.records.items())[:250]), before)
    assert [file.name for file in tmp_path.iterdir()] == ["l"]
    assert said(ledger.load(tmp_path / "l", "form").records)[:2] == [("0", 0, [0]), ("1", "new", "new")]


def test_what_was_written_beside_another_ledger_or_is_garbled_does_not_count(many, tmp_path):
    ledger.save(tmp_path / "l", "form", {**many.records, "1": Record("new", Body.of("new"))}, many)
    data = (tmp_path / "l.since").read_bytes()
    for at in range(len(data)):
        (tmp_path / "l.since").write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        found = ledger.load(tmp_path / "l", "form").records["1"]
        try:
            assert (found.head, found.body.value()) in ((1, [1]), ("new", "new"))
        except DamagedError:
            continue
    ledger.save(tmp_path / "l", "form", {"1": Record("other", Body.of("other"))})
    (tmp_path / "l.since").write_bytes(data)
    assert said(ledger.load(tmp_path / "l", "form").records) == [("1", "other", "other")]


def test_every_flipped_bit_is_found(path):
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << random.Random(at).randrange(8)]) + whole[at + 1 :])
        found = ledger.load(path, "form").records
        for key, record in found.items():
            try:
                assert (key, record.head, record.body.value()) in KEPT
            except DamagedError:
                continue


@pytest.mark.parametrize("length", range(0, 120, 7))
def test_a_cut_off_ledger_holds_nothing_that_is_not_whole(path, length):
    path.write_bytes(path.read_bytes()[:length])
    found = ledger.load(path, "form").records
    for record in found.values():
        with pytest.raises(DamagedError):
            record.body.value()


def test_a_damaged_body_is_not_carried_over(path):
    path.write_bytes(path.read_bytes()[:-1] + b"9")
    found = ledger.load(path, "form").records
    ledger.save(path, "form", found)
    assert not list(path.parent.iterdir()), "the next run makes it anew"


def test_a_folder_that_cannot_be_written_stays_without(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "rename", full)
    monkeypatch.setattr(os, "replace", full)
    kept = records()
    ledger.save(tmp_path / "l", "form", kept)
    assert not list(tmp_path.iterdir())
    assert said(kept) == KEPT
