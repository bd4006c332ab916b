"""Where the lines of evidence stand: over all event files, by what they say and by the article they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from timeline.events.event import Event, Found
from timeline.events.eventfile import EventFile
from timeline.events.match import key_of

Words = str | tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line of evidence: the `found`-th of the `event`-th event of a file."""

    file: EventFile
    event: int
    found: int

    @property
    def owner(self) -> Event:
        """The event it is evidence for."""
        return self.file.events[self.event]

    @property
    def record(self) -> Found:
        """What it says."""
        return self.owner.found[self.found]


def words_of(found: Found) -> Words:
    """Return what makes two mentions of one article the same without looking closer: sentence and expression, or the key."""
    return found.key or (found.text, found.quote)


class Lines:
    """All lines of evidence of a site.

    People move events between files, so a line's file does not always name its article: where the line itself names none, the
    file whose `seen` has its key decides. Keys take time to make, so they are made only for lines that nothing else explains.
    """

    def __init__(self, files: Sequence[EventFile], renamed: Mapping[str, str]) -> None:
        self.renamed = renamed
        self.seen: dict[str, set[str]] = defaultdict(set)
        self._by_words: dict[Words, list[Line]] = defaultdict(list)
        self._stated_by: dict[str, list[Line]] = defaultdict(list)
        for file in files:
            self.seen[self.article_of(file)].update(file.seen)
            for event, owner in enumerate(file.events):
                for found, record in enumerate(owner.found):
                    line = Line(file, event, found)
                    self._by_words[words_of(record)].append(line)
                    self._stated_by[self._stated(line)].append(line)

    def article_of(self, file: EventFile) -> str:
        """Return the path of a file's article as it is now."""
        return self.renamed.get(file.article, file.article)

    def saying(self, found: Found, article: str) -> list[Line]:
        """Return the lines of an article that repeat a mention word for word."""
        lines = self._by_words.get(words_of(found), ())
        return [line for line in lines if self._stated(line) == article or self._home(line) == article]

    def in_file_of(self, article: str, skip: set[Line]) -> list[Line]:
        """Return the other lines of an article that stand in its own file or name it."""
        return [line for line in self._stated_by[article] if line not in skip and self._home(line) == article]

    def moved_from(self, article: str, skip: set[Line]) -> list[Line]:
        """Return the other lines of an article that people moved to other files."""
        return [line for line in self._moved.get(article, ()) if line not in skip]

    @cached_property
    def _moved(self) -> dict[str, list[Line]]:
        moved: dict[str, list[Line]] = defaultdict(list)
        for stated, lines in self._stated_by.items():
            for line in lines:
                if (home := self._home(line)) != stated:
                    moved[home].append(line)
        return moved

    @cached_property
    def _proposed_from(self) -> dict[str, list[str]]:
        articles: dict[str, list[str]] = defaultdict(list)
        for article, keys in self.seen.items():
            for key in keys:
                articles[key].append(article)
        return articles

    def _home(self, line: Line) -> str:
        stated = self._stated(line)
        if line.record.article:
            return stated
        articles = self._proposed_from.get(key_of(line.record), ())
        return stated if stated in articles or not articles else articles[0]

    def _stated(self, line: Line) -> str:
        article = line.record.article
        return self.renamed.get(article, article) if article else self.article_of(line.file)
