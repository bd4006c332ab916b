"""Messages: safe to print whatever the user wrote, no more of them than a person reads; twins of one name are one."""

import unicodedata

import pytest

from tests.command import timeline
from tests.trust import sites
from timeline.errors import Problem, printable

TRICKS = "\x1b[2J\x07\r\x00\u202e\u2066\u200b\ufeff\x85\u2028\u2029\ud800"


def test_what_could_garble_a_terminal_is_escaped():
    shown = str(Problem(f"a{TRICKS}.yaml", 1, 1, "bad-value", f"“{TRICKS}”\n", TRICKS))
    assert shown.isprintable() and len(shown.splitlines()) == 1
    assert "\\u202e" in shown and "\\x1b" in shown
    assert printable("Zürich, 東京, العربية") == "Zürich, 東京, العربية"


@pytest.mark.parametrize("trick", ["\\e[2J", "\\u202E", "\\r", "\\u200B"])
def test_values_of_event_files_are_escaped(tmp_path, trick):
    site = sites.make(tmp_path / "site", **{"content/events/a.yaml": f'- date: "19{trick}68"\n  title: A\n  reveiw: "{trick}"\n'})
    outcome = timeline("check", cwd=site)
    assert outcome.code == 1 and "error[" in outcome.err
    assert all(line.isprintable() for line in outcome.err.split("\n"))


def test_a_hundred_problems_are_printed_and_the_rest_counted(tmp_path):
    wrong = "".join(f"- date: 2001-02-{30 + n}\n  title: A\n" for n in range(150))
    site = sites.make(tmp_path / "site", **{"content/events/a.yaml": wrong})
    outcome = timeline("check", cwd=site)
    lines = outcome.err.splitlines()
    assert outcome.code == 1
    assert sum(": error[" in line for line in lines) == 100
    assert "… and 50 more" in lines
    assert lines[-1] == "150 errors"


def test_names_that_differ_in_composition_alone_are_one(tmp_path):
    twins = [unicodedata.normalize(form, "Café Zürich") for form in ("NFC", "NFD")]
    events = "".join(f"- date: 200{n}\n  title: Twin {n}\n  tags: [{t}]\n  actors: [{t}]\n" for n, t in enumerate(twins))
    site = sites.make(tmp_path / "site", **{"content/events/a.yaml": events})
    outcome = timeline("build", cwd=site)
    assert outcome.code == 0, outcome.err
    for kind in ("tags", "actors"):
        (page,) = (site / "output" / kind).glob("caf*/index.html")
        assert all(f"Twin {n}" in page.read_text(encoding="utf-8") for n in range(2))


def test_an_id_is_plain_letters(tmp_path):
    for form in ("NFC", "NFD"):
        text = f"- id: {unicodedata.normalize(form, 'café')}-abcd\n  date: 2001\n  title: A\n"
        site = sites.make(tmp_path / form, **{"content/events/a.yaml": text})
        assert "content/events/a.yaml:1:7: error[bad-id]" in timeline("check", cwd=site).err


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "- " * 50_000, "&a [*a]", "- name: {a: 1}", "- name: *x", "- ? [a]\n  : b", "\0"]
)
def test_odd_names_files(tmp_path, text):
    site = sites.make(tmp_path / "site", **{"content/names.yaml": text})
    outcome = timeline("check", cwd=site)
    assert outcome.code == 1 and "content/names.yaml:" in outcome.err, outcome.err
