"""Split prose into sentences: a stand-in until `timeline.temporal.sentences` is there."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.?!])[\"')”’]*\s+(?=[\"'`“‘(A-Z])")
_ABBREVIATION = re.compile(
    r"(?:[A-Z]\.)+|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|St|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Inc|Corp|Co|Ltd|No|Lt|Col|U\.S|vs)\."
)


def split(text: str, lang: str) -> list[tuple[int, int]]:
    """Return [start, end) of each sentence."""
    found, start = [], 0
    for match in _END.finditer(text):
        before = text[start : match.start()].split()
        if before and _ABBREVIATION.fullmatch(before[-1].strip("\"'“(")):
            continue
        found.append((start, match.start() + len(match.group().rstrip())))
        start = match.end()
    return [*found, (start, len(text))]
