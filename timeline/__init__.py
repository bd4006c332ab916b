"""Turn dated prose into a chronology people can trust, edit and publish.

>>> from datetime import date
>>> import timeline
>>> [(timex.text, timex.edtf) for timex in timeline.parse("They met on Sunday.", anchor=date(2019, 12, 30))]
[('Sunday', '2019-12-29')]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.site.theme import chronicle
    from timeline.temporal import parse
    from timeline.temporal.timex import Timex

__version__ = "0.1.0.dev0"

_HOMES = {
    "parse": "timeline.temporal",
    "Timex": "timeline.temporal.timex",
    "register": "timeline.site.plugin",
    "chronicle": "timeline.site.theme",
}
"""Public name → its module, imported when first asked for: `parse` must not pay for Pelican, nor Pelican for the parser."""

__all__ = ["Timex", "__version__", "chronicle", "parse", "register"]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
