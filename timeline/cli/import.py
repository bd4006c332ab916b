"""``timeline import``: events from another program into an event file of one's own."""  # noqa: N999 - the verb's own name

from __future__ import annotations

import sys
from pathlib import Path

import click

from timeline.cli.options import examples, site_option
from timeline.cli.report import count, next_step, say, show, summary
from timeline.errors import TimelineError
from timeline.exchange.formats import READABLE
from timeline.importing import import_events
from timeline.sitefolder import Site


@click.command(
    epilog=examples(
        "timeline import csv flood.csv",
        "timeline import timelinejs story.json --timeline harbour",
        "timeline import ical council.ics",
    )
)
@click.argument("form", metavar="FORMAT", type=click.Choice(READABLE))
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--timeline", "name", default="", metavar="NAME", help="Put all events on this timeline, whatever FILE says.")
@site_option
def command(form: str, file: Path, name: str, site: Site) -> None:
    """Take over the events of FILE, which is csv, tsv, json, jsonl, timelinejs, ical, markwhen, geojson or timemap.

    They become an event file of your own below content/events/, named after FILE; nothing that exists is changed, and nothing
    is written until every row can be read. A table needs the columns date and title; it may have id, summary, actors, places,
    tags (separated by |), timeline, source_url and note.
    """
    try:
        path, number = import_events(site, form, file, name)
    except TimelineError as error:
        show(error.problems)
        say(f"{summary(error.problems)}: nothing was imported.")
        sys.exit(1)
    written = f"{site.content_name}/{path.relative_to(site.content).as_posix()}"
    next_step(f"{count(number, 'event')} written to {written}", "timeline serve")
