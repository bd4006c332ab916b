"""Events from a foreign file into a hand-made event file of their own; nothing that exists is touched."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from timeline import atomic
from timeline.errors import Problem, TimelineError
from timeline.events import guard, ids, lock, store
from timeline.exchange.formats import FORMATS
from timeline.exchange.readers.rows import Row
from timeline.exchange.readers.settle import settle
from timeline.sitefolder import Site


def import_events(site: Site, form: str, file: Path, timeline: str = "") -> tuple[Path, int]:
    """Read `file` in the format `form` and write its events to ``content/events/<timeline>/<name of the file>.yaml``.

    Returns that file and the number of events. `timeline` overrides what the file says of each event's timeline. Raises
    `TimelineError` with every problem at its place in `file`, and where the event file or one of the ids is there already.
    """
    shown = file.as_posix()
    with file.open("rb") as source:
        text, problems = guard.decode(source.read(guard.MAX_BYTES + 1), shown)
    if problems and not text:
        raise TimelineError(problems)
    read = FORMATS[form].read(text, shown, ZoneInfo(str(site.pelican.get("TIMEZONE", "UTC"))))
    rows = tuple(_within(row, timeline) for row in read.rows)
    if not rows and not read.problems:
        raise TimelineError(Problem(shown, 1, 1, "no-events", "there are no events in this file", "is it of another format?"))
    folder = site.events / ids.slug(timeline) if timeline else site.events
    path = folder / f"{ids.slug(file.stem)}.yaml"
    with lock.hold(site.cache):
        taken = {event.id: f"{site.content_name}/{event.file}" for event in store.load(site.content)[0]}
        target = path.relative_to(site.content).as_posix()
        made, wrong = settle(rows, target, site.content_name, text, shown, taken) if rows else ("", [])
        problems += [*read.problems, *wrong]
        name = f"{site.content_name}/{target}"
        if path.exists():
            problems.append(_there(name))
        if any(problem.severity == "error" for problem in problems):
            raise TimelineError(problems)
        try:
            atomic.replace(path, made.encode(), lambda now: now is None)
        except atomic.ChangedMeanwhileError as error:
            raise TimelineError(_there(name)) from error
    return path, len(rows)


def _there(name: str) -> Problem:
    return Problem(name, 0, 0, "exists", "this event file is there already", "rename it, or the file you import")


def _within(row: Row, timeline: str) -> Row:
    """Leave the timeline to the folder where one was asked for."""
    return Row(row.line, {key: value for key, value in row.data.items() if key != "timeline"}) if timeline else row
