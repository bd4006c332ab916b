"""What a browser would act on in a page: its elements with their attributes."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def elements(text: str) -> list[tuple[str, dict[str, str]]]:
    reader = _Elements()
    reader.feed(text)
    reader.close()
    return reader.found


class _Texts(HTMLParser):
    """Collects each text with the elements it stands in, outermost first."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str]]] = []
        self.found: list[tuple[str, tuple[tuple[str, dict[str, str]], ...]]] = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        self.found.append((data, tuple(self.open)))


VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def texts(text: str) -> list[tuple[str, tuple[tuple[str, dict[str, str]], ...]]]:
    reader = _Texts()
    reader.feed(text)
    reader.close()
    return reader.found


def html(output: Path) -> Iterator[tuple[str, list[tuple[str, dict[str, str]]]]]:
    """Yield path and elements of every page and drawing below a folder."""
    for path in sorted(output.rglob("*")):
        if path.suffix in (".html", ".svg"):
            yield path.relative_to(output).as_posix(), elements(path.read_text(encoding="utf-8"))
