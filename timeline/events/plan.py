"""What a run of extraction is going to change, as data: for ``--dry-run``, for reports, and for `extract` to write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.errors import Problem
from timeline.events.event import Event, Found

if TYPE_CHECKING:
    from timeline.events.eventfile import EventFile
    from timeline.events.operations import Op


@dataclass(frozen=True, slots=True)
class FileChange:
    """What to do to one event file: operations on it, or, where there is none yet (`old` is None), the content of a new one."""

    path: str
    article: str
    old: EventFile | None
    ops: tuple[Op, ...] = ()
    events: tuple[Event, ...] = ()
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All changes of a run, with what they mean for people.

    `proposed` are the new events; `followed` pairs (event before, event after) where a machine value followed a better reading;
    `gone` the events with evidence that left its article, `deleted` the (key, mention, article) that people deleted and that
    therefore stay away, `renamed` the (old, new) paths of articles.
    """

    changes: tuple[FileChange, ...] = ()
    proposed: tuple[Event, ...] = ()
    followed: tuple[tuple[Event, Event], ...] = ()
    gone: tuple[Event, ...] = ()
    deleted: tuple[tuple[str, Found, str], ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """New bytes for an event file; `before` is None where there was none. `path` is relative to the content folder."""

    path: str
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did, or with ``write=False`` would do: the plan, the files' new bytes, everything in the way.

    `problems` holds those of the event files as they were read and those of this run; a file in error is left alone.
    """

    plan: Plan = Plan()
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def proposed(self) -> tuple[Event, ...]:
        """The new events."""
        return self.plan.proposed
