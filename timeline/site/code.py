"""The fingerprint of our own code, as far as pages and what is kept of events depend on it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_PARTS = (
    "site",
    "exchange",
    "article/visible.py",
    "events/event.py",
    "events/salience.py",
    "temporal/edtf.py",
    "temporal/granularity.py",
    "temporal/timevalue.py",
)


@cache
def code() -> str:
    """Return the fingerprint of the modules and catalogues that make pages of events."""
    root = Path(__file__).parent.parent
    mark = hashlib.blake2b(digest_size=12)
    for name in _PARTS:
        place = root / name
        files = [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.suffix in (".py", ".po"))
        for path in files:
            mark.update(path.read_bytes())
    return mark.hexdigest()
