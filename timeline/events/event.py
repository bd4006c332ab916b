"""An event as its file states it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, make_dataclass
from operator import attrgetter
from typing import Any, TypeVar

_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class Found:
    """The machine's evidence for an event: one mention in one article.

    `not_` is the reading that lost, with why (key ``not`` in files); `key` the fingerprint of the sentence, `by` the reader that
    attached the date (``rules`` or a parser model), `was` the date an earlier run read, `gone` whether the mention has left the
    article, `article` its path where that is not the file's own.
    """

    text: str
    date: str
    rule: str
    quote: str
    anchor: str
    time: str = ""
    not_: str = ""
    key: str = ""
    by: str = ""
    was: str = ""
    gone: bool = False
    article: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an event is reported; `accessed` is an EDTF date."""

    url: str = ""
    title: str = ""
    archived: str = ""
    accessed: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; `src` is a path below the content folder or an address."""

    src: str
    alt: str
    credit: str = ""

    @property
    def local(self) -> bool:
        """Whether it is a file of the content folder."""
        return ":" not in self.src


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, when, to the precision the source gave.

    `date` is EDTF, empty for an undated happening, which has `bounds` (an EDTF interval) instead. `review` is a person's word
    (``accepted``, ``rejected`` or empty = proposed by the machine if there is `found`, else hand-written). `modality` marks what
    did not simply happen (``planned``, ``denied``, ``claimed``). `file` (relative to the content folder), `line` and
    `article` say where it is written and which article it came from.
    """

    id: str
    date: str
    title: str
    time: str = ""
    bounds: str = ""
    summary: str = ""
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    timeline: str = ""
    sources: tuple[Source, ...] = ()
    image: Image | None = None
    note: str = ""
    review: str = ""
    reason: str = ""
    aliases: tuple[str, ...] = ()
    modality: str = ""
    details: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    suggest: tuple[str, ...] = ()
    found: tuple[Found, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
    file: str = ""
    line: int = 0
    article: str = ""

    @property
    def proposed(self) -> bool:
        """Whether the machine found it and nobody has reviewed it yet."""
        return bool(self.found) and not self.review

    @property
    def remarkable(self) -> bool:
        """Whether it may be worth an editor's look: evidence that changed or vanished, a picture without description."""
        return any(found.was or found.gone for found in self.found) or bool(self.image and not self.image.alt)


def is_published(event: Event, unreviewed: str = "show") -> bool:
    """Whether readers see an event: not rejected, and with "hide" none that the machine found and nobody has checked.

    What has no date, or is no longer found in its article, waits for a person's word.
    """
    if event.review == "rejected":
        return False
    if not event.proposed:
        return bool(event.date or event.bounds)
    return unreviewed == "show" and bool(event.date) and not all(found.gone for found in event.found)


def maker(record: type[_Record]) -> Callable[[Iterable[object]], _Record]:
    """Return what makes a frozen, slotted record of its field values in a fourth of the time its own ``__init__`` takes.

    A twin that is not frozen is filled; with the same slots, it can then become the record.
    """
    names = [each.name for each in fields(record)]  # type: ignore[arg-type] # a dataclass
    stated = {"__doc__": record.__doc__}  # or it would be made of the signature, which takes as long as all the rest
    twin: Any = make_dataclass(record.__name__, names, namespace=stated, slots=True, eq=False, repr=False, match_args=False)

    def make(values: Iterable[object]) -> _Record:
        made: _Record = twin(*values)
        made.__class__ = record
        return made

    return make


new_event, new_found = maker(Event), maker(Found)
"""Make an event, and a line of evidence, of all their fields' values."""
FIELDS = tuple(each.name for each in fields(Event))
_values = attrgetter(*FIELDS)
_TIMELINE = FIELDS.index("timeline")


def belonging(event: Event, timeline: str) -> Event:
    """Return an event that names its timeline."""
    values = _values(event)
    return new_event((*values[:_TIMELINE], timeline, *values[_TIMELINE + 1 :]))
