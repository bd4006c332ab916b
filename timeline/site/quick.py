"""Whether a build would find nothing new, or nothing but events, answered from the state of the files alone, without Pelican."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from timeline import filestate
from timeline.site.common import stable
from timeline.site.theme import chronicle
from timeline.sitefolder import Site


class State(NamedTuple):
    """Fingerprints of all that a build reads (`whole`), and of all but the event files and names (`frame`).

    Either is empty where files' names and states (see `filestate`) cannot settle it.
    """

    whole: str
    frame: str


def state(site: Site, started: int) -> State:
    """Return the state of settings, content, themes, our code, and the packages it runs on.

    It cannot be settled with other plugins (which may read anything), with paths that lead out of the content folder, and for
    files changed at `started` (nanoseconds, when this build began) or later.
    """
    plugins = site.pelican.get("PLUGINS")
    if plugins is None or list(plugins) != ["timeline"] or _leads_out(site):
        return State("", "")
    mark = hashlib.blake2b(digest_size=16)
    mark.update(b"%d" % site.events.is_dir())  # without it there may be no timeline at all
    mark.update(f"{sys.version} {sys.prefix} {os.environ.get('SOURCE_DATE_EPOCH')}\n{stable(site.pelican)}\n".encode())
    frame = _add(mark, _frame(site), started)
    whole = _add(mark, _events(site), started) if frame else ""
    return State(whole, frame)


def _add(mark: hashlib.blake2b, files: Iterable[tuple[str, filestate.State]], started: int) -> str:
    settled = True
    for path, now in files:
        settled &= filestate.settled(now, now, started)
        mark.update(f"{path}\0{now}\n".encode(errors="surrogateescape"))
    return mark.hexdigest() if settled else ""


def _leads_out(site: Site) -> bool:
    stated = (site.pelican.get(name) or () for name in ("STATIC_PATHS", "THEME_STATIC_PATHS", "TEMPLATE_PAGES", "ARTICLE_PATHS"))
    return any(Path(path).is_absolute() or ".." in Path(path).parts for paths in stated for path in paths)


def _events(site: Site) -> Iterator[tuple[str, filestate.State]]:
    yield from _walk(str(site.events))
    yield from _walk(str(site.content / "names.yaml"))


def _frame(site: Site) -> Iterator[tuple[str, filestate.State]]:
    overrides = [str(path) for path in site.pelican.get("THEME_TEMPLATES_OVERRIDES") or ()]
    theme = site.pelican.get("THEME")
    roots = [site.content, site.conf, Path(chronicle()), Path(__file__).parent.parent]
    roots += [site.root / path for path in (*overrides, *((theme,) if theme else ()))]
    specs = [importlib.util.find_spec(name) for name in ("pelican", "jinja2", "markdown", "docutils", "babel", "pagefind")]
    roots += [Path(spec.origin) for spec in specs if spec and spec.origin]
    ours = {str(site.events), str(site.content / "names.yaml")}
    for root in dict.fromkeys(roots):
        yield from _walk(str(root), ours)


def _walk(path: str, but: Collection[str] = ()) -> Iterator[tuple[str, filestate.State]]:
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except NotADirectoryError:
        yield path, filestate.state(Path(path).stat())
        return
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name == "__pycache__" or entry.path in but:
            continue
        if entry.is_dir():
            yield from _walk(entry.path, but)
        else:
            yield entry.path, filestate.state(entry.stat())
