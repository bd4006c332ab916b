"""The addresses a page states for itself and those it links to: all must lie inside the site."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.article.header import header, lines
from timeline.article.links import SLUG, leads_out, outside
from timeline.errors import Problem


def check(name: str, shown: str, text: str) -> Iterator[Problem]:
    """Yield what is wrong with the page `name` (its path below the content folder), which messages call `shown`."""
    yield from outside(name, shown, text)
    places, _ = header(text, name)
    for field in ("slug", "save_as", "url"):
        line, col = places.get(field, (0, 0))
        value = list(lines(text))[line - 1][col - 1 :].strip().strip("\"'") if line else ""
        if field == "slug" and value and not SLUG.fullmatch(value):
            message = f"“{value}” cannot be part of an address"
            yield Problem(shown, line, col, "bad-slug", message, "use letters, digits and hyphens")
        elif field != "slug" and leads_out(field, value):
            message = f"“{value}” leads out of the site"
            yield Problem(shown, line, col, "outside-output", message, "write a path below the site's root")
