"""Templates compiled once: Jinja's bytecode, kept until a template, a message, a setting of Jinja's or our code changes.

That of chronicle's own templates, and of Pelican's, is kept for all sites (see `compiled`), that of all a site uses in the site's
cache folder too.
"""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket

from timeline.site import compiled, kept
from timeline.site.code import code
from timeline.site.common import stable
from timeline.site.inline import InliningLoader
from timeline.site.theme import chronicle


class Bytecode(jinja2.BytecodeCache):
    """Jinja's cache, in files that only `save` writes."""

    def __init__(self, folder: Path, settings: Mapping[str, Any], name: str = "chronicle", home: str = "") -> None:
        """Open what is kept by a name in a folder and was compiled with the same settings: they may say what constants become.

        `home` is the folder of templates that are the same for all sites, empty for chronicle's alone.
        """
        used = [settings[each] for each in ("JINJA_ENVIRONMENT", "JINJA_FILTERS", "JINJA_TESTS")]
        self._path, self._stamp = folder / f"templates-{name}.bin", f"{code()} {jinja2.__version__} {stable(used)}"
        self._known = _texts(kept.load(self._path, self._stamp))
        self._used: dict[str, bytes] = {}
        self._name = f"{name}-{settings['DEFAULT_LANG'].lower()}"
        self._homes = tuple(f"{each}{os.sep}" for each in (chronicle(), home) if each)
        self._ours: set[str] = set()
        self._new: dict[str, bytes] = {}

    @cached_property
    def _shared(self) -> dict[str, bytes]:
        """What is kept for all sites that have the same language and settings of Jinja's."""
        return _texts(compiled.load(self._name, self._stamp))

    def get_bucket(self, environment: jinja2.Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return a template's bytecode as far as it is known; note whether it is the same for all sites."""
        bucket = super().get_bucket(environment, name, filename, source)
        files = environment.loader.files[name] if isinstance(environment.loader, InliningLoader) else [filename or ""]
        if files and all(file.startswith(self._homes) for file in files):
            self._ours.add(bucket.key)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja a template's bytecode, which it checks against the template's source."""
        self._load(bucket, self._used)
        self._load(bucket, self._known)
        if bucket.code is None:
            self._load(bucket, self._shared)

    def _load(self, bucket: Bucket, known: Mapping[str, bytes]) -> None:
        if bucket.code is None and (data := known.get(bucket.key)):
            bucket.load_bytecode(io.BytesIO(data))
            self._used[bucket.key] = data

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take a template's new bytecode."""
        self._used[bucket.key] = data = bucket.bytecode_to_string()
        if bucket.key in self._ours:
            self._new[bucket.key] = data

    def save(self) -> None:
        """Keep what is new."""
        if self._new:
            compiled.save(self._name, self._stamp, self._shared | self._new)
        known = self._known | self._used
        if known != self._known:
            kept.save(self._path, self._stamp, known)


def _texts(stored: object) -> dict[str, bytes]:
    return stored if isinstance(stored, dict) else {}
