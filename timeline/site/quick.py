"""Whether a build would find nothing new, answered from the state of the files alone, without Pelican."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from timeline.site.common import stable
from timeline.site.theme import chronicle
from timeline.sitefolder import Site


def signature(site: Site, started: int) -> str:
    """Return a fingerprint of all that a build reads: settings, content, themes, our code, the packages it runs on.

    Files count by name, size and time of change. Empty if that cannot settle it: other plugins (which may read anything), paths
    that lead out of the content folder, or a file changed at `started` (nanoseconds, when this build began) or later.
    """
    plugins = site.pelican.get("PLUGINS")
    if plugins is None or list(plugins) != ["timeline"] or _leads_out(site):
        return ""
    mark = hashlib.blake2b(digest_size=16)
    mark.update(f"{sys.version} {sys.prefix} {os.environ.get('SOURCE_DATE_EPOCH')}\n{stable(site.pelican)}\n".encode())
    for path, size, changed in _states(site):
        if changed >= started:
            return ""
        mark.update(f"{path}\0{size}\0{changed}\n".encode(errors="surrogateescape"))
    return mark.hexdigest()


def _leads_out(site: Site) -> bool:
    stated = (site.pelican.get(name) or () for name in ("STATIC_PATHS", "THEME_STATIC_PATHS", "TEMPLATE_PAGES", "ARTICLE_PATHS"))
    return any(Path(path).is_absolute() or ".." in Path(path).parts for paths in stated for path in paths)


def _states(site: Site) -> Iterator[tuple[str, int, int]]:
    overrides = [str(path) for path in site.pelican.get("THEME_TEMPLATES_OVERRIDES") or ()]
    theme = site.pelican.get("THEME")
    roots = [site.content, site.conf, Path(chronicle()), Path(__file__).parent.parent]
    roots += [site.root / path for path in (*overrides, *((theme,) if theme else ()))]
    specs = [importlib.util.find_spec(name) for name in ("pelican", "jinja2", "markdown", "docutils", "babel", "pagefind")]
    roots += [Path(spec.origin) for spec in specs if spec and spec.origin]
    for root in dict.fromkeys(roots):
        yield from _walk(str(root))


def _walk(path: str) -> Iterator[tuple[str, int, int]]:
    try:
        entries = sorted(os.scandir(path), key=lambda entry: entry.name)
    except NotADirectoryError:
        state = Path(path).stat()
        yield path, state.st_size, state.st_mtime_ns
        return
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _walk(entry.path)
        else:
            state = entry.stat()
            yield entry.path, state.st_size, state.st_mtime_ns
