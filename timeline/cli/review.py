"""``timeline review``: decide on proposed events, one key each."""

from __future__ import annotations

from collections.abc import Callable

import click

from timeline.cli.options import examples, site_option
from timeline.cli.report import count, next_step, say, show
from timeline.errors import TimelineError, printable
from timeline.events.review import Item, Order, Review
from timeline.sitefolder import Site

KEYS = {
    "a": "accept",
    "r": "reject",
    "e": "edit title",
    "d": "date",
    "m": "merge",
    "s": "skip",
    "u": "undo",
    "q": "quit",
}


@click.command(epilog=examples("timeline review", "timeline review --by salience", "timeline review --web"))
@click.option(
    "--by", type=click.Choice(["date", "salience"]), default="date", help="What comes first: the earliest or the weightiest."
)
@click.option("--web", is_flag=True, help="Review on a page in your browser, served to this computer only.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="With --web: the port (any free one, if left out).")
@click.option("--open/--no-open", "browse", default=True, help="With --web: open the browser.")
@site_option
def command(by: Order, web: bool, port: int, browse: bool, site: Site) -> None:
    """Go through the events found by machine and accept, mend or reject each; every key is written down at once."""
    review = Review(site.content, site.cache, by)
    if web:
        from timeline.cli.reviewpage import serve

        serve(review, port, browse)
        return
    _terminal(review)


def _terminal(review: Review) -> None:
    if review.current() is None:
        say("Nothing to review")
        return
    decisions: dict[str, Callable[[Review, Item], None]] = {
        "a": lambda review, item: review.accept(item.event.id),
        "r": _reject,
        "e": _retitle,
        "d": _redate,
        "m": _merge,
        "s": lambda review, item: review.skip(item.event.id),
        "u": _undo,
    }
    while (item := review.current()) is not None:
        _show(review, item)
        key = _key()
        if key in ("q", "\x03", "\x04"):
            break
        try:
            if decision := decisions.get(key):
                decision(review, item)
        except TimelineError as error:
            show(error.problems)
        except click.Abort:  # Ctrl-C in a question takes the question back
            say("")
    left = len(review.queue)
    say("")
    if left:
        next_step(f"{count(review.done, 'event')} decided, {left} left", "timeline review")
    else:
        next_step(f"{count(review.done, 'event')} decided, nothing left", "timeline build")


def _key() -> str:
    try:
        return click.getchar().lower()
    except (EOFError, KeyboardInterrupt):
        return "q"
    except OSError as error:
        raise click.UsageError("There is no terminal here to press keys in; try: timeline review --web") from error


def _show(review: Review, item: Item) -> None:
    event, found = item.event, item.found
    style = click.style
    when = " ".join(filter(None, (event.date or f"undated, within {event.bounds}", event.time)))
    place = f"{review.content.name}/{event.file}:{event.line}"
    click.echo()
    click.echo(style(f"{review.done + 1} of {review.total}  {place}", dim=True))
    click.echo(f"{style(printable(when), fg='cyan', bold=True)}  {style(printable(event.title), bold=True)}")
    before, words, after = found.quote[: item.start], found.quote[item.start : item.end], found.quote[item.end :]
    click.echo(f"  “{printable(before)}{style(printable(words), fg='black', bg='yellow')}{printable(after)}”")
    reason = f"“{found.text}” is {found.date} {found.time}".rstrip() + f" by the rule {found.rule}, counted from {found.anchor}"
    click.echo(style(f"  {printable(reason)}", dim=True))
    if found.not_:
        click.echo(style(f"  not {printable(found.not_)}", dim=True))
    for name, values in (("Who", event.actors), ("Where", event.places)):
        if values:
            click.echo(f"  {name}: {printable(', '.join(values))}")
    if event.modality:
        click.echo(f"  This is {event.modality}")
    for doubt in event.doubts:
        click.echo(style(f"  ! {printable(doubt)}", fg="yellow"))
    for number, suggestion in enumerate(item.suggestions, 1):
        other = suggestion.event
        click.echo(f"  = {number}. maybe the same: {other.date} {printable(other.title)} ({printable(suggestion.why)})")
    click.echo("  " + "  ".join(f"{style(key, bold=True)} {what}" for key, what in KEYS.items()))


def _reject(review: Review, item: Item) -> None:
    review.reject(item.event.id, click.prompt("  Why? (Enter for no reason)", default="", show_default=False))


def _retitle(review: Review, item: Item) -> None:
    review.retitle(item.event.id, click.prompt("  Title", default=item.event.title))


def _redate(review: Review, item: Item) -> None:
    review.redate(item.event.id, click.prompt("  Date", default=item.event.date or item.event.bounds))


def _merge(review: Review, item: Item) -> None:
    hint = "number above, or id" if item.suggestions else "id"
    answer = click.prompt(f"  Merge into ({hint}; Enter for none)", default="", show_default=False).strip()
    if not answer:
        return
    if answer.isdigit() and 1 <= int(answer) <= len(item.suggestions):
        answer = item.suggestions[int(answer) - 1].event.id
    review.merge(item.event.id, answer)


def _undo(review: Review, _item: Item) -> None:
    if not review.undo():
        say("  There is nothing to take back")
