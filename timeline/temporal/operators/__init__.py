"""The arithmetic of dates: one named function per rule of the locales, the only place where dates are made.

An operator takes the `Scene` and, as keywords, the values of the token classes its rule names; it returns a `Meaning` (or a
plain number, for a quantity). It never decides between readings itself: `Scene.choose` does.
"""

from timeline.temporal.operators import anaphora, business, calendar, clock, deictic, durations, named, ordinals, quantities, sets
from timeline.temporal.operators.registry import OPERATORS

__all__ = [
    "OPERATORS",
    "anaphora",
    "business",
    "calendar",
    "clock",
    "deictic",
    "durations",
    "named",
    "ordinals",
    "quantities",
    "sets",
]
