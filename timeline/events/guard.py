"""Bytes of an event file to text that is safe to parse: size, encoding, characters, conflict markers.

The limits come before YAML: libyaml itself knows none and crashes on some of what is refused here.
"""

from __future__ import annotations

import re

from timeline.errors import Problem

MAX_BYTES = 5_000_000
BOM = "\ufeff"

# What is not c-printable (YAML 1.2 §5.1), and the exotic line breaks (NEL, LS, PS) that YAML and editors count differently.
_UNPRINTABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_PLAIN = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ESCAPED = re.compile(r"\\u(?:202[a-eA-E]|206[6-9])")
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)


def place(text: str, index: int) -> tuple[int, int]:
    """Return line and column, both from 1, of a code point index."""
    before = text.count("\n", 0, index)
    return before + 1, index - (text.rfind("\n", 0, index) + 1) + 1


def _code(char: str) -> int:
    """Return the number of a character, or of one that is written as YAML's escape."""
    return ord(char) if len(char) == 1 else int(char[2:], 16)


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """Return the text (without byte order mark) and what is wrong with it; text is empty when there is an error."""
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1e6:.1f} MB, the limit is {MAX_BYTES // 1_000_000} MB"
        return "", [Problem(path, 0, 0, "file-too-large", f"the file has {size}", "split it into several files")]
    try:
        text = data.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        col = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        message = f"byte {error.start + 1} (0x{data[error.start]:02x}) is not UTF-8"
        return "", [Problem(path, line, col, "not-utf8", message, "save the file as UTF-8")]
    problems = []
    odd_text = data.translate(None, _PLAIN).decode("utf-8")  # whole characters, since only ASCII was taken away
    if (bad := _UNPRINTABLE.search(odd_text.removeprefix(BOM))) and (bad := _UNPRINTABLE.search(text)):
        message = f"character U+{ord(bad[0]):04X} does not belong in a text file"
        problems.append(Problem(path, *place(text, bad.start()), "control-character", message, "delete it"))
    elif ("<<<<<<<" in text or ">>>>>>>" in text) and (conflict := _CONFLICT.search(text)):
        message = "two versions of this file were merged and not reconciled"
        hint = "choose one side and delete the lines <<<<<<<, ======= and >>>>>>>"
        problems.append(Problem(path, *place(text, conflict.start()), "merge-conflict", message, hint))
    if problems:
        return "", problems
    raw = _BIDI.finditer(text) if _BIDI.search(odd_text) else ()
    return text, [
        Problem(
            path,
            *place(text, odd.start()),
            "bidi-character",
            f"U+{_code(odd[0]):04X} changes the reading direction and can hide text",
            "delete it, unless the language needs it",
            "warning",
        )
        for odd in (*raw, *(_ESCAPED.finditer(text) if "\\u20" in text else ()))
    ]
