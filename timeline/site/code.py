"""The fingerprint of our own code, as far as pages and what is kept of events depend on it."""

from __future__ import annotations

from functools import cache

from timeline.codemark import code_mark
from timeline.site import compiled

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
    return code_mark(_PARTS, {}, compiled.home())
