"""Addresses of what has a name: timelines, tags, actors, places, sources."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from timeline.events.event import Source

KINDS = ("timeline", "tag", "actor", "place", "source")
FOLDER = {"timeline": "timelines/", "tag": "tags/", "actor": "actors/", "place": "places/", "source": "sources/"}
_INITIAL = re.compile(r"\b(\w)\.")
_GAP = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=100_000)
def slug(label: str) -> str:
    """Return a label's part of an address: ASCII letters and digits joined by hyphens.

    Labels that differ only in case, accents or punctuation share one page. A label without any letter gets a fingerprint.

    >>> slug("U.S. Navy"), slug("Île-de-France"), slug("example.org")
    ('us-navy', 'ile-de-france', 'example-org')
    """
    text = _INITIAL.sub(r"\1", label).replace("’", "").replace("'", "")
    if not text.isascii():
        from unidecode import unidecode

        text = unidecode(text)
    found = _GAP.sub("-", text.lower()).strip("-")
    return found[:80].rstrip("-") or "n" + hashlib.blake2b(label.encode(), digest_size=4).hexdigest()


def source_label(source: Source) -> str:
    """Return the name under which a source's events are listed: its host, else its title."""
    return urlsplit(source.url).netloc.removeprefix("www.") or source.title


def address(kind: str, label: str) -> str:
    """Return the folder of a subject's page, ``tags/navy/``."""
    return f"{FOLDER[kind]}{slug(label)}/"


def timeline_of(stated: str, article: str, file: str, articles: Mapping[str, str]) -> str:
    """Return an event's timeline: its own word, its article's (`articles`: path to name), its first folder below events, main."""
    if stated:
        return stated
    if article in articles:
        return articles[article]
    folders = file.split("/")[1:-1]
    return folders[0] if folders else "main"
