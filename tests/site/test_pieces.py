"""Texts that are kept come back as they were, whatever was added, dropped, cut off or broken since."""

import os
import random

import pytest

from timeline.site.pieces import Pieces

KINDS = ("entry", "json")


def opened(folder, stamp="s"):
    return Pieces(folder, "pieces", KINDS, stamp)


def text(chance):
    return chance.randbytes(chance.choice((0, 1, 50, 3000)))


def one(pieces, kind, key):
    (found,) = pieces.texts(kind, [key])
    return found


def whole(pieces, kind, keys):
    runs = pieces.runs(keys)
    assert pieces.blank(kind, runs) == [one(pieces, kind, key) for key in keys].count(b"")
    return b"".join(os.pread(each.handle, each.end - each.start, each.start) for each in pieces.joined(kind, runs))


def saved(folder, texts, stamp="s"):
    pieces = opened(folder, stamp)
    for key, each in texts.items():
        pieces.add(key, each)
    pieces.save()
    pieces.close()


@pytest.mark.parametrize("seed", range(5))
def test_what_is_kept_is_what_was_made(tmp_path, seed):
    chance, known = random.Random(seed), {}
    for _ in range(12):
        pieces = opened(tmp_path)
        assert all(key in pieces.keys for key in known)
        for _ in range(chance.randrange(600)):
            key = str(chance.random())
            known[key] = (text(chance), text(chance))
            pieces.add(key, known[key])
            if chance.random() < 0.05:
                assert one(pieces, "entry", key) == known[key][0]
        keys = chance.sample(sorted(known), len(known))
        for i, kind in enumerate(KINDS):
            assert whole(pieces, kind, keys) == b"".join(known[key][i] for key in keys)
        known = {key: known[key] for key in keys[: chance.randrange(len(keys) + 1)]}
        pieces.arrange(list(known))
        pieces.save()
        pieces.close()
    sizes = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert sizes < 2 * sum(len(each) for pair in known.values() for each in pair) + 2_000_000


def test_another_stamp_starts_empty(tmp_path):
    saved(tmp_path, {"a": (b"one", b"two")})
    pieces = opened(tmp_path, "other")
    assert "a" not in pieces.keys
    pieces.close()


def test_what_a_cut_off_build_added_is_forgotten(tmp_path):
    saved(tmp_path, {"a": (b"one", b"two")})
    pieces = opened(tmp_path)
    pieces.add("b", (b"three", b"four"))
    one(pieces, "entry", "b")  # makes it write
    pieces.close()
    pieces = opened(tmp_path)
    assert "b" not in pieces.keys and one(pieces, "json", "a") == b"two"
    pieces.add("c", (b"five", b"six"))
    assert whole(pieces, "entry", "ac") == b"onefive"
    pieces.close()


def test_files_of_two_builds_are_not_mixed(tmp_path):
    saved(tmp_path, {"a": (b"one", b"two")})
    old = (tmp_path / "pieces-json.bin").read_bytes()
    saved(tmp_path, {"a": (b"uno", b"due")}, "other")
    (tmp_path / "pieces-json.bin").write_bytes(old)
    pieces = opened(tmp_path, "other")
    assert "a" not in pieces.keys
    pieces.close()


def test_where_nothing_can_be_arranged_all_stays_as_it_is(tmp_path, monkeypatch):
    pieces = opened(tmp_path)
    for key in "abc":
        pieces.add(key, (key.encode(), b""))
    with monkeypatch.context() as patch:
        patch.setattr("timeline.site.pieces.mmap.mmap", broken)
        pieces.arrange("cba")
    assert whole(pieces, "entry", "cba") == b"cba"
    assert not list(tmp_path.glob("*.new"))
    pieces.arrange("cba")
    assert len(pieces.runs("cba")) == 1 and whole(pieces, "entry", "cba") == b"cba"
    pieces.close()


def broken(*_, **__):
    raise OSError("the disk is full")


def test_what_cannot_be_written_is_an_error_even_where_order_is_much_broken(tmp_path):
    pieces = opened(tmp_path)
    for key in "dacbfe":
        pieces.add(key, (key.encode(), key.encode()))

    class Full:
        def __init__(self, file):
            self.file = file

        def __getattr__(self, name):
            return getattr(self.file, name)

        def write(self, data):
            raise OSError(28, "No space left on device")

    pieces._blobs[1].file = Full(pieces._blobs[1].file)
    with pytest.raises(OSError, match="No space"):
        pieces.arrange(list("abcdef"))
    pieces.close()
