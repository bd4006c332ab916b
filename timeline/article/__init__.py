"""A source file to an `Article`: what a reader reads of it, when it was published, and the way back to file and HTML.

    file → source (bytes to text) → reader (Pelican's own: metadata, HTML) → visible (HTML to text) → align (to lines) → Article

Nothing of this costs much to import: Pelican comes in when a file must be rendered.
"""

from __future__ import annotations

from timeline.article.listing import Listed
from timeline.article.loading import check_others, list_all, load, load_all
from timeline.article.maps import OffsetMap, Position
from timeline.article.model import Article, Block

__all__ = ["Article", "Block", "Listed", "OffsetMap", "Position", "check_others", "list_all", "load", "load_all"]
