"""Limits on single pieces of work, so that one strange article cannot hold up all others."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 2.0
"""CPU seconds an article may take, however short it is: a hundred times what an ordinary one takes."""
CHARACTERS = 10_000.0
"""And one second more for each so many characters."""
TEXT = 1_000_000
"""Characters an article may have to be searched for dates at all."""


class SpentError(Exception):
    """The time is up."""


def allowed(characters: int) -> float:
    """Return the CPU seconds that a text of so many characters may take."""
    return SECONDS + characters / CHARACTERS


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Raise `SpentError` in the work within once it has taken so many CPU seconds, regular expressions included.

    Without effect where there are no such timers (Windows) and outside the main thread.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _spent)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1)  # and again, should somebody swallow the first
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _spent(_signal: int, _frame: FrameType | None) -> None:
    raise SpentError
