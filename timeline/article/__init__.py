"""A source file to an `Article`: what a reader reads of it, when it was published, and the way back to file and HTML.

    file → source (bytes to text) → reader (Pelican's own: metadata, HTML) → visible (HTML to text) → align (to lines) → Article

`Article`, `Block` and `OffsetMap` are plain data and cost nothing to import; `load` and `load_all` bring Pelican in, when called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.article.maps import OffsetMap, Position
from timeline.article.model import Article, Block

if TYPE_CHECKING:
    from timeline.article.loading import check_others, load, load_all

__all__ = ["Article", "Block", "OffsetMap", "Position", "check_others", "load", "load_all"]


def __getattr__(name: str) -> object:
    if name in ("check_others", "load", "load_all"):
        from timeline.article import loading

        return getattr(loading, name)
    raise AttributeError(name)
