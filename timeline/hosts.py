"""What hosts of static sites refuse, so that a site that is too large is known before it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from timeline.errors import Problem

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The most a host takes: bytes in all and in one file, files in all and in one folder; 0 where it sets no limit.

    `source` is the host's own page that says so.
    """

    total: int
    file: int
    files: int
    folder: int
    source: str


HOSTS = {
    "github": Limits(1000 * MB, 100 * MB, 0, 0, "GitHub Docs, “GitHub Pages limits”"),
    "gitlab": Limits(1000 * MB, 0, 200_000, 0, "GitLab Docs, “GitLab Pages settings”"),
    "cloudflare": Limits(0, 25 * 1024 * 1024, 20_000, 0, "Cloudflare Docs, “Pages: Limits”"),
    "netlify": Limits(0, 0, 0, 54_000, "Netlify Docs, “Deploy overview”"),
}


def problems(output: Path, root: Path, host: str) -> Iterator[Problem]:
    """Yield what `host` would refuse of the site in `output`; paths are relative to the site folder `root`."""
    limits = HOSTS[host]
    sizes = {path: path.stat().st_size for path in sorted(output.rglob("*")) if path.is_file()}
    name = output.relative_to(root).as_posix() if output.is_relative_to(root) else output.name
    if not sizes:
        yield Problem(name, 0, 0, "not-built", "there is no built site yet", "run: timeline build")
    for path, size in sizes.items():
        if limits.file and size > limits.file:
            message = f"{size / MB:.0f} MB; {host} takes files of up to {limits.file // MB} MB"
            yield Problem(
                f"{name}/{path.relative_to(output).as_posix()}", 0, 0, "host-limit", message, "make it smaller or leave it out"
            )
    total = sum(sizes.values())
    if limits.total and total > limits.total:
        message = f"the site has {total / MB:,.0f} MB; {host} takes up to {limits.total // MB:,} MB"
        yield Problem(name, 0, 0, "host-limit", message, "publish fewer events, or TIMELINE_EVENT_PAGES = False")
    if limits.files and len(sizes) > limits.files:
        message = f"the site has {len(sizes):,} files; {host} takes up to {limits.files:,}"
        yield Problem(name, 0, 0, "host-limit", message, "TIMELINE_EVENT_PAGES = False")
    if limits.folder:
        yield from _crowded(sizes, output, name, host, limits.folder)


def _crowded(sizes: dict[Path, int], output: Path, name: str, host: str, most: int) -> Iterator[Problem]:
    counts: dict[Path, int] = {}
    for path in sizes:
        counts[path.parent] = counts.get(path.parent, 0) + 1
    for folder, number in counts.items():
        if number > most:
            place = f"{name}/{folder.relative_to(output).as_posix()}"
            message = f"the folder has {number:,} files; {host} takes up to {most:,} in one"
            yield Problem(place, 0, 0, "host-limit", message, "TIMELINE_EVENT_PAGES = False")
