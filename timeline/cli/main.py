"""The ``timeline`` command: finds the verb, runs it, turns its outcome into messages and an exit code."""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Sequence

import click

from timeline import __version__
from timeline.cli.report import show
from timeline.errors import Problem, TimelineError

VERBS: dict[str, str] = {
    "init": "make a new site, or add a timeline to a Pelican site",
    "new": "start an article, or an event of your own",
    "extract": "read the articles and propose events",
    "review": "accept, mend or reject proposed events",
    "merge": "make one event of two",
    "check": "look for mistakes in articles, events and settings",
    "build": "extract, check, and write the site",
    "serve": "build, show the site, and follow your edits",
    "publish": "put the built site on the web",
    "tag": "find the dates in a text",
    "explain": "say how a date was decided",
    "import": "take over events from a table, a calendar or another timeline",
    "export": "write the events in another format",
    "doctor": "say what is installed and which settings hold",
    "completion": "let your shell complete verbs and options",
}
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

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; a misspelt one is an error that names the nearest."""
        if args and args[0] not in VERBS:
            import difflib  # only for this message

            if near := difflib.get_close_matches(args[0], VERBS, 1):
                ctx.fail(f"There is no verb {args[0]!r}; did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing them."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.group(
    cls=LazyVerbs,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: timeline init mysite, then cd mysite, then timeline serve.",
)
@click.version_option(__version__, "--version", message="timeline %(version)s")
def cli() -> None:
    """Turn dated articles into a chronology you can trust, edit and publish."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 fine, 1 problems to mend, 2 wrong usage, 70 our own bug."""
    for stream in (sys.stdout, sys.stderr):
        _widen(stream)
    try:
        cli.main(args=list(args) if args is not None else None, prog_name="timeline")
    except TimelineError as error:
        show(error.problems)
        sys.exit(1)
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(0)
    except OSError as error:
        if error.filename is None and error.strerror is None:
            _bug(error)
        show([_system(error)])
        sys.exit(1)
    except Exception as error:  # a bug: say so shortly, keep the rest for the report
        _bug(error)


def _widen(stream: object) -> None:
    """Let a stream take any character: UTF-8 into files and pipes (Windows' code pages lack "→"), a ? on a poor terminal."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _system(error: OSError) -> Problem:
    place = os.fsdecode(error.filename2 or error.filename or ".")
    shown = place.removeprefix(os.getcwd() + os.sep).replace(os.sep, "/")  # noqa: PTH109 - as short as the user would write it
    message = f"cannot be read or written: {error.strerror}"
    return Problem(shown, 0, 0, "system-error", message, "mend this, then run again")


def _bug(error: Exception) -> None:
    from timeline.cli.crash import record

    log = record(error, sys.argv)
    click.echo(f"timeline: this is a bug in timeline, not in your files: {type(error).__name__}: {error}", err=True)
    click.echo(f"The details are in {log}; please report them. Your files are untouched.", err=True)
    sys.exit(70)
