"""``timeline merge``: make one event of two."""

from __future__ import annotations

import click

from timeline.cli.options import examples, site_option
from timeline.cli.report import say
from timeline.events.join import find
from timeline.events.review import Review
from timeline.sitefolder import Site


@click.command(epilog=examples("timeline merge us-strikes-7q2m strikes-on-bases-k4xd"))
@click.argument("keep", metavar="ID")
@click.argument("other", metavar="ID")
@site_option
def command(keep: str, other: str, site: Site) -> None:
    """Make one event of two: the first ID stays, with its date and title; the second's address will lead to it.

    The first gains the evidence, names, sources and notes of the second. What you merged stays merged.
    """
    review = Review(site.content, site.cache)
    review.merge(other, keep)
    file, index = find(review.files, keep)
    say(f"{site.content.name}/{file.path}:{file.events[index].line}: {file.events[index].title}")
