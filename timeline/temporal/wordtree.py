"""Regular expressions for many words at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def trie_regex(words: Iterable[str], *others: str) -> str:
    r"""Return a regular expression for any of the words, whole, or of the other patterns.

    It is shaped as a prefix tree, so that each character is looked at once.

    >>> print(trie_regex(["may", "march", "mar"], r"\d{4}"))
    ma(?:r(?:ch(?!\w)|(?!\w))|y(?!\w))|\d{4}
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return "|".join([*_branches(tree), *others])


def _branches(tree: dict[str, Any]) -> list[str]:
    longer = [_char(char) + _group(_branches(rest)) for char, rest in sorted(tree.items()) if char]
    return [*longer, r"(?!\w)"] if "" in tree else longer


def _group(branches: list[str]) -> str:
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _char(char: str) -> str:
    return r"\s{1,3}" if char == " " else "['’]" if char == "'" else re.escape(char)
