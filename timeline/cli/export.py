"""``timeline export``: the events in a format other programs read."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from timeline import atomic, pipeline
from timeline.cli.options import examples, site_option
from timeline.cli.report import count, say, show
from timeline.events import names, store
from timeline.events.chronology import Chronology
from timeline.events.event import Event
from timeline.exchange.formats import FORMATS
from timeline.exchange.publication import Publication
from timeline.site.i18n import interface
from timeline.site.names import timeline_of
from timeline.site.words import Words
from timeline.sitefolder import Site
from timeline.temporal import edtf


@click.command(
    epilog=examples(
        "timeline export csv > events.csv",
        "timeline export ical -o events.ics",
        "timeline export geojson --timeline apollo-11",
    )
)
@click.argument("form", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; else standard output.")
@click.option("--timeline", "name", default="", metavar="NAME", help="Only this timeline.")
@site_option
def command(form: str, output: Path | None, name: str, site: Site) -> None:
    """Write the published events as FORMAT: csv, tsv, ical, jsonld, geojson, json, jsonl, timelinejs, markwhen or timemap."""
    events, problems = store.load(site.content, site.cache)
    if show(problems):
        sys.exit(1)
    known, _ = names.load(site.content / "names.yaml")
    timelines = {article.path: article.timeline for article in pipeline.articles(site)[0]}
    told = [replace(event, timeline=timeline_of(event.timeline, event.article, event.file, timelines)) for event in events]
    chosen = Chronology(told).published(site.settings.unreviewed).filter(lambda event: name in ("", event.timeline))
    text = FORMATS[form].write(chosen, _publication(site, known))
    if output is None:
        sys.stdout.buffer.write(text.encode())
        return
    atomic.replace(output, text.encode())
    say(f"{count(len(chosen), 'event')} written to {output}")


def _publication(site: Site, known: names.Names) -> Publication:
    words = Words(interface(str(site.pelican.get("DEFAULT_LANG", "en"))))
    places = {each.name: (each.coordinates[1], each.coordinates[0]) for each in known.entries if each.coordinates}
    return Publication(
        title=str(site.pelican.get("SITENAME", "Timeline")),
        url=str(site.pelican.get("SITEURL", "")).rstrip("/"),
        lang=str(site.pelican.get("DEFAULT_LANG", "en")),
        address=partial(_address, site.settings.prefix),
        coordinates=places,
        words=lambda event: words.label(edtf.parse(event.date), event.time) if event.date else "",
    )


def _address(prefix: str, event: Event) -> str:
    return f"/{prefix}events/{event.id}/"
