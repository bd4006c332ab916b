"""What is installed is what was pinned: every package with hashes, from no address, and no more by default than is needed."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REQUIREMENT = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?P<rest>(?:.*\\\n)*.*)", re.MULTILINE)


def pinned(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    return [(match["name"].lower().replace("_", "-"), match["rest"]) for match in REQUIREMENT.finditer(text)]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_with_hashes_and_names_no_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    stated = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(stated) == len(pinned(name)) > 20
    assert all("--hash=sha256:" in rest for _, rest in pinned(name))
    assert not re.search(r"https?://|--(?:extra-)?index-url|--find-links|--trusted-host", text)


def test_the_makefile_installs_nothing_without_its_hash():
    installs = re.findall(r"pip install.*", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert len(installs) >= 3
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)


def test_what_the_package_asks_for_is_pinned_and_heavy_parts_are_extras():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[^\w.-]", text)[0].lower() for text in project["dependencies"]}
    extras = {re.split(r"[^\w.-]", text)[0].lower() for texts in project["optional-dependencies"].values() for text in texts}
    assert names | extras <= dict(pinned("requirements.txt")).keys()
    assert names.isdisjoint({"spacy", "pagefind", "dask", "ghp-import", *extras})


def test_nothing_reports_to_anybody():
    """No module of ours can open a connection of its own; two open the user's browser at a page of this machine."""
    modules = ("urllib.request", "http.client", "requests", "aiohttp", "smtplib", "ftplib", "webbrowser")
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "timeline").rglob("*.py")
        if re.search(
            rf"^\s*(?:import|from) (?:{'|'.join(map(re.escape, modules))})\b", path.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    assert found <= {"timeline/cli/serve.py", "timeline/cli/review.py"}
