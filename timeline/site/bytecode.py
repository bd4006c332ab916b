"""Templates compiled once: Jinja's bytecode, kept until a template, a message or our code changes."""

from __future__ import annotations

import io
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from timeline.site import kept
from timeline.site.code import code

NAME = "templates.bin"


class Bytecode(jinja2.BytecodeCache):
    """Jinja's cache, in one file that only `save` writes."""

    def __init__(self, folder: Path) -> None:
        """Open what is kept in a folder."""
        self._path, self._stamp = folder / NAME, f"{code()} {jinja2.__version__}"
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
