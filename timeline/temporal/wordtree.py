"""Regular expressions for many words at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def trie_regex(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, shaped as a prefix tree so that each character is looked at once.

    >>> trie_regex(["may", "march", "mar"])
    'ma(?:r(?:ch)?|y)'
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _render(tree)


def _render(tree: dict[str, Any]) -> str:
    branches = [_char(c) + _render(sub) for c, sub in sorted(tree.items()) if c]
    if not branches:
        return ""
    single = branches[0] if len(branches) == 1 and "" not in tree else f"(?:{'|'.join(branches)})"
    return single + ("?" if "" in tree else "")


def _char(char: str) -> str:
    return r"\s{1,3}" if char == " " else "['’]" if char == "'" else re.escape(char)
