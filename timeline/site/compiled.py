"""What is compiled from our own files, once for all sites of this machine: kept in the folder where Python keeps our bytecode.

Python's rules hold: nothing is written under ``PYTHONDONTWRITEBYTECODE``, and a folder that cannot be written stays without.
"""

from __future__ import annotations

import re
import sys
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from timeline.site import kept


def home() -> Path | None:
    """Return the folder; None where nothing is to be written into it."""
    return None if sys.dont_write_bytecode else _home()


def load(name: str, stamp: str) -> Any:  # noqa: ANN401 - whatever was saved
    """Return what was saved by that name under the same `stamp` (what it depends on); None if there is nothing, or not sound."""
    folder = _home()
    return kept.load(folder / _file(name), stamp) if folder else None


def save(name: str, stamp: str, data: dict[Any, Any] | tuple[Any, ...]) -> None:
    """Keep plain data in place of what has that name. Raises ValueError for what is not plain."""
    if folder := home():
        kept.save(folder / _file(name), stamp, data)


def _home() -> Path | None:
    """Return the folder; None under a Python that keeps no bytecode."""
    return Path(cache_from_source(__file__)).parent if sys.implementation.cache_tag else None


def _file(name: str) -> str:
    plain = re.sub(r"[^\w-]", "_", name)  # a language may come unchecked from a setting
    return f"{plain}.{sys.implementation.cache_tag}.bin"
