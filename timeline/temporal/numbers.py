"""Numbers in words: "twenty-five", "two and a half", "nineteen ninety-seven", "two thousand"."""

from __future__ import annotations

from collections.abc import Sequence


def value(parts: Sequence[tuple[str, float]]) -> float | None:
    """Return what a run of number words means, None if they do not form one number.

    `parts` are (kind, value) pairs, kind one of ``digit`` (0-9), ``teen`` (10-19), ``tens`` (20 … 90), ``scale`` (100, 1000 …).

    >>> value([("tens", 20), ("digit", 5)]), value([("digit", 2), ("scale", 1000)])
    (25, 2000)
    >>> value([("teen", 19), ("tens", 90), ("digit", 7)]), value([("digit", 5), ("digit", 6)])
    (1997, None)
    """
    total, current, last = 0.0, 0.0, "start"
    for i, (kind, number) in enumerate(parts):
        if kind == "scale":
            current = max(current, 1) * number
            if number >= 1000:
                total, current = total + current, 0.0
        elif last in ("start", "scale") or (kind == "digit" and last == "tens"):
            current += number
        elif kind in ("teen", "tens") and last in ("teen", "tens") and i == 1:
            current = current * 100 + number  # a year as people say it
        else:
            return None
        last = kind
    total += current
    return int(total) if total == int(total) else total
