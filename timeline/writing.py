"""New articles and new events of a person's own, written into a site without touching what stands there."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from pathlib import Path

from timeline import atomic
from timeline.errors import Problem, TimelineError
from timeline.events import ids, lock, reader, store
from timeline.events.extract import failed
from timeline.events.writer import scalar
from timeline.sitefolder import Site
from timeline.temporal import edtf

FILE = "by-hand"
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)


def new_article(site: Site, title: str, day: date, timeline: str = "") -> Path:
    """Write an empty article with its metadata and return its file; raises `TimelineError` if it is there already."""
    path = site.content / "articles" / _folder(timeline) / f"{day.isoformat()}-{ids.slug(title)}.md"
    text = f"Title: {' '.join(title.split())}\nDate: {day.isoformat()}\n\n"
    try:
        with lock.hold(site.cache):
            atomic.replace(path, text.encode(), lambda now: now is None)
    except atomic.ChangedMeanwhileError as error:
        name = path.relative_to(site.root).as_posix()
        problem = Problem(name, 0, 0, "exists", "this article is there already", "choose another title or date")
        raise TimelineError(problem) from error
    return path


def add_event(site: Site, title: str, when: str, timeline: str = "") -> tuple[Path, int]:
    """Add an event to the hand-written file of a timeline (or begin one); return the file and the line of the event.

    Raises `ValueError` where `when` is no EDTF date, with what to write instead.
    """
    edtf.parse(when)
    with lock.hold(site.cache):
        return _add_event(site, title, when, timeline)


def _add_event(site: Site, title: str, when: str, timeline: str) -> tuple[Path, int]:
    title = " ".join(title.split())
    known = {event.id for event in store.load(site.content)[0]}
    entry = ids.new(title, when, title, taken=known)
    lines = [f"- id: {entry}", f"  date: {scalar(when, date=True)}", f"  title: {scalar(title)}"]
    folder = site.events / _folder(timeline)
    for number in range(1, 1000):
        path = folder / (f"{FILE}-{number}.yaml" if number > 1 else f"{FILE}.yaml")
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        after = _appended(before, lines)
        read = reader.read(after.encode(), path.relative_to(site.content).as_posix(), path.relative_to(site.root).as_posix())
        if event := next((event for event in read.events if event.id == entry), None):
            try:
                atomic.replace(path, after.encode(), partial(_same, before))
            except atomic.ChangedMeanwhileError as error:
                raise TimelineError(failed(path.relative_to(site.root).as_posix(), error)) from error
            return path, event.line
    raise TimelineError(Problem(FILE, 0, 0, "exists", "there are too many files of this kind", "write the event by hand"))


def _same(before: str, now: bytes | None) -> bool:
    return (now or b"") == before.encode()


def _appended(text: str, lines: list[str]) -> str:
    """Return an event file with one more event at its end, indented as those before."""
    indents = _ITEM.findall(text)
    indent = indents[0] if indents else "  "
    head = text if text.endswith("\n") or not text else text + "\n"
    return (f"{head}\n" if head else "events:\n") + "".join(f"{indent}{line}\n" for line in lines)


def _folder(timeline: str) -> str:
    return ids.slug(timeline) if timeline else ""
