"""New sites, and what an existing Pelican site lacks for a timeline. Nothing that exists is ever overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from timeline import atomic
from timeline.errors import Problem, TimelineError
from timeline.events.editors import install
from timeline.sitefolder import CONF, Site, open_site

PREFIXES = ("timeline/", "chronology/", "timeline-of-events/")


@dataclass(frozen=True, slots=True)
class Made:
    """What was done: the files `written`, those `kept` because they were there, and the `prefix` in an existing site."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    prefix: str = ""


def new_site(folder: Path) -> Made:
    """Write a working site with a short sample into `folder`, which may hold other files.

    Raises `TimelineError` if `folder` is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise TimelineError(Problem(str(folder), 0, 0, "not-a-folder", "there is a file of this name", "choose another name"))
    made = _write(folder, "site", "hosting")
    return replace(made, written=(*made.written, *install(folder)))


def existing_site(folder: Path) -> Made:
    """Add to the Pelican site in `folder` what a timeline needs: settings at the end of its file, one event, files for hosts.

    All pages get a folder of their own that the site does not use yet. Raises `TimelineError` where its settings do not run.
    """
    site = open_site(folder)
    made = _write(site.root, "hosting")
    events = [] if site.events.exists() else [*_copy(_starter("existing/content/events"), site.events, site.root)]
    lines, prefix = _missing_settings(site)
    if lines:
        before = site.conf.read_bytes()
        end = b"\r\n" if b"\r\n" in before else b"\n"
        added = f"\n# The timeline (written by `timeline init`).\n{lines}".encode().replace(b"\n", end)
        atomic.replace(site.conf, before + (b"" if before.endswith(b"\n") else end) + added, lambda now: now == before)
    for_editors = install(site.root, site.content_name)
    written = (*((CONF,) if lines else ()), *(name for name, new in events if new), *made.written, *for_editors)
    return Made(written, made.kept, prefix)


def _missing_settings(site: Site) -> tuple[str, str]:
    """Return the lines `pelicanconf.py` lacks and the prefix that holds afterwards."""
    lines = ""
    prefix = site.settings.prefix
    plugins = site.pelican.get("PLUGINS")
    if plugins is not None and {"timeline", "pelican.plugins.timeline"} & {str(plugin) for plugin in plugins}:
        return lines, prefix
    if "TIMELINE_PREFIX" not in site.pelican:
        prefix = next((name for name in PREFIXES if not _taken(site, name)), PREFIXES[-1])
        lines += f'TIMELINE_PREFIX = "{prefix}"\n'
    if plugins is not None:
        lines += 'PLUGINS = [*PLUGINS, "timeline"]\n'
    return lines, prefix


def _taken(site: Site, prefix: str) -> bool:
    """Whether the site has, or will have, something at `prefix`."""
    name = prefix.strip("/")
    if (site.output / name).exists() or (site.output / f"{name}.html").exists() or (site.content / name).exists():
        return True
    return any(path.stem == name for path in site.content.rglob("*") if path.suffix in (".md", ".rst", ".html"))


def _write(folder: Path, *parts: str) -> Made:
    done = [each for part in parts for each in _copy(_starter(part), folder, folder)]
    return Made(tuple(name for name, new in done if new), tuple(name for name, new in done if not new))


def _starter(part: str) -> Traversable:
    return files("timeline.starter").joinpath(*part.split("/"))


def _copy(source: Traversable, target: Path, root: Path) -> Iterator[tuple[str, bool]]:
    """Copy the tree `source` into `target`; yield each file's path below `root` and whether it was new."""
    for item in sorted(source.iterdir(), key=lambda item: item.name):
        if item.name == "__pycache__":
            continue
        path = target / ("." + item.name[4:] if item.name.startswith("dot_") else item.name)
        if item.is_dir():
            yield from _copy(item, path, root)
            continue
        new = not path.exists()
        if new:
            atomic.replace(path, item.read_bytes())
        yield path.relative_to(root).as_posix(), new


def has_site(folder: Path) -> bool:
    """Whether `folder` holds a site already."""
    return (folder / CONF).is_file()
