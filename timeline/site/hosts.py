"""What a host will refuse, told before it is sent there: how many files, how big, how many in a folder."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from timeline.errors import Problem, UsageError

_MB = 1_000_000
_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Host:
    """A host's published limits (None: none stated): files in all, files in one folder, bytes of a file, bytes in all.

    `source` names the document they are from; hosts change them, so look there before you rely on the last file.
    """

    name: str
    files: int | None = None
    folder: int | None = None
    file_bytes: int | None = None
    bytes: int | None = None
    source: str = ""


HOSTS = {
    host.name: host
    for host in (
        Host("github", file_bytes=100 * _MIB, bytes=1000 * _MB, source="GitHub Docs, GitHub Pages limits"),
        Host("gitlab", files=200_000, bytes=1000 * _MB, source="GitLab Docs, GitLab.com settings, Pages"),
        Host("netlify", folder=54_000, source="Netlify Docs, Deploys overview"),
        Host("cloudflare", files=20_000, file_bytes=25 * _MIB, source="Cloudflare Pages Docs, Limits (free plan)"),
    )
}
"""Hosts by the name ``timeline check --host`` knows them by; limits as of 2026."""
_FEWER_PAGES = "set TIMELINE_EVENT_PAGES = False: an event then has its address on the page of its year"


def named(name: str) -> Host:
    """Return a host; raises `UsageError` with the known names."""
    if name not in HOSTS:
        raise UsageError(f"there is no host {name}", f"known hosts: {', '.join(HOSTS)}")
    return HOSTS[name]


def check(output: Path, host: Host, shown: str = "output") -> list[Problem]:
    """Return what `host` would refuse of a built site; `shown` is the output folder's name in messages."""
    sizes = dict(_sizes(output))
    if not sizes:
        return [
            Problem(shown, 0, 0, "not-built", f"there is no site in {shown} to check for {host.name}", "run timeline build first")
        ]
    return [
        Problem(f"{shown}/{path}".rstrip("/"), 0, 0, "host-limit", f"{message} ({host.source})", hint)
        for path, message, hint in _over(sizes, host)
    ]


def _over(sizes: dict[str, int], host: Host) -> Iterator[tuple[str, str, str]]:
    if host.files is not None and len(sizes) > host.files:
        yield "", f"{host.name} takes {host.files:,} files, the site has {len(sizes):,}", _FEWER_PAGES
    total = sum(sizes.values())
    if host.bytes is not None and total > host.bytes:
        message = f"{host.name} takes {host.bytes / _MB:,.0f} MB, the site has {total / _MB:,.0f} MB"
        yield "", message, f"{_FEWER_PAGES}; or publish less of the articles with TIMELINE_ARTICLES"
    for path, size in sorted(sizes.items()):
        if host.file_bytes is not None and size > host.file_bytes:
            message = f"{host.name} takes files of {host.file_bytes / _MIB:,.0f} MiB, this one has {size / _MIB:,.0f} MiB"
            yield path, message, "make it smaller, or leave it out"
    if host.folder is not None:
        folders = Counter(name for path in sizes for name in _entries(path))
        counts = Counter(name.rpartition("/")[0] for name in folders)
        for folder, count in sorted(counts.items()):
            if count > host.folder:
                yield folder, f"{host.name} takes {host.folder:,} entries in a folder, this one has {count:,}", _FEWER_PAGES


def _entries(path: str) -> Iterator[str]:
    """Yield a file's path and those of the folders that hold it."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _sizes(output: Path) -> Iterator[tuple[str, int]]:
    for folder, _, names in os.walk(output):
        for name in names:
            file = Path(folder, name)
            yield file.relative_to(output).as_posix(), file.stat().st_size
