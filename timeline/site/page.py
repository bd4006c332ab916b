"""One output file of the site: where it goes, what it is made of, how it is made."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from timeline.errors import Problem, TimelineError


class Stretch(NamedTuple):
    """Bytes [start, end) of an open file, by its handle."""

    handle: int
    start: int
    end: int


Parts = Sequence[bytes | memoryview | Stretch]
"""What a long file is made of, never joined."""


def digest_of(inputs: object) -> str:
    """Return a fingerprint of records, for inputs that several pages share or that are long."""
    return _digest(repr(inputs).encode())


def digest_of_plain(inputs: list[Any] | tuple[Any, ...]) -> str:
    """Return a fingerprint of lists, tuples, texts and numbers; ten times as quick."""
    return _digest(marshal.dumps(inputs, 2))  # a version in which bytes do not depend on what is shared


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Page:
    """A planned file.

    `path` is relative to the output folder. `inputs` is everything the content depends on beside what all pages share (settings,
    templates, code): equal inputs give equal bytes. `make` returns the content: a text with placeholders of `links` and marks of
    `entries`, or its parts. `source` names the page's origin for people; `twin` is the path of a page that has the same content.
    """

    path: str
    kind: str
    inputs: tuple[Any, ...] | str
    make: Callable[[], bytes | str | Parts]
    source: str = ""
    twin: str = ""

    def key(self, common: str) -> str:
        """Return the fingerprint of the content; `common` is that of all that pages share."""
        stated = self.inputs if isinstance(self.inputs, str) else repr(self.inputs)
        return _digest(f"{common} {self.kind} {stated}".encode())


def distinct(pages: Iterable[Page]) -> dict[str, Page]:
    """Return the pages by path. Raises `TimelineError` with every address that two things claim."""
    planned: dict[str, Page] = {}
    problems = []
    for page in pages:
        other = planned.setdefault(page.path, page)
        if other is not page:
            problems.append(same_address(page.path, other.source, page.source))
    if problems:
        raise TimelineError(problems)
    return planned


def same_address(path: str, first: str, second: str) -> Problem:
    """Return the problem of two sources that want the same output file; `first` and `second` are PATH or PATH:LINE."""
    file, _, line = second.partition(":")
    message = f"would be published at /{path.removesuffix('index.html')}, the address of {first}"
    return Problem(file, int(line or 0), 1 if line else 0, "same-address", message, "give one of them another id, slug or name")
