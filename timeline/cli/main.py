"""The ``timeline`` command: finds the verb, runs it, turns its outcome into messages and an exit code."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import click

from timeline import __version__
from timeline.errors import TimelineError

VERBS: dict[str, str] = {}
"""Verb → one line for ``timeline --help``; each lives in a module of its name and is imported only when called."""


class LazyVerbs(click.Group):
    """A group that imports a verb's module when it is called, so that ``timeline tag`` never pays for Pelican."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order people meet them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one verb; None if there is none of that name."""
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"timeline.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing them."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.group(cls=LazyVerbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", message="timeline %(version)s")
def cli() -> None:
    """Turn dated articles into a chronology you can trust, edit and publish."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 fine, 1 problems to mend, 2 wrong usage, 70 our own bug."""
    try:
        cli.main(args=list(args) if args is not None else None, prog_name="timeline")
    except TimelineError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
