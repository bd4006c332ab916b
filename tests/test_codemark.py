"""The digest of our own code and the libraries it rests on."""

import shutil

import pytest

from timeline import codemark as module
from timeline.codemark import NAME, code_mark

LIBRARIES = {"yaml": "pyyaml", "no_such_library": "no-such-library"}


@pytest.fixture
def package(tmp_path, monkeypatch):
    root = tmp_path / "package"
    (root / "a" / "locales").mkdir(parents=True)
    (root / "a" / "x.py").write_text("1")
    (root / "a" / "locales" / "en.yaml").write_text("2")
    (root / "a" / "notes.txt").write_text("3")
    (root / "b.py").write_text("4")
    monkeypatch.setattr(module, "_ROOT", str(root))
    return root


def test_it_follows_every_file_of_ours_and_no_other(package, tmp_path):
    def now():
        assert code_mark(("a",), LIBRARIES, tmp_path) == code_mark(("a",), LIBRARIES)
        return code_mark(("a",), LIBRARIES, tmp_path)

    seen = [now()]
    (package / "a" / "notes.txt").write_text("5")
    (package / "b.py").write_text("5")
    assert now() == seen[0]
    for name, text in (("a/x.py", "5"), ("a/locales/en.yaml", "5"), ("a/new.py", ""), ("a/locales/de.yaml", "2")):
        (package / name).write_text(text)
        assert now() not in seen
        seen.append(now())
    (package / "a" / "new.py").rename(package / "a" / "newer.py")
    assert now() not in seen
    assert code_mark(("a", "b.py"), LIBRARIES) != code_mark(("a",), LIBRARIES) != code_mark(("a",), {})


def test_the_same_files_elsewhere_are_the_same_code(package, tmp_path, monkeypatch):
    before = code_mark(("a",), LIBRARIES, tmp_path)
    shutil.copytree(package, tmp_path / "copy")
    monkeypatch.setattr(module, "_ROOT", str(tmp_path / "copy"))
    assert code_mark(("a",), LIBRARIES, tmp_path) == before


def test_files_that_did_not_change_are_not_read_again(package, tmp_path, monkeypatch):
    before = code_mark(("a",), LIBRARIES, tmp_path)
    monkeypatch.setattr(module, "_digest", lambda *_: pytest.fail("read again"))
    assert code_mark(("a",), LIBRARIES, tmp_path) == before


@pytest.mark.parametrize("rubbish", [b"", b"[]", b"{", b"\xff", b'{"x": 1}', b"[" * 100_000])
def test_a_broken_memory_is_none(package, tmp_path, rubbish):
    before = code_mark(("a",), LIBRARIES, tmp_path)
    (tmp_path / NAME).write_bytes(rubbish)
    assert code_mark(("a",), LIBRARIES, tmp_path) == before
