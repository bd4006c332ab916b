"""An event file as it was read."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.errors import Problem
from timeline.events.event import Event


@dataclass(frozen=True, slots=True)
class EventFile:
    """One file below ``content/events/``.

    `path` is relative to the content folder, with forward slashes; `digest` that of its bytes. `article` is the path of the
    article its events were found in, empty in hand-written files, and `seen` the keys of all mentions ever proposed from it.
    `problems` lists everything wrong; with an error among them there are no events, since half a file is not what its author
    meant. `unnamed` holds the positions of events whose id is not written down; `bare` is true where the file is nothing but
    the list of its events.
    """

    path: str
    digest: str
    article: str = ""
    events: tuple[Event, ...] = ()
    seen: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    unnamed: tuple[int, ...] = ()
    bare: bool = False

    def place(self, event: int) -> tuple[str | int, ...]:
        """Return the path of an event in the file's data."""
        return (event,) if self.bare else ("events", event)

    @property
    def broken(self) -> bool:
        """Whether an error keeps the file from being used."""
        return any(problem.severity == "error" for problem in self.problems)
