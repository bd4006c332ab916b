"""A disk that fails at its nth operation, in this process alone: no privileges, no tracer, the same on every system.

Counted is what changes the disk below one folder: opening to write, write, fsync, rename, unlink, mkdir, rmdir, truncate, copy.
Files opened to write go through Python's own `_pyio`, so that every byte passes `os.write`.
"""

import _pyio
import builtins
import errno
import functools
import io
import os
import signal
from dataclasses import dataclass, field
from pathlib import Path

KINDS = ("kill", "full", "io-error")
"""Killed in mid-operation; the disk is full from here on; this one operation fails and the next succeed."""

_BY_PATH = ("replace", "rename", "unlink", "remove", "mkdir", "rmdir", "truncate", "symlink", "link")
_BY_HANDLE = ("fsync", "ftruncate", "sendfile", "copy_file_range", "posix_fallocate")
_NEEDS_ROOM = {"open", "write", "mkdir", "sendfile", "copy_file_range", "posix_fallocate", "symlink", "link"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass
class Disk:
    """Counts operations below `root`; the one numbered `point` (from 1; 0 = none) fails in the way of `kind`."""

    root: str
    point: int = 0
    kind: str = "kill"
    count: int = 0
    log: list[str] = field(default_factory=list)
    handles: dict[int, str] = field(default_factory=dict)

    def below(self, path: object) -> bool:
        if isinstance(path, int):
            return path in self.handles and self.below(self.handles[path])
        return os.path.abspath(os.fsdecode(path)).startswith(self.root)  # noqa: PTH100 - without following links

    def step(self, name: str, path: object, torn=lambda: None) -> None:
        """Count one operation; die or raise if its turn has come. `torn` does a part of it first."""
        self.count += 1
        self.log.append(f"{name} {path}")
        due = self.count == self.point or (self.kind == "full" and 0 < self.point < self.count and name in _NEEDS_ROOM)
        if not due or (self.kind == "full" and name not in _NEEDS_ROOM):
            return
        torn()
        if self.kind == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        code = errno.ENOSPC if self.kind == "full" else errno.EIO
        raise OSError(code, os.strerror(code), None if isinstance(path, int) else os.fspath(path))


def install(disk: Disk) -> None:
    """Put the failing disk under this process; there is no way back."""
    _handles(disk)
    for name in _BY_PATH:
        setattr(os, name, _by_path(disk, name, getattr(os, name)))
    for name in filter(functools.partial(hasattr, os), _BY_HANDLE):
        setattr(os, name, _by_handle(disk, name, getattr(os, name)))
    builtins.open = io.open = _opener(io.open)


def _handles(disk: Disk) -> None:
    open_, close, write = os.open, os.close, os.write

    def opened(path, flags, mode=0o777, *, dir_fd=None):
        full = Path(disk.handles.get(dir_fd, "") if dir_fd is not None else "", os.fsdecode(path))
        if flags & _WRITING and disk.below(full):
            disk.step("open", full)
        handle = open_(path, flags, mode, dir_fd=dir_fd)
        disk.handles[handle] = os.path.abspath(full)  # noqa: PTH100 - without following links
        return handle

    def closed(handle):
        disk.handles.pop(handle, None)
        close(handle)

    def written(handle, data):
        if disk.below(handle):
            disk.step("write", disk.handles[handle], lambda: write(handle, bytes(data)[: len(data) // 2]))
        return write(handle, data)

    os.open, os.close, os.write = opened, closed, written


def _by_path(disk: Disk, name: str, real):
    def operation(path, *args, **options):
        where = options.get("dir_fd")
        full = Path(disk.handles.get(where, "") if where is not None else "", os.fsdecode(path))
        if disk.below(full):
            disk.step(name, full)
        return real(path, *args, **options)

    return operation


def _by_handle(disk: Disk, name: str, real):
    def operation(handle, *args, **options):
        if disk.below(handle):
            disk.step(name, disk.handles[handle])
        return real(handle, *args, **options)

    return operation


def _opener(real):
    def opened(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
        if set(mode) & set("wax+"):
            text = None if "b" in mode else encoding or "utf-8"
            return _pyio.open(file, mode, buffering, text, errors, newline, closefd, opener)
        return real(file, mode, buffering, encoding, errors, newline, closefd, opener)

    return opened
