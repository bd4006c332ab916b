"""Templates made quicker to render, with the same result: includes put in place, messages translated, once for a whole build.

An include costs a new context each time it is rendered, a message a call; an event page has a dozen of each.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2 import BaseLoader, Environment

_INCLUDE = re.compile(r"""\{%(-?)\s*include\s+(["'])([^"'{}]+)\2\s*(-?)%\}(\n?)""")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_MESSAGE = re.compile(r"""(?<![\w.])_\("([^"{}%\\]*)"\)""")
_FILLED = re.compile(r"""(?<![\w.])_\("([^"{}\\]*)", (\w+)=([\w.]+)\)""")
_DEPTH = 10


class InliningLoader(BaseLoader):
    """Loads through another loader and prepares the source; for environments with ``trim_blocks`` and ``lstrip_blocks``."""

    def __init__(self, loader: BaseLoader, gettext: Callable[[str], str]) -> None:
        """Take the loader that finds templates and the translation of constant messages."""
        self._loader, self._gettext = loader, gettext
        self.files: dict[str, list[str]] = {}
        """The files that each template loaded so far is put together from; empty for one that is not all in files."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the prepared source; the place it names is that of the template itself."""
        source, filename, fresh = self._loader.get_source(environment, template)
        files = [filename or ""]
        text = self._prepare(environment, source, files)
        self.files[template] = files if all(files) else []
        return text, filename, fresh

    def _prepare(self, environment: Environment, source: str, files: list[str], depth: int = 0) -> str:
        if depth > _DEPTH:  # a template that includes itself: let Jinja deal with it
            return source
        out, last = [], 0
        for match in _INCLUDE.finditer(source):
            shown = source[last : match.start()]
            before = shown.rstrip(" \t")
            lead, end = shown[len(before) :], match[5]
            included, filename, _ = self._loader.get_source(environment, match[3])
            files.append(filename or "")
            inner = self._prepare(environment, included, files, depth + 1)
            if match[1]:
                before, lead = before.rstrip(), ""
            elif not before or before[-1] == "\n":
                lead = ""  # lstrip_blocks
            last = match.end() if environment.trim_blocks else match.end() - len(end)
            if match[4]:
                last = match.end() + len(source[match.end() :]) - len(source[match.end() :].lstrip())
            out += [before, lead, inner.removesuffix("\n")]
        text = "".join([*out, source[last:]])
        return _TAG.sub(self._translated, text) if not depth else text

    def _translated(self, tag: re.Match[str]) -> str:
        """Return a tag with its messages translated: as constants of Jinja's, filled in place where they have a placeholder."""
        if '_("' not in tag[0]:
            return tag[0]
        filled = _FILLED.sub(lambda message: f'({self._constant(message[1])} % {{"{message[2]}": {message[3]}}})', tag[0])
        return _MESSAGE.sub(lambda message: self._constant(message[1]), filled)

    def _constant(self, message: str) -> str:
        text = self._gettext(message).replace("\\", r"\\").replace('"', r"\"")
        return f'"{text}"'
