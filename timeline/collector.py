"""The garbage collector, where it only costs time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave the garbage collector out while tens of thousands of records are made that all stay.

    It need not look at them afterwards either, until this is entered again.
    """
    collecting = gc.isenabled()
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()


def collect() -> None:
    """Look once at all that was left out, in a process that goes on: else what each build leaves would stay."""
    gc.unfreeze()
    gc.collect()
