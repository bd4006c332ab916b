"""What people and their tools do to files, for tests of caches."""

import os

from hypothesis import strategies as st

KINDS = ["write", "write with the old times", "rename", "swap", "copy", "delete", "touch", "look"]


def steps(texts, files):
    """Return sequences of edits of so many files; at each ``look`` the test reads them all."""
    number = st.integers(0, files - 1)
    return st.lists(st.tuples(st.sampled_from(KINDS), number, number, st.sampled_from(texts)), max_size=12)


def act(kind, path, other, text):
    """Do one edit."""
    if kind == "write":
        path.write_text(text)
    elif kind == "look" or not path.exists():
        return
    elif kind == "write with the old times":
        old = path.stat()
        path.write_text(text)
        os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
    elif kind == "rename":
        path.replace(other)
    elif kind == "swap" and other.exists() and other != path:
        path.rename(path.with_suffix(".old"))
        other.rename(path)
        path.with_suffix(".old").rename(other)
    elif kind == "copy" and other != path:
        other.write_bytes(path.read_bytes())
        os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    elif kind == "delete":
        path.unlink()
    elif kind == "touch":
        os.utime(path)


def age(folder):
    """Wait until the clock by which files are stamped has moved on from every file below `folder`."""
    newest = max(path.stat().st_ctime_ns for path in folder.rglob("*"))
    probe = folder.parent / "probe"
    while True:
        probe.write_text("")
        if probe.stat().st_mtime_ns > newest:
            return
