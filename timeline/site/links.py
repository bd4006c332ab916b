"""Addresses inside the site: written once with a placeholder for the root, made relative when a page is written."""

from __future__ import annotations

ROOT = "\x02root\x02/"
"""Stands for the way from a page to the site's root. A control character cannot come from a checked event file."""


def way_to_root(path: str) -> str:
    """Return the relative way from the folder of an output file to the site's root.

    >>> way_to_root("index.html"), way_to_root("tags/navy/index.html")
    ('./', '../../')
    """
    return "../" * path.count("/") or "./"


def settle(html: str, path: str) -> str:
    """Replace the placeholder in a page that will be written to `path`."""
    return html.replace(ROOT, way_to_root(path))
