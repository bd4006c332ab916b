"""Merge what the machine found with what people wrote: the regeneration rules. Pure; `extract` writes what comes out.

New mentions make proposed events at the end of their article's file. Known and edited ones update their evidence, and the
event with it only while its value is still the machine's. Deleted ones stay deleted. Evidence that left its article is marked,
never removed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from timeline.errors import Problem
from timeline.events import ids
from timeline.events import vocabulary as words
from timeline.events.classify import Classified, classify
from timeline.events.event import Event, Found
from timeline.events.eventfile import EventFile
from timeline.events.evidence import differs, renewed, update
from timeline.events.lines import Line, Lines, words_of
from timeline.events.match import key_of
from timeline.events.operations import Append, Op, Set
from timeline.events.plan import FileChange, Plan
from timeline.events.rename import renamed
from timeline.events.writer import event_data

MAX_QUOTE = 600
"""Longer sentences are cut in event files; their key is then written down."""


def merge(
    files: Sequence[EventFile],
    drafts: Mapping[str, Sequence[Event]],
    present: Collection[str],
    forget: Collection[str] = (),
) -> Plan:
    """Merge drafts (by path of their article) into event files.

    `present` are the paths of all articles that exist, drafted now or not: a file whose article is not among them may belong to
    a renamed one. `forget` names deleted mentions to propose again: keys, or words of their sentences.
    """
    sound = [file for file in files if not file.broken]
    trimmed = {article: [_trimmed(draft) for draft in events] for article, events in sorted(drafts.items())}
    moves, problems = renamed(sound, trimmed, present)
    run = _Run(files, Lines(sound, moves), {problem.path for problem in problems})
    for old, new in moves.items():
        run.rename(old, new)
    told = {
        article: [run.open_part(article, draft) for draft in events] for article, events in trimmed.items() if run.open(article)
    }
    mentions: dict[str, list[Found]] = {article: [] for article in told}
    for article, events in told.items():
        for event in events:
            for found in event.found:
                mentions.setdefault(found.article or article, []).append(found)
    for article, said in mentions.items():
        run.mentions(article, classify(article, said, run.lines, forget), vanish=article in told)
    for article, events in told.items():
        for event in events:
            run.propose(article, event)
    for article in mentions:
        run.remember(article)
    return run.plan(problems, moves)


def _trimmed(draft: Event) -> Event:
    """Cut over-long sentences and titles to what an event file holds."""
    found = tuple(
        replace(line, quote=line.quote[:MAX_QUOTE].rstrip() + " …", key=key_of(line)) if len(line.quote) > MAX_QUOTE else line
        for line in draft.found
    )
    return replace(draft, found=found, title=draft.title[: words.MAX_TITLE])


@dataclass
class _Edits:
    """What changes in one file, collected before it is planned."""

    ops: list[Op] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    evidence: dict[int, dict[int, Found]] = field(default_factory=lambda: defaultdict(dict))
    more: dict[int, list[Found]] = field(default_factory=lambda: defaultdict(list))


class _Run:
    """Applies the rules article by article and collects what they change."""

    def __init__(self, files: Sequence[EventFile], lines: Lines, unclear: Collection[str]) -> None:
        self.lines = lines
        self.unclear = unclear  # articles that may be renamed ones, so that nothing can be said of them
        self.files = {file.path: file for file in files}
        self.paths = {lines.article_of(file): file.path for file in reversed(files) if file.article}
        self.taken = {name for file in files for event in file.events for name in (event.id, *event.aliases)}
        self.edits: dict[str, _Edits] = defaultdict(_Edits)
        self.proposed: list[Event] = []
        self.gone: list[Event] = []
        self.deleted: list[tuple[str, Found, str]] = []
        self.classified: dict[str, Classified] = {}

    def open(self, article: str) -> bool:
        """Whether an article can be worked on: its own file is not in error, and it is surely not a renamed one."""
        path = self.paths.get(article) or _usual_path(article)
        return article not in self.unclear and not (path in self.files and self.files[path].broken)

    def open_part(self, article: str, draft: Event) -> Event:
        """Return a draft without the evidence of articles that are left alone."""
        return replace(draft, found=tuple(line for line in draft.found if self.open(line.article or article)))

    def rename(self, old: str, new: str) -> None:
        """Write an article's new path wherever its old one stands."""
        for file in self.files.values():
            edits = self.edits[file.path]
            if file.article == old and not file.broken:
                edits.ops.append(Set(("article",), new))
            for event, owner in enumerate(file.events):
                for found, line in enumerate(owner.found):
                    if line.article == old:
                        edits.evidence[event][found] = replace(line, article=new)

    def mentions(self, article: str, classified: Classified, *, vanish: bool) -> None:
        """Bring the evidence of an article's known mentions up to date; with `vanish`, mark what it no longer says."""
        self.classified[article] = classified
        for name, lines in classified.known.items():
            for line in lines:
                edits = self.edits[line.file.path].evidence[line.event]
                old = edits.get(line.found, line.record)
                if differs(old, classified.mentions[name]):
                    edits[line.found] = renewed(old, classified.mentions[name])
        for line in classified.vanished if vanish else ():
            if not line.record.gone:
                edits = self.edits[line.file.path].evidence[line.event]
                edits[line.found] = replace(edits.get(line.found, line.record), gone=True)
                self.gone.append(line.owner)
        for name in classified.deleted:
            found = classified.mentions[name]
            self.deleted.append((key_of(found), found, article))

    def propose(self, article: str, draft: Event) -> None:
        """Make a new event, or add new evidence to the event that has the draft's other mentions.

        A draft united from several articles names, in each line of evidence, the one that is not its own.
        """
        told = [(self.classified[found.article or article], words_of(found), found) for found in draft.found]
        known = [line for classified, name, _ in told for line in classified.known.get(name, ())]
        fresh = [found for classified, name, found in told if name not in classified.known]
        if not fresh or any(name in classified.deleted for classified, name, _ in told):
            return
        if known:
            home = known[0]
            own = self.lines.article_of(home.file)
            stated = [(found.article or article, found) for found in fresh]
            lines = [replace(found, article="" if source == own else source) for source, found in stated]
            self.edits[home.file.path].more[home.event] += lines
            return
        maybe = [classified.maybe[name] for classified, name, _ in told if name in classified.maybe]
        suggest = dict.fromkeys([*draft.suggest, *(event for events in maybe for event in events)])
        doubts = [*draft.doubts]
        if maybe:
            doubts.append("may be an edited mention of an event that is already here, or was deleted")
        new_id = ids.new(draft.title, article, key_of(draft.found[0]), taken=self.taken)
        self.taken.add(new_id)
        path = self._path(article)
        event = replace(draft, id=new_id, suggest=tuple(suggest), doubts=tuple(doubts), file=path, article=article)
        self.edits[path].events.append(event)
        self.proposed.append(event)

    def remember(self, article: str) -> None:
        """Add the keys of mentions met for the first time to the `seen` of their article's file.

        An article whose mentions went into other files gets a file for its `seen`, so that what is deleted stays deleted.
        """
        classified = self.classified[article]
        if article not in self.paths and set(classified.mentions) <= set(classified.known):
            return
        seen = self.lines.seen.get(article, set())
        complete = len(seen) >= len(classified.mentions)  # else a person took lines away; then all keys are made anew
        new = [
            key_of(found)
            for name, found in classified.mentions.items()
            if not (complete and name in classified.known and _unedited(found, classified.known[name]))
        ]
        if keys := dict.fromkeys(key for key in new if key not in seen):
            self.edits[self._path(article)].seen += keys

    def _path(self, article: str) -> str:
        path, number = self.paths.get(article) or _usual_path(article), 1
        if article not in self.paths:
            taken = set(self.files) | set(self.paths.values())
            while path in taken:
                number += 1
                path = f"{_usual_path(article).removesuffix('.yaml')}-{number}.yaml"
            self.paths[article] = path
        return path

    def plan(self, problems: Sequence[Problem], moves: Mapping[str, str]) -> Plan:
        """Return all that was collected."""
        articles = {path: article for article, path in self.paths.items()}
        changes, followed = [], []
        for path, edits in sorted(self.edits.items()):
            old = self.files.get(path)
            if old is None:
                if edits.events or edits.seen:
                    changes.append(FileChange(path, articles[path], None, (), tuple(edits.events), tuple(edits.seen)))
                continue
            ops = list(edits.ops)
            for event in sorted({*edits.evidence, *edits.more}):
                before = old.events[event]
                after, more = update(before, old.place(event), edits.evidence.get(event, {}), edits.more.get(event, []))
                ops += more
                if after is not None:
                    followed.append((before, after))
            if edits.events:
                ops.append(Append(old.place(0)[:-1], tuple(map(event_data, edits.events))))
            if edits.seen:
                ops.append(Append(("seen",), tuple(edits.seen)))
            if ops:
                changes.append(FileChange(path, articles.get(path, ""), old, tuple(ops)))
        gone = tuple(dict.fromkeys(event.id for event in self.gone))
        by_id = {event.id: event for event in self.gone}
        return Plan(
            tuple(changes),
            tuple(self.proposed),
            tuple(followed),
            tuple(by_id[name] for name in gone),
            tuple(self.deleted),
            tuple(moves.items()),
            tuple(problems),
        )


def _usual_path(article: str) -> str:
    return f"events/{article.removeprefix('articles/').rpartition('.')[0]}.yaml"


def _unedited(found: Found, lines: Sequence[Line]) -> bool:
    return any(words_of(line.record) == words_of(found) for line in lines)
