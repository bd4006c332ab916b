"""Time expressions marked in an article's HTML, each linked to the event that was read from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import escape

from timeline.article.visible import visible

Mention = tuple[str, str]
"""The words found and the sentence they stand in (`Found.text`, `Found.quote`)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention in an article's visible text, [start, end) in code points; `id` is that of its HTML mark."""

    id: str
    start: int
    end: int
    mention: Mention


def locate(text: str, mentions: Iterable[Mention]) -> list[Mark]:
    """Find mentions in a text, in its order; one that is no longer there is left out, as is one that overlaps another.

    White space may differ. A sentence that stands twice counts where it stands first.
    """
    found: dict[tuple[int, int], Mention] = {}
    for mention in dict.fromkeys(mentions):
        words, quote = mention
        sentence = _find(quote, text, 0, len(text))
        place = _find(words, text, *sentence) if sentence else None
        if place:
            found.setdefault(place, mention)
    marks: list[Mark] = []
    for (start, end), mention in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
        if not marks or marks[-1].end <= start:
            marks.append(Mark(f"timex-{len(marks) + 1}", start, end, mention))
    return marks


def _find(words: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    exact = text.find(words, start, end) if words else -1
    if exact >= 0 and _whole(text, exact, exact + len(words)):
        return exact, exact + len(words)
    parts = words.split()
    match = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, parts)) + r"(?!\w)").search(text, start, end) if parts else None
    return match.span() if match else None


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch does not begin or end inside a word."""
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not before and not after


def mark(html: str, mentions: Mapping[Mention, str]) -> tuple[str, dict[Mention, str]]:
    """Mark mentions in an article's HTML; `mentions` gives each the address of its event, empty for none.

    Returns the HTML and the id of each mark that was made. The words of the article are not changed.
    """
    text, _, to_html = visible(html)
    marks = locate(text, mentions)
    pieces: list[tuple[int, int, str, str]] = []
    for each in marks:
        for i, (start, end) in enumerate(to_html.spans(each.start, each.end)):
            address = "" if _inside_link(html, start) else mentions[each.mention]
            opening = f'<mark class="timex"{f" id={chr(34)}{each.id}{chr(34)}" if not i else ""}>'
            link = f'<a href="{escape(address)}">' if address else ""
            pieces.append((start, end, opening + link, ("</a>" if address else "") + "</mark>"))
    out, last = [], 0
    for start, end, before, after in sorted(pieces):
        out += [html[last:start], before, html[start:end], after]
        last = end
    return "".join([*out, html[last:]]), {each.mention: each.id for each in marks}


def _inside_link(html: str, position: int) -> bool:
    """Whether a place in the HTML lies within a link, in which another may not stand."""
    opened = max((match.start() for match in re.finditer(r"<a[\s>]", html[:position], re.IGNORECASE)), default=-1)
    return opened > html.lower().rfind("</a>", 0, position)


def quotes(html: str, mentions: Mapping[Mention, str]) -> tuple[str, dict[Mention, str]]:
    """Return only the sentences with dates, marked, in place of an article's HTML."""
    text, _, _ = visible(html)
    found = locate(text, mentions)
    sentences = dict.fromkeys(each.mention[1] for each in found)
    short = "".join(f"<blockquote><p>{escape(sentence)}</p></blockquote>\n" for sentence in sentences)
    return mark(short, {each.mention: mentions[each.mention] for each in found})
