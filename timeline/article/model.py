"""An article as a reader sees it, with the way back to its source file and to its HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from timeline.article.maps import OffsetMap, Position


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item … of `Article.text`: [start, end) in code points, and the HTML element it came from.

    `tag` is the element that says most about the text: ``blockquote``, ``figcaption`` or ``li`` rather than the ``p`` inside it.
    """

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Article:
    """A dated text.

    `path` is relative to the content folder, with forward slashes. `dct` (document creation time, TimeML) is the calendar
    day in the publisher's own time zone; `timestamp` is set when the metadata gave a clock time; `firm` is False when that
    timestamp may lie on the neighbouring day where it was written. `text` is the visible body, no markup, blocks separated by a
    blank line; all offsets are code points into it. `lines[i]` is the source line (from 1) on which block i begins, `date_line`
    the one that dates the article (0: its file name or the settings do).
    """

    path: str
    title: str
    dct: date
    lang: str
    timeline: str
    text: str
    blocks: tuple[Block, ...]
    lines: tuple[int, ...]
    html: str
    slug: str
    status: str = "published"
    timestamp: datetime | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    firm: bool = True
    date_line: int = 0
    digest: str = ""
    to_html: OffsetMap = field(default=OffsetMap(), repr=False)
    to_source: tuple[Position, ...] = field(default=(), repr=False)

    def position(self, offset: int) -> tuple[int, int]:
        """Return (line, column), both from 1, of a text offset in the source file."""
        return Position.find(self.to_source, offset)

    def html_spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the stretches of `html` that show text[start:end], none of them with a tag inside: wrap each in a mark."""
        return self.to_html.spans(start, end)
