"""One writer at a time in a site: a lock the operating system frees when its holder dies."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from timeline import atomic
from timeline.errors import Problem, TimelineError

WAIT = 30.0
"""Seconds to wait for another run before giving up."""

if sys.platform == "win32":
    import msvcrt

    def _try(handle: IO[bytes]) -> bool:
        try:
            handle.seek(1 << 20)  # a byte beyond the pid, so that others can read who holds the lock
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try(handle: IO[bytes]) -> bool:
        try:
            fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@contextlib.contextmanager
def hold(folder: Path, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock of a site's cache folder (``.timeline``).

    Waits up to `wait` seconds; then raises `TimelineError` that names the process which holds it. A dead holder never blocks,
    and the temporary files it left in the folder are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "lock"
    with path.open("a+b") as handle:
        give_up = time.monotonic() + wait
        while not _try(handle):
            if time.monotonic() >= give_up:
                handle.seek(0)
                holder = handle.read(20).decode("ascii", "replace").strip() or "unknown"
                message = f"another timeline run (process {holder}) is writing to this site"
                raise TimelineError(Problem(".timeline/lock", 0, 0, "locked", message, "wait for it to end, or end it"))
            time.sleep(0.05)
        handle.truncate(0)
        handle.write(f"{os.getpid()}\n".encode())
        handle.flush()
        atomic.sweep(folder)
        yield
