"""Options several verbs share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from timeline.sitefolder import Site, open_site


def _open(ctx: click.Context, param: click.Parameter, value: Path) -> Site | None:
    return None if ctx.resilient_parsing else open_site(value)


def site_option(function: Any) -> Any:  # noqa: ANN401 - whatever click makes of a verb so far
    """Give a verb ``--site DIR`` and, as its argument `site`, the `Site` found there."""
    return click.option(
        "--site",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        metavar="DIR",
        callback=_open,
        help="The site's folder, if it is not this one.",
    )(function)


def examples(*lines: str) -> str:
    """Return the examples below a verb's help, one line each."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
