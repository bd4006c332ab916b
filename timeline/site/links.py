"""Addresses inside the site: written once with placeholders, made relative when a page is written.

So one rendered event serves pages at any depth, and the site can be read from a host or from disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ROOT = "\x02"
"""Stands for the way from a page to the site's root. A control character cannot come from a checked event file,
and from an article it is taken away (see `articles.without_placeholders`)."""
INDEX = "\x03"
"""Stands for ``index.html`` at the end of a folder's address; left out when the site is made for a host (SITEURL is set)."""
_INDEX_HTML = "index.html"


def page(folder: str) -> str:
    """Return the address of a folder's page; `folder` is relative to the output folder and empty or ends in a slash."""
    return f"{ROOT}{folder}{INDEX}"


def way_to_root(path: str) -> str:
    """Return the relative way from the folder of an output file to the site's root.

    >>> way_to_root("index.html"), way_to_root("tags/navy/index.html")
    ('./', '../../')
    """
    return "../" * path.count("/") or "./"


def settle(text: str, path: str, hosted: bool) -> str:
    """Replace the placeholders in a page that will be written to `path`.

    >>> settle(page("tags/"), "about/index.html", hosted=False)
    '../tags/index.html'
    """
    return text.replace(ROOT, way_to_root(path)).replace(INDEX, "" if hosted else _INDEX_HTML)


def settled(page: bytes, path: str, hosted: bool) -> bytes:
    """Return a page as it is written: like `settle`, but single bytes are found ten times as quickly as characters."""
    root, index = way_to_root(path), "" if hosted else _INDEX_HTML
    return page.replace(ROOT.encode(), root.encode()).replace(INDEX.encode(), index.encode())


def hosted(settings: Mapping[str, Any]) -> bool:
    """Whether a site is made for a host, by Pelican's settings."""
    return bool(settings["SITEURL"]) and not settings["RELATIVE_URLS"]


def absolute(address: str, site_url: str) -> str:
    """Return an address of this site in full, for what is read elsewhere (feeds, data files, canonical links)."""
    return address.replace(ROOT, f"{site_url}/").replace(INDEX, "")
