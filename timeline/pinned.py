"""A file that stays readable as it was even after another has taken its name."""

from __future__ import annotations

import os
from pathlib import Path


class Pinned:
    """An open file, read in stretches. Raises OSError if it cannot be read."""

    def __init__(self, path: Path) -> None:
        """Open the file."""
        self._handle, self._whole = -1, b""
        if hasattr(os, "pread"):
            self._handle = os.open(path, os.O_RDONLY)
        else:  # Windows: an open file could not be replaced
            self._whole = path.read_bytes()

    def read(self, at: int, length: int) -> bytes:
        """Return what stands there; less where the file ends."""
        return self._whole[at : at + length] if self._handle < 0 else os.pread(self._handle, length, at)

    def __del__(self) -> None:
        """Close the file."""
        if self._handle >= 0:
            os.close(self._handle)
