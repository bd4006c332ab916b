"""``timeline extract``: read the articles and propose events."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from timeline import pipeline
from timeline.cli.options import examples, site_option
from timeline.cli.progress import progress
from timeline.cli.report import count, next_step, say, show
from timeline.events.plan import Change, Report
from timeline.sitefolder import Site


@click.command(
    epilog=examples(
        "timeline extract",
        "timeline extract content/articles/iraq/*.md --diff",
        "timeline extract --check        # in CI: exit 1 if anything would change",
        'timeline extract --forget "resigned last month"',
    )
)
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change and change nothing.")
@click.option("--diff", is_flag=True, help="Print what would change, line by line, and change nothing.")
@click.option("--check", is_flag=True, help="Change nothing; exit 1 if anything would change.")
@click.option(
    "--forget", multiple=True, metavar="KEY", help="Propose again what you deleted: its key in seen, or words of its sentence."
)
@site_option
def command(files: tuple[Path, ...], dry_run: bool, diff: bool, check: bool, forget: tuple[str, ...], site: Site) -> None:
    """Read the articles (or only FILES) and write what happened when as proposed events into content/events."""
    write = not (dry_run or diff or check)
    run = pipeline.extract(site, files, write=write, forget=forget, progress=progress)
    report = run.report
    failed = show(run.problems)
    if diff:
        for change in report.changes:
            click.echo(_diff(change, site), nl=False)
    elif not write:
        _list(report, site)
    _tell(report, write=write)
    if failed or (check and report.changes):
        sys.exit(1)


def _tell(report: Report, *, write: bool) -> None:
    plan = report.plan
    facts = [
        (len(plan.proposed), "event", "proposed"),
        (len(plan.followed), "event", "dated anew by a better reading"),
        (len(plan.gone), "event", "whose mention has left its article"),
        (len(plan.renamed), "renamed article", "recognised"),
    ]
    told = [f"{count(number, noun)} {what}" for number, noun, what in facts if number]
    text = ", ".join(told) or (f"{count(len(report.changes), 'file')} brought up to date" if report.changes else "Nothing new")
    if not write:
        say(f"{text}; nothing was written" if report.changes else text)
    elif plan.proposed:
        next_step(text, "timeline review")
    else:
        say(text)


def _list(report: Report, site: Site) -> None:
    for old, new in report.plan.renamed:
        click.echo(f"> {site.content.name}/{old} is now {site.content.name}/{new}")
    for event in report.plan.proposed:
        click.echo(f"+ {site.content.name}/{event.file}: {event.date or event.bounds}  {event.title}")
    for before, after in report.plan.followed:
        when = f"{before.date or before.bounds} -> {after.date or after.bounds}"
        click.echo(f"~ {site.content.name}/{before.file}:{before.line}: {when}  {before.title}")
    for event in report.plan.gone:
        click.echo(f"? {site.content.name}/{event.file}:{event.line}: no longer in its article  {event.title}")


def _diff(change: Change, site: Site) -> str:
    import difflib

    path = f"{site.content.name}/{change.path}"
    before, after = ((data or b"").decode("utf-8").splitlines(keepends=True) for data in (change.before, change.after))
    source = f"a/{path}" if change.before is not None else "/dev/null"
    lines = difflib.unified_diff(before, after, source, f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
