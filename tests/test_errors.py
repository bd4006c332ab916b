"""Each error a person can cause: a small broken site and exactly what is printed about it.

``tests/errors/<code>/`` holds the broken files and ``expected.txt``; what is missing for a site is added. ``command.txt`` may
name other verbs than ``check``, and after ``$`` commands of the shell, such as to make a file too large to keep here: one a line,
and what the last prints counts. ``tests/errors/elsewhere.yaml`` lists the codes that no files can show, with the tests that do.
`docs/errors.md` is generated from all these.
"""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.command import timeline

ROOT = Path(__file__).parent / "errors"
CASES = sorted(path.parent for path in ROOT.glob("*/expected.txt"))
ELSEWHERE = yaml.load((ROOT / "elsewhere.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
SETTINGS = 'PATH = "content"\nARTICLE_PATHS = ["articles"]\nTIMEZONE = "UTC"\nPLUGINS = ["timeline"]\n'


def lay_out(case: Path, site: Path) -> list[str]:
    """Copy a broken site and return the commands to run in it."""
    shutil.copytree(case, site, symlinks=True, ignore=shutil.ignore_patterns("expected.txt", "command.txt"))
    if not (site / "pelicanconf.py").exists():
        (site / "pelicanconf.py").write_text(SETTINGS)
    (site / "content").mkdir(exist_ok=True)
    command = case / "command.txt"
    return command.read_text().splitlines() if command.exists() else ["check"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_error(case, tmp_path):
    site = tmp_path / "site"
    commands = lay_out(case, site)
    if sys.platform == "win32" and any(command.startswith("$") for command in commands):
        pytest.skip("the shell is another one there")
    for command in commands:
        if command.startswith("$"):
            subprocess.run(["sh", "-ec", command[1:]], cwd=site, check=True, capture_output=True)
        else:
            outcome = timeline(*command.split(), cwd=site)
    expected = (case / "expected.txt").read_text(encoding="utf-8").splitlines()
    printed = [line for line in (outcome.out + outcome.err).splitlines() if re.match(r".+:\d+:\d+: (error|warning)\[", line)]
    assert printed == expected
    assert outcome.code == (1 if any(": error[" in line for line in expected) else 0)
    assert any(f"[{case.name}]" in line for line in expected), "a folder is named after the code it shows"


def test_every_code_has_an_example():
    shown = {case.name for case in CASES}
    assert made() - shown - ELSEWHERE.keys() == set(), "errors without an example in tests/errors"
    assert ELSEWHERE.keys() - made() == set(), "no longer made"
    assert ELSEWHERE.keys() & shown == set(), "shown after all"


@pytest.mark.parametrize("code", ELSEWHERE)
def test_codes_that_files_cannot_show_have_a_test_of_their_own(code):
    test = (ROOT.parents[1] / ELSEWHERE[code]["test"]).read_text(encoding="utf-8")
    assert re.search(rf"\b{code}", test, re.IGNORECASE), f"no word of {code} in {ELSEWHERE[code]['test']}"


def made():
    """Return the codes in the sources: single words given to `Problem`, and hyphenated ones given to whatever makes one."""
    found = set()
    for path in sorted((Path(__file__).parent.parent / "timeline").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = ast.unparse(call.func) if isinstance(call, ast.Call) else ""
            if name and "problem" in name.lower():
                words = [each.value for each in call.args if isinstance(each, ast.Constant)]
                shape = r"[a-z]+(-[a-z0-9]+)*" if name.endswith("Problem") else r"[a-z]+(-[a-z0-9]+)+"
                found.update(word for word in words if isinstance(word, str) and re.fullmatch(shape, word))
    return found - {"warning", "output"}
