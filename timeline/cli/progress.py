"""A progress bar on a terminal, a plain line elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

PATIENCE = 200
"""Steps from which a run that is not watched on a terminal says what it is doing."""

Step = Callable[[], None]


@contextmanager
def progress(label: str, total: int) -> Iterator[Step]:
    """Show that `total` steps of long work are under way; yields a function to call after each."""
    if total and sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(label, total=total)
            yield lambda: bar.advance(task)
        return
    if total >= PATIENCE:
        click.echo(f"{label}: {total:,} to do", err=True)
    yield lambda: None
