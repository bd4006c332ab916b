"""An article's title: the one it states, else its first short line; either way it is not repeated in the body."""

from __future__ import annotations

import re

from timeline.article.visible import visible

MAX_TITLE = 150  # longer than any headline, shorter than most first paragraphs
_FIRST = re.compile(r"\s*<(h[1-6]|p)\b[^>]*>(.*?)</\1>\s*", re.DOTALL)


def headline(html: str, title: str) -> tuple[str, str]:
    """Return the title and the body without it; the title is empty where there is none.

    >>> headline("<p>River bursts its banks</p><p>It rained.</p>", "")
    ('River bursts its banks', '<p>It rained.</p>')
    """
    title = " ".join(visible(title)[0].split())
    first = _FIRST.match(html)
    opening = " ".join(visible(first[2])[0].split()) if first else ""
    if not first or not opening or (title and _plain(opening) != _plain(title)) or not (title or _looks_like_one(opening)):
        return title, html
    return title or opening, html[first.end() :]


def _looks_like_one(line: str) -> bool:
    return len(line) <= MAX_TITLE and not line.endswith((".", ",", ";", ":"))


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
