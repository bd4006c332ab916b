"""HTML in foreign fields to the Markdown of event files: paragraphs, links and emphasis stay, all else is its text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BREAKS = frozenset("p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr".split())
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_SILENT = frozenset(("script", "style"))


class _Markdown(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        if tag in _BREAKS:
            self.parts.append("\n\n")
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
            self.parts.append("[" if self.links[-1] else "")
        self.parts.append(_MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT and self.silent > 0
        if tag == "a" and self.links:
            link = self.links.pop()
            self.parts.append(f"]({link})" if link else "")
        elif tag in _BREAKS:
            self.parts.append("\n\n")
        self.parts.append(_MARKS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def markdown(html: str) -> str:
    """Return HTML as Markdown; a text without any markup stays as it is.

    >>> markdown('<p>The <b>dam</b> &amp; <a href="https://example.org">town</a></p>')
    'The **dam** & [town](https://example.org)'
    """
    if "<" not in html and "&" not in html:
        return html.strip()
    parser = _Markdown()
    parser.feed(html)
    parser.close()
    return re.sub(r"[ \t]*\n[ \t]*\n\s*", "\n\n", "".join(parser.parts)).strip()


def text(html: str) -> str:
    """Return HTML as one line of text.

    >>> text("The <i>dam</i><br>breaks")
    'The dam breaks'
    """
    return " ".join(re.sub(r"[*]+|\[([^\]]*)\]\([^)]*\)", r"\1", markdown(html)).split()) if "<" in html else markdown(html)
