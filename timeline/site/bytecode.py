"""Templates compiled once: Jinja's bytecode, kept until a template, a message, a setting of Jinja's or our code changes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket

from timeline.site import kept
from timeline.site.code import code
from timeline.site.common import stable

NAME = "templates.bin"


class Bytecode(jinja2.BytecodeCache):
    """Jinja's cache, in one file that only `save` writes."""

    def __init__(self, folder: Path, settings: Mapping[str, Any]) -> None:
        """Open what is kept in a folder and was compiled with the same settings: filters of constants are applied at once."""
        used = [settings[name] for name in ("JINJA_ENVIRONMENT", "JINJA_FILTERS", "JINJA_TESTS")]
        self._path, self._stamp = folder / NAME, f"{code()} {jinja2.__version__} {stable(used)}"
        stored = kept.load(self._path, self._stamp)
        self._known: dict[str, bytes] = stored if isinstance(stored, dict) else {}
        self._used: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja a template's bytecode, which it checks against the template's source."""
        if data := self._known.get(bucket.key):
            bucket.load_bytecode(io.BytesIO(data))
            self._used[bucket.key] = data

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take a template's new bytecode."""
        self._used[bucket.key] = bucket.bytecode_to_string()

    def save(self) -> None:
        """Keep what is new."""
        known = self._known | self._used
        if known != self._known:
            kept.save(self._path, self._stamp, known)
