"""Text to time values: find time expressions, resolve them against an anchor, explain each answer.

Knows no event files, no Pelican and no clock.

>>> from datetime import date
>>> from timeline.temporal import parse
>>> [(t.found_text, t.value, t.edtf) for t in parse("He resigned last month, on a Sunday.", date(2019, 12, 30))]
[('last month', '2019-11', '2019-11'), ('Sunday', '2019-12-29', '2019-12-29')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.temporal.resolver import parse

__all__ = ["parse"]


def __getattr__(name: str) -> object:
    if name != "parse":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from timeline.temporal.resolver import parse  # whoever only reads EDTF must not pay for the tagger

    return parse
