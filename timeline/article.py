"""An article as a reader sees it, with the way back to its source file and to its HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item … of `Article.text`: [start, end) in code points, and the HTML element it came from."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Article:
    """A dated text.

    `path` is relative to the content folder, with forward slashes. `dct` (document creation time, TimeML) is the calendar
    day in the publisher's own time zone; `timestamp` is set when the metadata gave a clock time. `text` is the visible body, no
    markup, blocks separated by a blank line; all offsets are code points into it. `lines[i]` is the source line (from 1) on
    which block i begins.
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
