"""Each error a person can cause: a small broken site and exactly what is printed about it.

``tests/errors/<code>/`` holds the broken files and ``expected.txt``; what is missing for a site is added. ``command.txt`` may
name another verb than ``check``. `docs/errors.md` is generated from these folders.
"""

import ast
import re
import shutil
from pathlib import Path

import pytest

from tests.command import timeline

ROOT = Path(__file__).parent / "errors"
CASES = sorted(path.parent for path in ROOT.glob("*/expected.txt"))
SETTINGS = 'PATH = "content"\nARTICLE_PATHS = ["articles"]\nTIMEZONE = "UTC"\nPLUGINS = ["timeline"]\n'


def lay_out(case: Path, site: Path) -> list[str]:
    """Copy a broken site and return the command to run in it."""
    shutil.copytree(case, site, symlinks=True, ignore=shutil.ignore_patterns("expected.txt", "command.txt"))
    if not (site / "pelicanconf.py").exists():
        (site / "pelicanconf.py").write_text(SETTINGS)
    (site / "content").mkdir(exist_ok=True)
    command = case / "command.txt"
    return command.read_text().split() if command.exists() else ["check"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_error(case, tmp_path):
    site = tmp_path / "site"
    outcome = timeline(*lay_out(case, site), cwd=site)
    expected = (case / "expected.txt").read_text(encoding="utf-8").splitlines()
    printed = [line for line in (outcome.out + outcome.err).splitlines() if re.match(r".+:\d+:\d+: (error|warning)\[", line)]
    assert printed == expected
    assert outcome.code == (1 if any(": error[" in line for line in expected) else 0)
    assert any(f"[{case.name}]" in line for line in expected), "a folder is named after the code it shows"


def test_every_code_has_an_example():
    shown = {case.name for case in CASES}
    assert made() - shown - UNSHOWN.keys() == set(), "errors without an example in tests/errors"
    assert UNSHOWN.keys() - made() == set(), "no longer made"


def made():
    """Return the codes in the sources: hyphenated words given to whatever makes a problem."""
    found = set()
    for path in sorted((Path(__file__).parent.parent / "timeline").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and "problem" in ast.unparse(call.func).lower():
                words = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
                found.update(word for word in words if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", word))
    return found


UNSHOWN = {
    "no-full-text": "tests/site/test_fulltext.py",
    "file-too-large": "tests/article, tests/eventfile/test_hostile_eventfiles.py",
    "too-slow": "tests/trust/test_budget.py",
    "changed-meanwhile": "tests/eventfile/test_extract.py",
    "cannot-edit": "tests/eventfile/test_hostile_eventfiles.py",
    "renamed-article": "tests/eventfile/test_extract.py",
    "cannot-write": "tests/site",
    "locale-argument": "tests/temporal",
    "locale-class": "tests/temporal",
    "locale-operator": "tests/temporal",
    "locale-pattern": "tests/temporal",
    "locale-syntax": "tests/trust/test_fuzz.py",
    "locale-trigger": "tests/temporal",
    "bad-name": "tests/trust/test_paths.py",
    "not-a-folder": "tests/test_init.py",
    "host-limit": "tests/test_hosts.py",
    "not-built": "tests/test_hosts.py",
    "no-article": "tests/test_cli.py",
    "no-event": "tests/eventfile (timeline merge)",
    "no-extra": "tests/test_publish.py",
    "no-git": "tests/test_publish.py",
    "no-port": "tests/site/test_serve.py",
    "no-remote": "tests/test_publish.py",
    "not-published": "tests/test_publish.py",
}
"""Codes that no small site can show, and the tests that do."""
