"""The line a dispatch opens with, "HARWICK, Aug. 17 (Reuters) —": the day it was written on, which may precede publication."""

from __future__ import annotations

import re

NEAR = 600
"""Characters from the beginning of the text within which a dateline may stand."""
MAX_DAYS = 7
"""Days a dispatch may wait for publication."""

_PLACE = re.compile(r"(?:^|\n)[ \t]*[^\W\d_a-z]{2}[^\W\d_a-z .'’-]*(?:,[ \t][^\W\d_][\w .'’-]{0,30})?,[ \t\xa0\n]{1,3}$")
_REST = re.compile(r"[ \t\xa0]*(?:,[ \t]\d{4})?[ \t\xa0]*(?:\([^()\n]{1,40}\)[ \t\xa0]*)?(?:—|–|--|-|_)")


def opens_with(text: str, start: int, end: int) -> bool:
    """Return whether the date at [start, end) is that of a dateline.

    >>> opens_with("HARWICK, Aug. 17 — A ferry ran aground.", 9, 16)
    True
    >>> opens_with("On Aug. 17 — a Tuesday — a ferry ran aground.", 3, 10)
    False
    """
    return start <= NEAR and bool(_REST.match(text, end)) and bool(_PLACE.search(text, 0, start))
