"""``timeline init``: a new site, or a timeline for an existing Pelican site."""

from __future__ import annotations

from pathlib import Path

import click

from timeline.cli.options import examples
from timeline.cli.report import count, next_step, say
from timeline.scaffold import Made, existing_site, has_site, new_site
from timeline.sitefolder import CONF


@click.command(epilog=examples("timeline init mysite", "timeline init .          (inside a Pelican site: adds a timeline to it)"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make a new site in DIR, with a short sample to learn from.

    If DIR is a Pelican site already, a timeline is added to it, in a folder of its own. Nothing that exists is overwritten.
    """
    if has_site(folder):
        _tell_existing(existing_site(folder), folder)
        return
    made = new_site(folder)
    _list(made)
    say("")
    say(f"Your site is in {folder}. The sample in content/ shows how it works.")
    go = "timeline serve" if folder.resolve() == Path.cwd() else f"cd {folder} && timeline serve"
    next_step("To see it", go)


def _tell_existing(made: Made, folder: Path) -> None:
    _list(made)
    if not made.written:
        say(f"There is nothing to add: {folder} has a timeline already.")
        return
    say("")
    if made.prefix:
        say(f"Your Pelican site now has a timeline, below /{made.prefix}; your theme and your addresses stay as they are.")
        say(f"Dates in your articles will lead to their events. Link to /{made.prefix} from your menu when you like it.")
    else:
        say("Your site now has all that a timeline needs.")
    next_step("To see it", "timeline serve")


def _list(made: Made) -> None:
    for name in made.written:
        say(f"  + {name}" if name != CONF or not made.prefix else f"  ~ {name}, lines added at its end")
    if made.kept:
        say(f"  {count(len(made.kept), 'file')} of yours kept as {'it was' if len(made.kept) == 1 else 'they were'}")
