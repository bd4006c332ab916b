"""``timeline explain``: how a date was decided, step by step."""

from __future__ import annotations

import re
from pathlib import Path

import click

from timeline.cli.options import examples
from timeline.cli.tag import read_date
from timeline.errors import Problem, TimelineError, printable
from timeline.temporal import explanation, parse
from timeline.temporal.anchor import Anchor
from timeline.temporal.timex import Timex

EXAMPLES = examples(
    'timeline explain "on Sunday" --date 2019-12-30',
    "timeline explain content/articles/iraq-2019/2019-12-30-airstrikes.md",
    "timeline explain content/articles/iraq-2019/2019-12-30-airstrikes.md:9",
)


@click.command(epilog=EXAMPLES)
@click.argument("target", metavar="WORDS|FILE[:LINE]")
@click.option("--date", "day", metavar="YYYY-MM-DD", help="The day the words were written; an article states its own.")
@click.option("--lang", default="en", show_default=True, help="Language of the words.")
@click.option("--site", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="The site's folder.")
def command(target: str, day: str | None, lang: str, folder: Path) -> None:
    """Say how each date in WORDS, or in the article FILE or its LINE, was decided, and in an article what event it gave."""
    events: dict[int, str] = {}
    path, line = _place(target)
    if path is not None and day is None:
        places, events = _article(path, line, folder)
    elif day is None:
        raise click.UsageError("no date: say what day the words were written, for example --date 2019-12-30")
    else:
        text = path.read_text(encoding="utf-8") if path else target
        places = _text(text, str(path) if path else "", line, Anchor(read_date(day), "manual", "--date"), lang)
    if not places:
        click.echo("There is no time expression here that names or measures a time.")
    for where, timex in places:
        click.echo(heading(where, timex))
        click.echo(printable_lines(explanation.text(timex)))
        if timex.start in events:
            click.echo(printable_lines(events[timex.start]))


def heading(where: str, timex: Timex) -> str:
    """Return the line above an explanation: where, the words, what they mean."""
    meaning = timex.edtf or timex.value
    prefix = f"{where}  " if where else ""
    words = " ".join((timex.found_text or timex.text).split())
    return printable(f"{prefix}“{words}” → {meaning}{f' ({timex.time})' if timex.time else ''}")


def printable_lines(text: str) -> str:
    """Return lines safe to print on a terminal."""
    return "\n".join(printable(line) for line in text.split("\n"))


def _place(target: str) -> tuple[Path | None, int]:
    """Return the file and line a target names; (None, 0) if it is words."""
    match = re.fullmatch(r"(.+?):(\d+)", target)
    for name, line in ((target, 0), (match[1], int(match[2])) if match else ("", 0)):
        try:
            if name and Path(name).is_file():
                return Path(name), line
        except (OSError, ValueError):  # too long, or a null character: words
            return None, 0
    return None, 0


def _text(text: str, name: str, line: int, anchor: Anchor, lang: str) -> list[tuple[str, Timex]]:
    found = []
    for timex in parse(text, anchor, lang):
        row = text.count("\n", 0, timex.start) + 1
        col = timex.start - text.rfind("\n", 0, timex.start)
        if not line or line == row:
            found.append((f"{name}:{row}:{col}" if name else "", timex))
    return found


def _article(path: Path, line: int, folder: Path) -> tuple[list[tuple[str, Timex]], dict[int, str]]:
    """Return the places of an article's expressions, and what is to be said about their events, by offset."""
    from timeline.article import load
    from timeline.events import explanation as events
    from timeline.events import names
    from timeline.events.dating import timexes
    from timeline.events.draft import explain
    from timeline.events.parser import load_parser
    from timeline.sitefolder import open_site

    site = open_site(folder)
    if not path.resolve().is_relative_to(site.content):
        raise TimelineError(Problem(str(path), 0, 0, "no-date", "is not an article of this site", "say its day with --date"))
    article = load(path.resolve(), site.content, site.pelican)
    dated = timexes(article, site.content.name)
    found = []
    for timex in dated:
        row, col = article.position(timex.start)
        if not line or line == row:
            found.append((f"{path}:{row}:{col}", timex))
    known, _ = names.load(site.content / "names.yaml")
    records = explain(article, dated, known, load_parser(site.settings.nlp))
    return found, {record.start: events.text(record) for record in records if record.outcome != "undated"}
