"""``timeline new``: an article to write, or an event of one's own."""

from __future__ import annotations

from datetime import date

import click

from timeline.cli.options import examples, site_option
from timeline.cli.report import next_step, say
from timeline.sitefolder import Site
from timeline.writing import add_event, new_article


@click.command(
    epilog=examples(
        'timeline new "Council votes on the dam" --date 2024-05-07',
        'timeline new --event "The dam is finished" --date 1968~',
        'timeline new --event "Flood of 1998" --date 1998-11 --timeline millbrook',
    )
)
@click.argument("title")
@click.option(
    "--date", "when", metavar="DATE", help="An article: its day of publication (today, if left out). An event: any EDTF date."
)
@click.option("--event", "is_event", is_flag=True, help="Add an event to your own event file instead of an article.")
@click.option("--timeline", "name", default="", metavar="NAME", help="The timeline it belongs to.")
@site_option
def command(title: str, when: str | None, is_event: bool, name: str, site: Site) -> None:
    """Start an article called TITLE, or with --event add an event."""
    if not is_event:
        path = new_article(site, title, _day(when), name)
        say(f"  + {path.relative_to(site.root).as_posix()}")
        next_step("Write it, then", "timeline extract")
        return
    if not when:
        raise click.UsageError("An event needs a --date, such as 1998-11-03, 1998-11, 1998 or 1998~.")
    try:
        path, line = add_event(site, title, when, name)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--date") from error
    say(f"  + {path.relative_to(site.root).as_posix()}:{line}")
    next_step("See it with", "timeline serve")


def _day(when: str | None) -> date:
    if when is None:
        return date.today()  # noqa: DTZ011 - the day on the writer's own calendar
    try:
        return date.fromisoformat(when)
    except ValueError as error:
        raise click.BadParameter(f"“{when}” is not a day; write it as 2019-12-30.", param_hint="--date") from error
