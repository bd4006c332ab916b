"""The fingerprint of what all pages share: templates, settings, our own code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from timeline.site.code import code
from timeline.site.theme import digest

_PLACES = {"PATH", "OUTPUT_PATH", "THEME", "CACHE_PATH", "THEME_TEMPLATES_OVERRIDES", "PELICAN_CLASS", "PLUGIN_PATHS", "DEBUG"}
"""Settings that say where things are, not what they are: two builds in different folders are the same."""


def common_key(settings: Mapping[str, Any], templates: Iterable[Path], *more: object) -> str:
    """Return the fingerprint; `more` is what else every page shows (the site's navigation, names, timelines)."""
    mark = hashlib.blake2b(digest_size=12)
    mark.update(f"{digest(templates)} {code()} {more!r}\n".encode())
    for name in sorted(settings):
        if name.isupper() and name not in _PLACES:
            mark.update(f"{name}={stable(settings[name])}\n".encode())
    return mark.hexdigest()


def stable(value: object) -> str:
    """Return a text that is the same for the same setting in every process: no addresses, no order of sets."""
    if isinstance(value, Mapping):
        return "{" + ",".join(sorted(f"{stable(k)}:{stable(v)}" for k, v in value.items())) + "}"
    if isinstance(value, (set, frozenset)):
        return "{" + ",".join(sorted(map(stable, value))) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(stable, value)) + "]"
    code = getattr(value, "__code__", None)
    if code is not None:
        constants = [constant for constant in code.co_consts if not hasattr(constant, "co_code")]
        return f"{getattr(value, '__qualname__', '')} {code.co_code.hex()} {constants!r} {code.co_names!r}"
    plain = value is None or isinstance(value, (str, int, float, bytes, bool))
    return repr(value) if plain else f"{type(value).__qualname__} {getattr(value, '__qualname__', '')}"
