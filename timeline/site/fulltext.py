"""Pagefind's index of the site's pages: full-text search where its wheel is installed (the extra ``search``).

It indexes what templates of articles and pages mark with ``data-pagefind-body``: the built-in index has all that events say, but
not the articles' whole texts. The index is made in memory, written into the staging folder and published with the pages it is of.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import IO, Any

from timeline.errors import Problem
from timeline.site.output import Manifest

FOLDER = "search/pagefind"
NONE = "none"
"""In a manifest, of a site that is to have no index."""
_MARK = b"data-pagefind-body"
_UNUSED = ("-ui.", "-highlight.")
"""Parts of the names of Pagefind's own widgets, which our search page does without."""


class NoIndexError(Exception):
    """Pagefind made no index; the message says why."""


def stage(folder: Path, published: Path, prefix: str, old: Manifest, new: Manifest, texts: Mapping[str, str]) -> Problem | None:
    """Put the index of the site that `folder` will make of the `published` one into `folder`, and note its files in `new`.

    Indexed are the articles whose pages we make (`texts`: fingerprints of what they say, by path) and what Pelican wrote.
    Nothing is done where it would be of the same pages as the published one; a site without such pages has none. Where Pagefind
    fails, that one stays (it is made anew by the next build), and a warning is returned. Raises OSError as all writing does.
    """
    if importlib.util.find_spec("pagefind") is None or f"{prefix}search/index.html" not in new.pages:
        new.index, new.indexed = [], NONE
        return None
    made_of = _key(folder, published, old, new, texts)
    if made_of == old.indexed and all((published / path).is_file() for path in old.index):
        new.index, new.indexed = old.index, old.indexed
        return None
    pages = _pages(folder, published, [*texts, *new.others])
    first = next(pages, None)
    try:
        files = {f"{prefix}{FOLDER}/{name}": data for name, data in index(chain([first], pages))} if first else {}
    except NoIndexError as error:
        hint = "the search page works with the built-in index"
        return Problem(FOLDER, 0, 0, "no-full-text", f"Pagefind made no index: {error}", hint, "warning")
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    new.index, new.indexed = sorted(files), made_of
    return None


def index(pages: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Return the files of an index, by their names in its folder, of `pages`: their paths in the site and what stands in them.

    Through pipes alone: the program, told to write files itself, says nothing when the disk refuses them. Raises `NoIndexError`.
    """
    import subprocess

    try:
        from pagefind.service import get_executable

        command = [str(get_executable()), "--service"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            assert process.stdin
            assert process.stdout
            try:
                return list(_conversation(process.stdin, process.stdout, pages))
            finally:
                process.kill()
    except (ImportError, OSError) as error:
        raise NoIndexError(str(error)) from error


def _conversation(ask: IO[bytes], answers: IO[bytes], pages: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    here = {"index_id": _ask(ask, answers, type="NewIndex", config={})["index_id"]}
    for path, html in pages:
        text = html.decode("utf-8", "replace")
        _ask(ask, answers, type="AddFile", file_path=path, file_contents=text, url=None, **here)
    for file in _ask(ask, answers, type="GetFiles", **here)["files"]:
        if not any(part in file["path"] for part in _UNUSED):
            yield file["path"], base64.b64decode(file["content"])


def _ask(ask: IO[bytes], answers: IO[bytes], **request: object) -> dict[str, Any]:
    """Send one request of Pagefind's service protocol (JSON in base 64, each followed by a comma) and wait for its answer."""
    ask.write(base64.b64encode(json.dumps({"message_id": 1, "payload": request}).encode()) + b",")
    ask.flush()
    parts: list[bytes] = []
    while not parts or not parts[-1].endswith(b","):
        parts.append(answers.read1(1 << 20))  # type: ignore[attr-defined]
        if not parts[-1]:
            raise NoIndexError("it ended before it was done")
    try:
        answer: dict[str, Any] = json.loads(base64.b64decode(b"".join(parts)[:-1]))["payload"]
    except (ValueError, KeyError, TypeError) as error:
        raise NoIndexError("its answer cannot be read") from error
    if answer.get("type") == "Error":
        raise NoIndexError(str(answer.get("message")))
    return answer


def _pages(folder: Path, published: Path, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the pages to index, by path: as they are staged, else as they are published."""
    for path in sorted(path for path in paths if path.endswith(".html")):
        html = _read(folder, published, path)
        if _MARK in html:
            yield path, html


def _read(folder: Path, published: Path, path: str) -> bytes:
    staged = folder / path
    return (staged if staged.is_file() else published / path).read_bytes()


def _key(folder: Path, published: Path, old: Manifest, new: Manifest, texts: Mapping[str, str]) -> str:
    """Return a fingerprint of the pages an index is made of, and of Pagefind: of what Pelican wrote, and of articles."""
    others = old.indexed.partition(" ")[0]
    if not others or any((folder / path).is_file() for path in new.others):
        others = _mark([(path, _read(folder, published, path)) for path in new.others if path.endswith(".html")])
    return f"{others} {_mark(sorted(texts.items()))}"


def _mark(data: object) -> str:
    spec = importlib.util.find_spec("pagefind")
    return hashlib.blake2b(repr((spec and spec.origin, data)).encode(), digest_size=12).hexdigest()
