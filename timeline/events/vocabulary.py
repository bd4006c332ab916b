"""The keys of an event file and the words some of them take: the one list that schema, fast reader and writer share."""

from __future__ import annotations

import functools
import re

from timeline.temporal import edtf

TEXT_KEYS = ("id", "date", "time", "bounds", "title", "summary", "timeline", "note", "review", "reason", "modality")
LIST_KEYS = ("actors", "places", "tags", "details", "aliases", "doubts", "suggest")
EVENT_KEYS = (
    *("id", "date", "bounds", "time", "title", "summary", "modality", "actors", "places", "tags", "timeline", "details"),
    *("sources", "image", "note", "review", "reason", "aliases", "doubts", "suggest", "found"),
)
"""In the order the writer uses; `found` is always last."""
FOUND_KEYS = ("text", "date", "time", "rule", "quote", "anchor", "not", "key", "by", "was", "gone", "article")
SOURCE_KEYS = ("url", "title", "archived", "accessed")
IMAGE_KEYS = ("src", "alt", "credit")
FILE_KEYS = ("article", "events", "seen")
DATE_KEYS = frozenset({"date", "bounds", "accessed", "was"})
REVIEW = ("accepted", "rejected")
MODALITY = ("planned", "denied", "claimed")
TIME_WORDS = ("early", "mid", "late", "morning", "afternoon", "evening", "night")
MAX_TEXT = 20_000
MAX_TITLE = 500

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
KEY = re.compile(r"k[0-9a-f]{16}")
TIME = re.compile(rf"{'|'.join(TIME_WORDS)}|(?:[01][0-9]|2[0-3]):[0-5][0-9]")
CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\ud800-\udfff\ufffe\uffff]")
OUTSIDE = re.compile(r"(?:.*[/\\])?\.\.(?:[/\\].*)?")
"""A path that leads out of the content folder, or may."""
OWN_KEY = "x-"


@functools.lru_cache(maxsize=65536)
def date_error(text: str) -> tuple[str, str] | None:
    """Return (message, hint) of what is wrong with an EDTF string, None if it is right."""
    try:
        edtf.parse(text)
    except ValueError as error:
        message, _, hint = str(error).partition(" (")
        if TIME.fullmatch(text):
            message, hint = f'"{text}" is a time of day, not a date', f"write time: {text}, and the day as date"
        return message, hint.removesuffix(")")
    return None
