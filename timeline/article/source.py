"""The bytes of an article: read only if they are a regular, reasonable, UTF-8 file inside the content folder."""

from __future__ import annotations

import stat
from pathlib import Path

from timeline.errors import Problem, TimelineError

MAX_BYTES = 5_000_000


def read(path: Path, content_dir: Path, name: str) -> str:
    """Return the text of the article at `path`, without a byte order mark; `name` is what messages call it.

    Raises `TimelineError` where it is a link that leads out of `content_dir`, not a regular file (reading a pipe would wait for
    ever), larger than `MAX_BYTES`, not UTF-8 or holds a NUL.
    """
    try:
        if not path.resolve().is_relative_to(content_dir.resolve()):
            raise _problem(
                name, "outside-content", "this is a link that leads out of the content folder", "copy the file here instead"
            )
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise _problem(name, "not-a-file", "this is no file that can be read", "remove it from the content folder")
        if about.st_size > MAX_BYTES:
            size = f"{about.st_size / 1e6:.1f} MB"
            raise _problem(name, "file-too-large", f"this file has {size}; the limit is 5 MB", "split it into several articles")
        data = path.read_bytes()
    except OSError as error:
        raise _problem(
            name, "unreadable", f"the file cannot be read: {error.strerror or error}", "check the file and its permissions"
        ) from error
    return decode(data, name)


def decode(data: bytes, name: str) -> str:
    """Return `data` as text; raises `TimelineError` with byte, line and column of the first byte that is not UTF-8 text."""
    nul = data.find(b"\0")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        if nul < 0 or at < nul:
            line, col = _place(data, at)
            message = f"byte {at + 1} (0x{data[at]:02x}) is not UTF-8"
            raise TimelineError(Problem(name, line, col, "not-utf8", message, "save the file as UTF-8")) from error
    if nul >= 0:
        line, col = _place(data, nul)
        message = f"character U+0000 at byte {nul + 1} does not belong in a text file"
        raise TimelineError(Problem(name, line, col, "control-character", message, "delete it, or save the file as UTF-8"))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(data: bytes, at: int) -> tuple[int, int]:
    line_start = data.rfind(b"\n", 0, at) + 1
    return data.count(b"\n", 0, at) + 1, len(data[line_start:at].decode("utf-8", "replace")) + 1


def _problem(name: str, code: str, message: str, hint: str) -> TimelineError:
    return TimelineError(Problem(name, 0, 0, code, message, hint))
