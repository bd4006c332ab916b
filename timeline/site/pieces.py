"""Parts of data files kept from the last build, one text for each event, so that an edit makes only the parts it changed.

Joining 10,000 texts costs a hundredth of making them. A cache that is missing, broken, or of other settings or code is empty.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from timeline import atomic

_END = "\x1e"
"""Between keys and texts in a file: splitting is the quickest way to read one. (Checked events hold no control characters.)"""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The parts in `folder`, a file for each format; they hold as long as `common`, what all pages share, is the same."""

    folder: Path | None = None
    common: str = ""

    def of(self, name: str, keys: Sequence[str], make: Callable[[int], str], *, every: bool) -> list[str]:
        """Return the text for each of `keys`, made by its number where it is not known.

        `every` says that these are all keys there are, so that others need not be kept.
        """
        known = self._load(name)
        found = {key: known[key] if key in known else make(i) for i, key in enumerate(keys)}
        if not found.keys() <= known.keys() or (every and len(found) < len(known)):
            self._save(name, found if every else known | found)
        return [found[key] for key in keys]

    def _path(self, name: str) -> Path | None:
        return self.folder / f"data-{name}.txt" if self.folder else None

    def _load(self, name: str) -> dict[str, str]:
        path = self._path(name)
        with contextlib.suppress(OSError, ValueError):
            first, *parts, last = path.read_bytes().decode().split(_END) if path else ("", "")
            if first == last == self.common and len(parts) % 2 == 0:
                return dict(zip(parts[::2], parts[1::2], strict=True))
        return {}

    def _save(self, name: str, texts: dict[str, str]) -> None:
        path = self._path(name)
        data = _END.join([self.common, *chain.from_iterable(texts.items()), self.common])
        if path and data.count(_END) == 2 * len(texts) + 1:
            with contextlib.suppress(OSError):
                atomic.replace(path, data.encode())
