"""The README and docs/ as a tested product: every block runs, generated pages are as generated, links lead somewhere.

Each page is one session in one folder. In `console` blocks a line after ``$`` is run and the lines below it are what it
prints (``...`` stands for anything); `sh` blocks are run for the commands we can; `markdown` and `csv` blocks with
`title="FILE"` are written to FILE; `yaml` blocks are event files; `python` blocks are run.
"""

import doctest
import importlib.util
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.command import timeline
from timeline.cli.main import VERBS, cli
from timeline.events import reader

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^(`{3,})(\w+)?[ ]*([^\n]*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
ELSEWHERE = {
    "pip": "tests/test_wheel.py installs the built wheel",
    "make": "the make targets are what runs this test",
    "pytest": "this is it",
    "git": "needs a remote",
    "timeline serve": "tests/site",
    "timeline publish": "tests/test_publish.py",
    "timeline review": "asks questions; tests/eventfile",
}


def blocks(page):
    for match in BLOCK.finditer(page.read_text(encoding="utf-8")):
        yield match[2] or "", match[3], match[4]


class Session:
    """A folder in which one page's commands are run in turn."""

    def __init__(self, folder):
        self.folder = folder

    def run(self, line, expected=None, code=0):
        command, _, stdin = line.partition(" <<< ")
        stdin = shlex.split(stdin)[0] if stdin else ""
        before, pipe, after = command.partition(" | ")
        if pipe:
            stdin = shlex.split(before)[1].replace("\\n", "\n")
            command = after
        words = shlex.split(command, comments=True)
        if not words or any(command.startswith(skipped) for skipped in ELSEWHERE):
            return
        if words[0] == "cd":
            self.folder = self.folder / words[1]
            self.folder.mkdir(exist_ok=True)
            return
        assert words[0] == "timeline", f"cannot run {line!r} here"
        outcome = timeline(*words[1:], cwd=self.folder, stdin=stdin)
        assert outcome.code == code, f"{line}\n{outcome.out}{outcome.err}"
        if expected is not None:
            compare(line, expected, outcome.out + outcome.err)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def compare(line, expected, printed):
    parts = [r"(.*\n)*" if each == "..." else re.escape(each).replace(r"\.\.\.", ".*") + r"\n" for each in expected.splitlines()]
    assert re.fullmatch("".join(parts), printed), f"$ {line}\n{printed}\nnot as in the docs:\n{expected}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_blocks_run(page, tmp_path):
    session = Session(tmp_path)
    if page.name in ("README.md", "pelican.md", "dates.md", "publishing.md", "exchange.md"):
        session.write(
            "pelicanconf.py", 'PATH = "content"\nARTICLE_PATHS = ["articles"]\nTIMEZONE = "UTC"\nPLUGINS = ["timeline"]\n'
        )
        (tmp_path / "content" / "events").mkdir(parents=True)
    for language, info, text in blocks(page):
        if language == "console":
            code = int(re.search(r"exit=(\d+)", info)[1]) if "exit=" in info else 0
            for command, expected in re.findall(r"^\$ ([^\n]*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
                session.run(command, expected if expected.strip() else None, code)
        elif language == "sh":
            for line in text.splitlines():
                session.run(line)
        elif language in ("markdown", "csv") and "title=" in info:
            session.write(re.search(r'title="([^"]+)"', info)[1], text)
        elif language == "yaml":
            file = reader.read(text.encode(), "events/example.yaml")
            assert not [str(problem) for problem in file.problems if problem.severity == "error"]
            assert file.events
        elif language == "python" and ">>>" in text:
            run = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE, verbose=False)
            test = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
            assert run.run(test).failed == 0
        elif language == "python":
            exec(compile(text, str(page), "exec"), {})
        elif language == "css":
            theme = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "themes").rglob("*.css"))
            assert set(re.findall(r"--[\w-]+(?=\s*:)", text)) <= set(re.findall(r"--[\w-]+(?=\s*:)", theme)), "no such token"
        else:
            assert language in ("", "text", "markdown"), f"a block of {language!r} that nothing runs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        assert path.exists(), f"{page.name} links to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_manual_is_a_site(tmp_path):
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("output", ".timeline"))
    outcome = timeline("build", "--frozen", cwd=tmp_path / "docs")
    assert outcome.code == 0, outcome.err
    assert "warning" not in outcome.err
    page = (tmp_path / "docs" / "output" / "docs" / "dates" / "index.html").read_text(encoding="utf-8")
    assert 'href="../../docs/rules/index.html"' in page


def generated():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.PAGES


@pytest.mark.parametrize("name", ["cli.md", "settings.md", "errors.md", "rules.md", "licences.md"])
def test_generated_pages_are_up_to_date(name):
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == generated()[name](), "run: make docs"


def test_every_verb_has_help_with_examples():
    import click

    for verb in VERBS:
        command = cli.get_command(click.Context(cli), verb)
        assert command.help
        assert f"timeline {verb}" in (command.epilog or ""), f"timeline {verb} --help shows no example"


def test_every_page_is_listed():
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "index.md" or f"({page.name})" in index
