"""HTML to the text a reader reads, block by block, each code point with its place in the HTML."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from timeline.article.maps import OffsetMap
from timeline.article.model import Block

BREAK = "\n\n"
_SPACE = " \t\n\r\f"  # HTML's white space; a no-break space is text
_PIECES = re.compile(f"[{_SPACE}]+|[^{_SPACE}](?:[^{_SPACE}]|[{_SPACE}](?=[^{_SPACE}]))*")  # single spaces stay inside a piece
_ONE_SPACE = str.maketrans(dict.fromkeys(_SPACE, " "))
_TELLING = frozenset(
    ("blockquote", "figcaption", "caption", "li", "td", "th", "dt", "dd", "pre", "h1", "h2", "h3", "h4", "h5", "h6")
)
_BLOCKS = _TELLING | frozenset(
    "p div section article aside header footer main nav figure table thead tbody tfoot tr ul ol dl hr address form fieldset "
    "details summary legend".split()
)
_HIDDEN = frozenset(
    "script style template noscript head title svg math iframe object select textarea button del s strike".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class _Reader(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.chunks: list[str] = []
        self.length = 0
        self.runs: list[tuple[int, int, int]] = []
        self.blocks: list[Block] = []
        self._starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self._source = source
        self._open: list[str] = []
        self._hidden: list[str] = []
        self._block = -1
        self._tag = "p"
        self._space: tuple[int, int] | None = None
        self.feed(source)
        self.close()
        self._end_block()

    def _at(self) -> int:
        line, col = self.getpos()
        return self._starts[line - 1] + col

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if self._hidden or tag in _HIDDEN or "hidden" in names or (names.get("id") or "").startswith("fnref"):
            if tag not in _VOID:
                self._hidden.append(tag)
        elif tag == "br":
            self._line_break()
        elif tag in _BLOCKS:
            self._end_block()
            if self._open and self._open[-1] == "p":
                self._open.pop()
            if tag not in _VOID:
                self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag in self._hidden:
                while self._hidden.pop() != tag:
                    pass
        elif tag in _BLOCKS:
            self._end_block()
            if tag in self._open:
                while self._open.pop() != tag:
                    pass

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        at = self._at()
        for match in _PIECES.finditer(data):
            piece, where = match[0], at + match.start()
            if piece[0] in _SPACE:
                self._white(piece, where)
            else:
                self._write(piece if "pre" in self._open else piece.translate(_ONE_SPACE), where, 1)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, reference: str) -> None:
        if self._hidden:
            return
        at = self._at()
        width = len(reference) + self._source.startswith(";", at + len(reference))
        text = html.unescape(self._source[at : at + width])
        if text == self._source[at : at + width]:  # no reference after all, as in AT&T
            self._write(text, at, 1)
        elif text in _SPACE:
            self._white(text, at)
        else:
            self._write(text[0], at, width)
            if text[1:]:
                self._write(text[1:], at + width, 0)

    def _white(self, piece: str, at: int) -> None:
        if self._block >= 0 and "pre" in self._open:
            self._write(piece, at, 1)
        elif self._block >= 0 and self._space is None:
            self._space = (at, len(piece))

    def _line_break(self) -> None:
        if self._block < 0:
            return
        if self.chunks[-1] == "\n":  # two in a row: how pasted text separates paragraphs
            self._end_block()
        else:
            self._space = None
            self._write("\n", self._at(), len(self.get_starttag_text() or ""))

    def _write(self, text: str, at: int, width: int) -> None:
        if self._block < 0:
            if self.chunks:
                self._append(BREAK, at, 0)
            self._block = self.length
            self._tag = next((tag for tag in reversed(self._open) if tag in _TELLING), self._open[-1] if self._open else "p")
        elif self._space:
            where, size = self._space
            self._append(" ", where, size)
        self._space = None
        self._append(text, at, width)

    def _append(self, text: str, at: int, width: int) -> None:
        if self.runs and width == 1:
            start, target, last = self.runs[-1]
            if last == 1 and target + self.length - start == at:
                self.chunks.append(text)
                self.length += len(text)
                return
        self.runs.append((self.length, at, width))
        self.chunks.append(text)
        self.length += len(text)

    def _end_block(self) -> None:
        if self._block >= 0:
            while self.chunks[-1] == "\n":
                self.chunks.pop()
                self.length -= 1
                if self.runs[-1][0] == self.length:  # else it goes on a run of the text before
                    self.runs.pop()
            self.blocks.append(Block(self._block, self.length, self._tag))
        self._block = -1
        self._space = None


def visible(source: str) -> tuple[str, tuple[Block, ...], OffsetMap]:
    r"""Return what a reader of the HTML `source` reads, its blocks, and where each code point stands in `source`.

    White space is collapsed as a browser does it; no-break spaces and quotes stay one code point each. Scripts, struck-out text,
    footnote numbers and whatever is marked ``hidden`` are left out.

    >>> text, blocks, places = visible("<p>On&nbsp;<em>Sun</em>day</p><ul><li>caf&eacute;</li></ul>")
    >>> text
    'On\xa0Sunday\n\ncafé'
    >>> blocks
    (Block(start=0, end=9, tag='p'), Block(start=11, end=15, tag='li'))
    >>> places.spans(3, 9)
    [(15, 18), (23, 26)]
    """
    reader = _Reader(source)
    return "".join(reader.chunks), tuple(reader.blocks), OffsetMap(tuple(reader.runs), reader.length)
