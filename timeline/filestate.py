"""Whether a file is still the one that was read, told from its state alone."""

from __future__ import annotations

import os

State = tuple[int, int, int, int]
"""Size, times of modification and of change (nanoseconds), and number of a file: another file put in its place differs in one."""


def state(about: os.stat_result) -> State:
    """Return the state of a file."""
    return about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino


def settled(known: State, now: State, stamp: int) -> bool:
    """Whether a file in the state `now` is surely the one that was `known` at the time `stamp` (nanoseconds).

    One that changed at that very time may have changed once more since, too quickly for the clock to tell.
    """
    return known == now and max(now[1], now[2]) < stamp
