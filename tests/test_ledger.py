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
    found, stamp = ledger.load(path, "form")
    assert said(found) == KEPT
    assert stamp == path.stat().st_mtime_ns
    assert [name.name for name in path.parent.iterdir()] == ["l"]


def test_nothing_is_loaded_of_another_form_or_where_there_is_nothing(path, tmp_path):
    assert ledger.load(path, "other") == ledger.load(tmp_path / "none", "form") == ledger.load(tmp_path, "form") == ({}, 0)


def test_loaded_bodies_are_carried_over_and_stay_readable(path):
    found, _ = ledger.load(path, "form")
    ledger.save(path, "form", {"c": Record("new", Body.of("new")), "b": found["b"]})
    assert said(found) == KEPT, "of the file that is gone too"
    again, _ = ledger.load(path, "form")
    assert said(again) == [("c", "new", "new"), ("b", [1, "é"], {"a": ["x" * 50, None]})]
    path.unlink()
    assert said(again)[0] == ("c", "new", "new")


def test_every_flipped_bit_is_found(path):
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << random.Random(at).randrange(8)]) + whole[at + 1 :])
        found, _ = ledger.load(path, "form")
        for key, record in found.items():
            try:
                assert (key, record.head, record.body.value()) in KEPT
            except DamagedError:
                continue


@pytest.mark.parametrize("length", range(0, 120, 7))
def test_a_cut_off_ledger_holds_nothing_that_is_not_whole(path, length):
    path.write_bytes(path.read_bytes()[:length])
    found, _ = ledger.load(path, "form")
    for record in found.values():
        with pytest.raises(DamagedError):
            record.body.value()


def test_a_damaged_body_is_not_carried_over(path):
    path.write_bytes(path.read_bytes()[:-1] + b"9")
    found, _ = ledger.load(path, "form")
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
