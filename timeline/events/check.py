"""What an editor should look at in event files that are well-formed: disagreements, vanished mentions, missing descriptions."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from timeline.atomic import ChangedMeanwhileError
from timeline.errors import Problem, TimelineError
from timeline.events import lock, store
from timeline.events.event import Event
from timeline.events.eventfile import EventFile


def check(files: Sequence[EventFile], content: Path) -> list[Problem]:
    """Return every problem of the event files below ``content/events``, errors and warnings."""
    return [*store.problems_of(files, content.name), *look(files, content)]


def look(files: Sequence[EventFile], content: Path) -> Iterator[Problem]:
    """Yield the warnings about files that have been read."""
    root = str(content)
    for file in files:
        if file.article and not file.broken and not _there(root, file.article):
            message = f"there is no article {file.article}"
            hint = (
                "if it was renamed, write its new path here; if it was deleted, delete this line to keep the events as your own"
            )
            yield Problem(f"{content.name}/{file.path}", 1, 1, "missing-article", message, hint, "warning")
        outline = file.outline
        if outline.remarkable or not all(_there(root, image) for image in outline.images):
            for event in file.events:
                yield from _event(event, content)
            file.release()


def _there(content: str, path: str) -> bool:
    return os.path.isfile(f"{content}/{path}")  # noqa: PTH113 - asked of every file in every build


def _event(event: Event, content: Path) -> Iterator[Problem]:
    def warning(code: str, message: str, hint: str) -> Problem:
        return Problem(f"{content.name}/{event.file}", event.line, 1, code, message, hint, "warning")

    if event.review != "rejected":
        for found in event.found:
            if found.was:
                now = " ".join(filter(None, (found.date, found.time)))
                stands = " ".join(filter(None, (event.date or event.bounds, event.time)))
                message = f"“{found.text}” now reads {now} (it was {found.was}), you have {stands}"
                yield warning("reads-otherwise", message, "correct the date or keep it; then delete was:")
        if event.found and all(found.gone for found in event.found):
            said = f"“{event.found[0].text}”"
            message = f"the article no longer says {said}, from which “{event.title}” was made"
            yield warning("mention-gone", message, "reject the event, or delete its found: to make it your own")
    if event.image and not event.image.alt:
        yield warning("missing-alt", f"the image of “{event.title}” has no description", "add alt: what the picture shows")
    if event.image and event.image.local and not _there(str(content), event.image.src):
        yield warning("missing-image", f"there is no {content.name}/{event.image.src}", "put the picture there, or mend src:")


def unnamed(content: Path, cache_folder: Path | None = None) -> list[Event]:
    """Return the hand-written events whose id, made from date and title, is not written down."""
    return [file.events[index] for file in store.load_files(content, cache_folder) for index in file.unnamed]


def write_ids(content: Path, cache_folder: Path) -> list[Event]:
    """Write down the ids of hand-written events, so that their addresses survive another title; return those events.

    Raises `TimelineError` with every file that could not be changed, after the others.
    """
    from timeline.events.extract import edited, failed, put
    from timeline.events.operations import Set
    from timeline.events.splice import SpliceError

    with lock.hold(cache_folder):
        done: list[Event] = []
        problems = []
        for file in store.load_files(content, cache_folder):
            ops = [Set((*file.place(index), "id"), file.events[index].id) for index in file.unnamed]
            if ops:
                try:
                    put(content, edited(content, file.path, ops, file.digest))
                    done += [file.events[index] for index in file.unnamed]
                except (SpliceError, ChangedMeanwhileError, OSError) as error:
                    problems.append(failed(f"{content.name}/{file.path}", error))
        if problems:
            raise TimelineError(problems)
        return done
