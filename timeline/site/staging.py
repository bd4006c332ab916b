"""From the staging folder to the published one, by renames alone: no published file is ever half, and a cut-off run is made good.

    staging complete → journal → files renamed over the old ones (assets, then pages) → removals → manifest → journal away

A folder that does not exist yet is published by one rename. Until the journal stands the published site is the old one; from
then on `repair`, which every build calls first, brings it to the new one.
"""

from __future__ import annotations

import contextlib
import filecmp
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Self

from timeline import atomic
from timeline.site.output import Manifest, remove

_INDEX = "index.html"


class Alone(NamedTuple):
    """A folder in which each folder held an ``index.html`` and nothing else at some `time`, in the words of its file system."""

    folder: str
    time: int

    @classmethod
    def of(cls, stage: Path, folder: str) -> Self:
        """Return what is so now; `folder` is below `stage`, and ends in a slash."""
        os.utime(stage)
        return cls(folder, stage.stat().st_mtime_ns)


NOWHERE = Alone("/", 0)


@dataclass(frozen=True, slots=True)
class Stage:
    """The folders of one published site: `published`, and beside it, on the same file system, staging folder and journal."""

    published: Path
    manifest: Path

    @property
    def folder(self) -> Path:
        """Where pages are made."""
        return self.published.with_name(f".{self.published.name}.staging")

    @property
    def journal(self) -> Path:
        """What is left to do of a publication that has begun."""
        return self.published.with_name(f".{self.published.name}.journal")

    def repair(self) -> bool:
        """Finish a publication that was cut off, or clear away a build that was; say whether there was one to finish.

        Call it, as all else here, while holding the site's lock.
        """
        unfinished = self._journal()
        if unfinished is not None:
            self._carry_out(*unfinished)
        self.clear()
        return unfinished is not None

    def clear(self) -> None:
        """Remove the staging folder, and a journal that was never finished."""
        for left in self.published.parent.glob(f"{atomic.TEMPORARY}*-{self.journal.name}"):
            left.unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def files(self, alone: Alone = NOWHERE) -> list[str]:
        """Return what has been made, as paths in the folder; folders known to be `alone` are looked into only if they changed."""
        return sorted(_files(str(self.folder), "", alone))

    def publish(self, old: Manifest, new: Manifest, made: Iterable[str], *, durable: bool = True) -> tuple[list[str], list[str]]:
        """Bring the published folder from `old` to `new` by the files `made`; return the paths that changed and those that went.

        `durable` waits until the staged files are on the disk, so that even a power cut leaves none of them half.
        """
        fresh = not self.published.exists()
        staged = sorted(made, key=_order)
        gone = sorted({*old.pages, *old.others, *old.index} - {*new.pages, *new.others, *new.index})
        changed = staged if fresh else [path for path in staged if self._differs(path)]
        if not changed and not gone:
            if new != old:
                new.save(self.manifest)
            return [], []
        if durable and hasattr(os, "sync"):
            os.sync()
        plan, manifest = {"fresh": fresh, "moves": changed, "removes": gone}, new.dump()
        atomic.replace(self.journal, f"{json.dumps(plan)}\n{manifest}".encode())
        self._carry_out(fresh, changed, gone, manifest)
        return changed, gone

    def _differs(self, path: str) -> bool:
        try:
            return not filecmp.cmp(self.folder / path, self.published / path, shallow=False)
        except OSError:
            return True

    def _journal(self) -> tuple[bool, list[str], list[str], str] | None:
        try:
            first, _, manifest = self.journal.read_bytes().decode().partition("\n")
            plan = json.loads(first)
            Manifest.parse(manifest)
            return plan["fresh"], plan["moves"], plan["removes"], manifest
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _carry_out(self, fresh: bool, moves: list[str], removes: list[str], manifest: str) -> None:
        """Do what the journal says; what is already done is passed over, so it can be done again."""
        if fresh and not self.published.exists() and self.folder.exists():
            self.folder.replace(self.published)
        made: set[Path] = set()
        for path in moves if self.folder.exists() else ():
            target = self.published / path
            if target.parent not in made:
                _make_room(target.parent, self.published)
                made.add(target.parent)
            with contextlib.suppress(FileNotFoundError):
                (self.folder / path).replace(target)
        remove(self.published, removes)
        atomic.replace(self.manifest, manifest.encode())
        self.journal.unlink(missing_ok=True)


def _make_room(folder: Path, top: Path) -> None:
    """Make a folder, over a file of the same name if an older site had one there."""
    for part in [*reversed(folder.relative_to(top).parents), folder.relative_to(top)]:
        if (top / part).is_file():
            (top / part).unlink()
    folder.mkdir(parents=True, exist_ok=True)


def _order(path: str) -> tuple[bool, bool, str]:
    """Sort what is pointed to before what points to it: pages last, and before them the entry of the full-text index."""
    return path.endswith(".html"), path.endswith("-entry.json"), path


def _files(folder: str, inside: str, alone: Alone) -> Iterator[str]:
    """Yield the files below a folder, relative to it."""
    known = inside == alone.folder
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                yield f"{inside}{entry.name}"
            elif known and entry.stat(follow_symlinks=False).st_mtime_ns < alone.time:
                yield f"{inside}{entry.name}/{_INDEX}"
            else:
                yield from _files(entry.path, f"{inside}{entry.name}/", alone)
