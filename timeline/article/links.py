"""Links of an article to files beside it, which must not lead out of the content folder; its own address, not out of the site.

`name` is the article's path below that folder, `shown` what messages call it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from timeline.errors import Problem

_LINK = re.compile(r"[{|](?:static|attach|filename)[}|]([^\s)>\"'\]]*)", re.IGNORECASE)

_CODE = re.compile(r"^(`{3,}|~{3,})[^\n]*\n.*?^\1[`~]*[ \t]*$|(?<!`)(`+)(?!`)[^\n]+?(?<!`)\2(?!`)", re.MULTILINE | re.DOTALL)
SLUG = re.compile(r"[^\s/\\.#?%][^\s/\\#?%]{0,199}")
"""What can be part of an address as it is."""


def leads_out(field: str, value: str) -> bool:
    """Whether ``save_as`` or ``url`` names a place outside the published site."""
    path = value.strip().replace("\\", "/")
    return ".." in path.split("/") or (field == "save_as" and (path.startswith("/") or ":" in path.split("/")[0]))


def outside(name: str, shown: str, text: str) -> Iterator[Problem]:
    """Yield a problem for each ``{static}``, ``{attach}`` or ``{filename}`` link that leads out of the content folder."""
    for match in _LINK.finditer(_CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)):  # code links nowhere
        target = unquote(match[1]).replace("\\", "/")
        base = "" if target.startswith("/") else posixpath.dirname(name)
        if posixpath.normpath(posixpath.join(base, target.lstrip("/") or ".")).split("/")[0] == "..":
            line = text.count("\n", 0, match.start()) + 1
            col = match.start() - text.rfind("\n", 0, match.start())
            message = f"the link {match[0]} leads out of the content folder"
            yield Problem(shown, line, col, "outside-content", message, "copy the file into content/ and link to that")
