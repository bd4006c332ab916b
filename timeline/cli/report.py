"""What the verbs say: problems, counts, the next step."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from timeline.errors import Problem

MOST = 100


def show(problems: Iterable[Problem]) -> bool:
    """Print problems to standard error by place, at most `MOST` of them, and return whether any is an error."""
    found = sorted(set(problems))
    for problem in found[:MOST]:
        click.echo(_coloured(problem), err=True)
    if len(found) > MOST:
        click.echo(f"… and {len(found) - MOST} more", err=True)
    return any(problem.severity == "error" for problem in found)


def summary(problems: Iterable[Problem]) -> str:
    """Return ``2 errors, 1 warning``; empty when there are none."""
    found = list(problems)
    counts = [(sum(p.severity == kind for p in found), kind) for kind in ("error", "warning")]
    return ", ".join(count(number, kind) for number, kind in counts if number)


def count(number: int, noun: str) -> str:
    """Return ``1 event`` or ``3 events``.

    >>> count(1, "event"), count(1200, "event")
    ('1 event', '1,200 events')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def say(text: str) -> None:
    """Print a line of news; it goes to standard error, so that what a verb produces can be piped on."""
    click.echo(text, err=True)


def next_step(text: str, command: str) -> None:
    """Print what happened and the command that goes on from there: ``3 events proposed → timeline review``."""
    say(f"{text} → {click.style(command, bold=True) if sys.stderr.isatty() else command}")


def _coloured(problem: Problem) -> str:
    line = str(problem)
    if not sys.stderr.isatty():
        return line
    word = f"{problem.severity}[{problem.code}]"
    return line.replace(word, click.style(word, fg="red" if problem.severity == "error" else "yellow", bold=True), 1)
