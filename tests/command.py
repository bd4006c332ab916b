"""Run the `timeline` command in this process, as a person would in a folder."""

import contextlib
import io
import os
from dataclasses import dataclass
from pathlib import Path

from timeline.cli.main import main


@dataclass(frozen=True)
class Outcome:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


@contextlib.contextmanager
def folder(path: Path):
    before = Path.cwd()
    os.chdir(path)
    try:
        yield
    finally:
        os.chdir(before)


def timeline(*args: str, cwd: Path, stdin: str = "") -> Outcome:
    """Run ``timeline ARGS`` in `cwd` and return its outcome; nothing of ours may escape as an exception."""
    out, err, code = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO(), 0
    reader = io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8")
    with folder(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), _stdin(reader):
        try:
            main(args)
        except SystemExit as end:
            code = int(end.code or 0)
    out.seek(0)
    return Outcome(code, out.read(), err.getvalue())


@contextlib.contextmanager
def _stdin(reader):
    import sys

    before, sys.stdin = sys.stdin, reader
    try:
        yield
    finally:
        sys.stdin = before
