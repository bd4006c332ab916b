"""What stands around the parts of single events in a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Frame(NamedTuple):
    """What a document begins and ends with."""

    opening: str
    closing: str


def joined(pieces: Sequence[str], between: str, frame: Callable[[int, int], Frame]) -> str:
    """Return a document; `frame` takes how many events it shows, and how many it leaves out since their part is empty."""
    shown = list(filter(None, pieces))
    opening, closing = frame(len(shown), len(pieces) - len(shown))
    return opening + between.join(shown) + closing
