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
    return None if sys.dont_write_bytecode else Path(cache_from_source(__file__)).parent


def load(name: str, stamp: str) -> Any:  # noqa: ANN401 - whatever was saved
    """Return what was saved by that name under the same `stamp` (what it depends on); None if there is nothing, or not sound."""
    return kept.load(_path(name), stamp)


def save(name: str, stamp: str, data: dict[Any, Any] | tuple[Any, ...]) -> None:
    """Keep plain data in place of what has that name. Raises ValueError for what is not plain."""
    if not sys.dont_write_bytecode:
        kept.save(_path(name), stamp, data)


def _path(name: str) -> Path:
    plain = re.sub(r"[^\w-]", "_", name)  # a language may come unchecked from a setting
    return Path(cache_from_source(__file__)).with_name(f"{plain}.{sys.implementation.cache_tag}.bin")
