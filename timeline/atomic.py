"""Replace a file in one step, durably, and only if nobody changed it meanwhile: how every file of ours is written."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from timeline.errors import Problem, TimelineError

TEMPORARY = ".timeline-new-"
"""How our temporary files begin; what a killed run left behind is removed by `sweep`."""


class ChangedMeanwhileError(TimelineError):
    """The file is no longer the one we read."""

    def __init__(self, path: str) -> None:
        super().__init__(
            Problem(path, 0, 0, "changed-meanwhile", "the file was changed while we worked on it", "save it and run again")
        )


def replace(
    path: Path,
    data: bytes | Iterable[bytes],
    unchanged: Callable[[bytes | None], bool] | None = None,
    *,
    durable: bool = True,
) -> None:
    """Write `data` to a temporary file beside `path`, flush it to disk (unless `durable` is false) and rename it over `path`.

    `unchanged` is asked, just before the rename, about the bytes that stand there now (None: no file). Raises
    `ChangedMeanwhileError` if it denies, OSError if the disk is full; in both cases `path` is as it was and nothing is left.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove_dead(path.parent.glob(f"{TEMPORARY}*-{path.name}"))
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}-{path.name}")
    try:
        with temporary.open("wb") as out:
            out.writelines((data,) if isinstance(data, bytes) else data)
            out.flush()
            if durable:
                os.fsync(out.fileno())
        with contextlib.suppress(FileNotFoundError):
            temporary.chmod(path.stat().st_mode & 0o7777)
        if unchanged and not unchanged(_read(path)):
            raise ChangedMeanwhileError(str(path))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if durable:
        _sync_folder(path.parent)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def sweep(folder: Path) -> None:
    """Remove the temporary files that killed runs left anywhere below a folder."""
    _remove_dead(_left_behind(str(folder)))


def _left_behind(folder: str) -> Iterator[Path]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _left_behind(entry.path)
        elif entry.name.startswith(TEMPORARY):
            yield Path(entry.path)


def _remove_dead(files: Iterable[Path]) -> None:
    for left in files:
        writer = left.name.removeprefix(TEMPORARY).partition("-")[0]
        if left.is_file() and not (writer.isdigit() and _alive(int(writer))):
            left.unlink(missing_ok=True)


def _alive(process: int) -> bool:
    if process == os.getpid() or os.name == "nt":  # there, asking would end it
        return process == os.getpid()
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is somebody else's
        return True
    return True


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some network file systems refuse; the rename itself is done
        pass
    finally:
        os.close(handle)
