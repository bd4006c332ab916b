"""``timeline build``: from articles to a site, in one go."""

from __future__ import annotations

import sys

import click

from timeline import pipeline
from timeline.cli.options import examples, site_option
from timeline.cli.progress import progress
from timeline.cli.report import count, next_step, say, show, summary
from timeline.sitefolder import Site


@click.command(
    epilog=examples(
        "timeline build",
        "timeline build --frozen      (only the events that are in the files: for a host that builds)",
        "timeline build --strict      (warnings keep the site back too)",
    )
)
@click.option("--frozen", is_flag=True, help="Leave articles unread and event files unchanged.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@site_option
def command(frozen: bool, strict: bool, site: Site) -> None:
    """Read the articles, check everything, and write the site.

    New events are proposed in content/events; what you wrote there stays. If anything is wrong, the site stays as it was.
    """
    outcome = pipeline.build(site, frozen=frozen, strict=strict, progress=progress)
    show(outcome.problems)
    if outcome.built is None:
        there = "the one you had is as it was" if site.output.is_dir() else "mend these and build again"
        say(f"{summary(outcome.problems)}: the site was not built, {there}.")
        sys.exit(1)
    if outcome.proposed:
        next_step(f"{count(outcome.proposed, 'event')} proposed", "timeline review")
    changed = len(outcome.built.changed) + len(outcome.built.gone)
    told = f"{count(changed, 'file')} changed" if changed else "nothing changed"
    say(f"{count(outcome.built.pages, 'page')}, {told}.")
    next_step("To read it, open", (site.output / site.settings.prefix / "index.html").as_uri())
