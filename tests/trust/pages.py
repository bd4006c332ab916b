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


def html(output: Path) -> Iterator[tuple[str, list[tuple[str, dict[str, str]]]]]:
    """Yield path and elements of every page and drawing below a folder."""
    for path in sorted(output.rglob("*")):
        if path.suffix in (".html", ".svg"):
            yield path.relative_to(output).as_posix(), elements(path.read_text(encoding="utf-8"))
