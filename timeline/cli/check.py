"""``timeline check``: look for mistakes, and say each in one line."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace

import click

from timeline import hosts, pipeline
from timeline.cli.options import examples, site_option
from timeline.cli.report import MOST, count, next_step, say, show, summary
from timeline.errors import Problem, printable
from timeline.events import check
from timeline.hosts import HOSTS
from timeline.sitefolder import Site


@click.command(
    epilog=examples("timeline check", "timeline check --strict --format github", "timeline check --write-ids"),
)
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How problems are printed.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option(
    "--write-ids", is_flag=True, help="Write down the ids of hand-written events, so that a new title keeps the address."
)
@click.option("--host", type=click.Choice(list(HOSTS)), help="Check the built site, if there is one, against a host's limits.")
@site_option
def command(form: str, strict: bool, write_ids: bool, host: str | None, site: Site) -> None:
    """Look for mistakes in articles, event files and settings; exit 1 if there are any."""
    if write_ids:
        done = check.write_ids(site.content, site.cache)
        say(f"{count(len(done), 'id')} written down")
    refused = list(hosts.problems(site.output, site.root, host)) if host and site.output.is_dir() else []
    problems = sorted({*pipeline.check(site), *refused})
    if strict:
        problems = [replace(problem, severity="error") for problem in problems]
    if form == "json":
        click.echo(as_json(problems))
    elif form == "github":
        for line in as_github(problems):
            click.echo(line)
    else:
        show(problems)
        say(summary(problems) or "No problems found")
        if unnamed := check.unnamed(site.content, site.cache):
            text = f"{count(len(unnamed), 'hand-written event')} without a written id: a new title would change the address"
            next_step(text, "timeline check --write-ids")
    if any(problem.severity == "error" for problem in problems):
        sys.exit(1)


def as_json(problems: Sequence[Problem]) -> str:
    """Return all problems as one JSON object, for tools."""
    counts = {f"{kind}s": sum(problem.severity == kind for problem in problems) for kind in ("error", "warning")}
    records = [{**asdict(problem), "line": max(problem.line, 1), "col": max(problem.col, 1)} for problem in problems]
    return json.dumps({**counts, "problems": records}, indent=2, ensure_ascii=True)


def as_github(problems: Sequence[Problem]) -> list[str]:
    """Return problems as workflow commands, which GitHub shows beside the lines they name."""
    lines = []
    for problem in problems[:MOST]:
        hint = f" ({problem.hint})" if problem.hint else ""
        place = f"file={_property(problem.path)},line={max(problem.line, 1)},col={max(problem.col, 1)}"
        lines.append(f"::{problem.severity} {place},title={_property(problem.code)}::{_data(problem.message + hint)}")
    if len(problems) > MOST:
        lines.append(f"::notice::… and {len(problems) - MOST} more")
    return lines


def _data(text: str) -> str:
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
