"""Event ids: a slug people can read and four characters that keep it unique. Made once, never recomputed."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Container

MAX_SLUG = 40
_WORD = re.compile(r"[a-z0-9]+")


def slug(title: str) -> str:
    """Return up to `MAX_SLUG` characters of a title in a-z, 0-9 and -; "event" if nothing is left of it.

    >>> slug("U.S. airstrikes hit Kata'ib Hezbollah bases")
    'us-airstrikes-hit-kataib-hezbollah-bases'
    """
    if not title.isascii():
        from unidecode import unidecode

        whole = title.encode("utf-8", "ignore").decode()  # without the lone surrogates that JSON may hold
        title = unidecode(unicodedata.normalize("NFKC", whole))
    kept = ""
    for word in _WORD.findall(re.sub(r"['.]", "", title.lower())):
        if kept and len(kept) + 1 + len(word) > MAX_SLUG:
            break
        kept = f"{kept}-{word}" if kept else word[:MAX_SLUG]
    return kept or "event"


def new(title: str, *sources: str, taken: Container[str] = ()) -> str:
    """Return ``slug-XXXX``, where XXXX is a base-32 hash of `sources` (article path and mention key); never one of `taken`."""
    attempt = 0
    while True:
        seed = "\0".join((*sources, str(attempt) if attempt else "")).encode("utf-8", "surrogatepass")
        suffix = base64.b32encode(hashlib.sha256(seed).digest()[:5]).decode()[:4].lower()
        made = f"{slug(title)}-{suffix}"
        if made not in taken:
            return made
        attempt += 1


def handwritten(date: str, title: str) -> str:
    """Return the id of an event whose author gave none: from date and title, so that it stays while these stay."""
    return new(title, date, title)
