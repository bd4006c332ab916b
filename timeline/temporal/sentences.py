"""Sentence spans, cut where a stop is not part of an abbreviation, an initial or a number."""

from __future__ import annotations

import re

from timeline.temporal import locale

_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n[ \t]*\n\s*")
_LAST_WORD = re.compile(r"[^\s(\"“‘]+$")
_OPENING = re.compile(r"\s+[\"'“‘(\[]*(\w)")


def split(text: str, lang: str = "en") -> list[tuple[int, int]]:
    """Return the sentences of a text as (start, end) code-point spans without the white space around them.

    A blank line always ends a sentence. Raises `UsageError` for an unknown language.

    >>> text = "Gen. Smith left on Dec. 29. He came back at 5 p.m. Then it rained."
    >>> [text[start:end] for start, end in split(text)]
    ['Gen. Smith left on Dec. 29.', 'He came back at 5 p.m.', 'Then it rained.']
    """
    words = locale.load(lang).words
    never, maybe = words["stopped"], words["abbreviation"]
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        if stop.end() <= start or not _ends(text, stop, never, maybe):
            continue
        _add(spans, text, start, stop.end())
        start = stop.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    body = piece.strip()
    if body:
        start += len(piece) - len(piece.lstrip())
        spans.append((start, start + len(body)))


def _ends(text: str, stop: re.Match[str], never: frozenset[str], maybe: frozenset[str]) -> bool:
    if stop[0][0] == "\n" or stop[0][:1] in "!?…":
        return True
    following = _OPENING.match(text, stop.end())
    if following and following[1].islower():
        return False
    before = _LAST_WORD.search(text, max(0, stop.start() - 24), stop.start())
    if not before or stop[0] != ".":
        return True
    word = before[0].lower()
    if word in never:
        return word in maybe and not (following and following[1].isdigit())
    if len(word) == 1 and word.isalpha():  # an initial: "J. Smith"; but "i" ends sentences too
        return following is None or not before[0].isupper()
    if "." in word and len(word) <= 5:  # "U.S. Secretary", but "at 5 p.m. Then"
        return not word[0].isalpha() or word in ("a.m", "p.m")
    return True
