"""An event file as it was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from timeline.errors import Problem
from timeline.events.event import Event


@dataclass(frozen=True, slots=True)
class Contents:
    """What is large in a file: its events, and the keys of all mentions ever proposed from its article."""

    events: tuple[Event, ...] = ()
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """What can be told of a file's events without having them.

    `count` is their number, `names` all their ids and aliases, a space between them. `images` are the pictures below the
    content folder that they show, and `remarkable` says whether one of them is worth an editor's look for what it says itself
    (see `check.look`).
    """

    count: int
    names: str
    images: tuple[str, ...]
    remarkable: bool


class EventFile:
    """One file below ``content/events/``.

    `path` is relative to the content folder, with forward slashes; `digest` that of its bytes. `article` is the path of the
    article its events were found in, empty in hand-written files. `problems` lists everything wrong; with an error among them
    there are no events, since half a file is not what its author meant. `unnamed` holds the positions of events whose id is
    not written down; `bare` is true where the file is nothing but the list of its events.

    `events` and `seen` (the keys of all mentions ever proposed from the article) of a file that comes from the cache are
    unpacked when they are first asked for, and kept until `release`; what `outline` says costs nothing.
    """

    __slots__ = ("_contents", "_outline", "_unpack", "article", "bare", "digest", "path", "problems", "unnamed")

    def __init__(
        self,
        path: str,
        digest: str,
        article: str = "",
        events: Sequence[Event] = (),
        seen: Sequence[str] = (),
        problems: Sequence[Problem] = (),
        unnamed: Sequence[int] = (),
        bare: bool = False,
        *,
        packed: tuple[Outline, Callable[[EventFile], Contents]] | None = None,
    ) -> None:
        """Take what was read, or in place of `events` and `seen` their outline and what unpacks them."""
        self.path, self.digest, self.article = path, digest, article
        self.problems, self.unnamed, self.bare = tuple(problems), tuple(unnamed), bare
        self._outline: Outline | None = packed[0] if packed else None
        self._unpack = packed[1] if packed else None
        self._contents = None if packed else Contents(tuple(events), tuple(seen))

    @property
    def contents(self) -> Contents:
        """Events and `seen`; raises `ChangedMeanwhileError` where the cache is damaged and the file no longer the same."""
        if self._contents is None:
            assert self._unpack
            self._contents = self._unpack(self)
        return self._contents

    @property
    def events(self) -> tuple[Event, ...]:
        """The events, in the order of the file."""
        return self.contents.events

    @property
    def seen(self) -> tuple[str, ...]:
        """The keys of all mentions ever proposed from the file's article."""
        return self.contents.seen

    @property
    def outline(self) -> Outline:
        """What can be told without unpacking."""
        if self._outline is None:
            self._outline = outline(self.events)
        return self._outline

    def hold(self, read: EventFile) -> None:
        """Take over the contents of the same file, which was read in full."""
        self._contents = read.contents

    def release(self) -> None:
        """Let go of events that can be unpacked again, so that a walk over all files holds those of one at a time."""
        if self._unpack:
            self._contents = None

    def place(self, event: int) -> tuple[str | int, ...]:
        """Return the path of an event in the file's data."""
        return (event,) if self.bare else ("events", event)

    @property
    def broken(self) -> bool:
        """Whether an error keeps the file from being used."""
        return any(problem.severity == "error" for problem in self.problems)


def outline(events: Sequence[Event]) -> Outline:
    """Return what is to be known of events without having them."""
    return Outline(
        len(events),
        " ".join([name for event in events for name in (event.id, *event.aliases)]),
        tuple(dict.fromkeys(event.image.src for event in events if event.image and event.image.local)),
        any(event.remarkable for event in events),
    )
