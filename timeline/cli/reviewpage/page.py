"""The review page as HTML."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from timeline.errors import TimelineError
from timeline.events.event import Event
from timeline.events.join import find
from timeline.events.review import Item, Review
from timeline.site.i18n import interface
from timeline.site.words import Words
from timeline.temporal import edtf


def render(review: Review, name: str = "", said: str = "") -> str:
    """Return the page with the event called `name`, or the next one; `said` is a message to show above it."""
    item = _item(review, name)
    waiting = [_event(review, waits) for waits in review.queue]
    return _template().render(
        item=item,
        said=said,
        done=review.done,
        total=review.total,
        waiting=[event for event in waiting if event is not None],
        place=f"{review.content.name}/{item.event.file}:{item.event.line}" if item else "",
        when=_when,
    )


def _item(review: Review, name: str) -> Item | None:
    if name:
        try:
            return review.item(name)
        except TimelineError:
            pass
    return review.current()


def _event(review: Review, name: str) -> Event | None:
    try:
        file, index = find(review.files, name)
    except TimelineError:
        return None
    return file.events[index]


def _when(event: Event) -> str:
    """Word a date as readers will see it, so that a reviewer judges what will stand on the page."""
    words = Words(interface("en"))
    if event.date:
        return words.label(edtf.parse(event.date), event.time)
    return f"Undated, within {words.date(edtf.parse(event.bounds))}"


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(files(__package__).joinpath("page.html").read_text(encoding="utf-8"))
