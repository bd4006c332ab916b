"""Tell a text's blocks apart before it is split into sentences: prose, heading, caption, quotation, byline, boilerplate.

`mask` then gives a text of the same length in which only what may make events is left, so that all offsets hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from timeline.article import Article
from timeline.events.words import Words

Kind = Literal["body", "quote", "caption", "title", "heading", "byline", "boilerplate", "credit", "dateline"]

PROSE: frozenset[Kind] = frozenset({"body", "quote", "caption"})
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_CAPTIONS = {"figcaption", "caption"}
_HEADING_WORDS = 12
_SHORT = "short-without-full-stop"
_LINE = 240  # longer blocks are prose
_CREDIT_LENGTH = 160
_FINAL = re.compile(r"[.!?…:;。！？؟][\"'”’»)\]]*$")
# CANBERRA, Australia (AP)_   BRUSSELS, December 2 (Xinhua) --   LONDON —   WASHINGTON (AP) -
_DATELINE = re.compile(
    r"\s*(?P<place>[A-Z][A-Z'’.-]+(?:[ -][A-Z][A-Z'’.-]+){0,3})(?P<region>(?:,\s+(?:[A-Z][\w.'’-]*\s?){1,3})?)"
    r"(?P<date>(?:,\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2})?)"
    r"\s*(?P<source>\([^()\n]{2,40}\))?\s*(?P<dash>_|--+|[-–—](?=\s))\s*"
)
_SAME_WIDTH = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\n": " ", "\t": " ", "\r": " ", "“": '"', "”": '"', "‘": "'", "’": "'"}
)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A stretch of the article of one kind; [start, end) in code points. `rule` says what gave it away."""

    start: int
    end: int
    kind: Kind
    rule: str


def classify(article: Article, words: Words) -> tuple[TextBlock, ...]:
    """Return the article's blocks in order; credits and datelines are cut off from the block they stand in."""
    found: list[TextBlock] = []
    for block in article.blocks:
        found.extend(_split(article, block.start, block.end, block.tag, words))
    return tuple(found)


def _split(article: Article, start: int, end: int, tag: str, words: Words) -> list[TextBlock]:
    text = article.text[start:end]
    label = words.captions.match(text) if words.captions else None
    if label and _tells(text[label.end() :], words):
        return [
            TextBlock(start, start + label.end(), "credit", "caption-label"),
            *_split(article, start + label.end(), end, "figcaption", words),
        ]
    kind, rule = _kind(article, text, tag, words)
    cut = _credit(text, words) if kind in PROSE or rule == _SHORT else None
    parts = []
    head = _DATELINE.match(text) if kind == "body" else None
    if head and (head["source"] or head["region"] or head["date"] or head["dash"] != "-"):
        parts.append(TextBlock(start, start + head.end(), "dateline", "capitals-and-dash"))
        start += head.end()
    if cut is not None:
        credit_start = end - len(text) + cut
        if credit_start > start:
            parts.append(TextBlock(start, credit_start, "caption", "ends-with-credit"))
        parts.append(TextBlock(credit_start, end, "credit", "credit-line"))
    else:
        parts.append(TextBlock(start, end, kind, rule))
    return parts


def _kind(article: Article, text: str, tag: str, words: Words) -> tuple[Kind, str]:
    line = " ".join(text.split()).rstrip(" *")
    if tag in _HEADINGS:
        return "heading", f"html-{tag}"
    if tag in _CAPTIONS:
        return "caption", f"html-{tag}"
    short = len(line) <= _LINE
    if (short and words.boilerplate and words.boilerplate.fullmatch(line.rstrip(".…»→ "))) or not line:
        return "boilerplate", "boilerplate-line"
    if line == " ".join(article.title.split()):
        return "title", "same-as-title"
    if short and words.bylines and words.bylines.fullmatch(line):
        return "byline", "byline"
    if tag == "blockquote":
        return "quote", "html-blockquote"
    if tag not in ("li", "dd", "td") and len(line.split()) <= _HEADING_WORDS and not _FINAL.search(line) and line[-1:] != ",":
        return "heading", _SHORT
    return "body", "prose"


def _tells(text: str, words: Words) -> bool:
    """Whether what follows a caption's label is a sentence, not the name of who made the picture."""
    cut = _credit(text, words)
    told = (text if cut is None else text[:cut]).strip()
    return len(told.split()) >= 4 and bool(_FINAL.search(told) or (cut and re.search(r" [a-z]{3,} ", told)))


def _credit(text: str, words: Words) -> int | None:
    """Where the credit that ends a caption begins."""
    stripped = text.rstrip()
    if not words.credits or stripped[-1:] in '.!?"”':
        return None
    first = max(0, len(stripped) - _CREDIT_LENGTH)
    for match in words.credits.finditer(stripped, first):
        if match.end() == len(stripped):
            return match.start()
    return None


def mask(text: str, blocks: tuple[TextBlock, ...]) -> str:
    """Return `text`, as long as before, with all but prose blanked and spaces and quotation marks made plain."""
    kept = [" "] * len(text)
    for block in blocks:
        if block.kind in PROSE:
            kept[block.start : block.end] = plain(text[block.start : block.end])
    return "".join(kept)


def plain(text: str) -> str:
    """Return the same number of characters with no-break spaces, line breaks and curly or TeX quotes made plain."""
    return (
        text.translate(_SAME_WIDTH).replace("``", ' "').replace("''", '" ').replace(" _ ", " – ").replace(" -- ", " – ".ljust(4))
    )
