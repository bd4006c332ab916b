"""Where templates are looked for, where the theme `chronicle` lies, and what its pages need in a site with another theme."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent.parent


def chronicle() -> str:
    """Return the folder of the theme `chronicle`, for ``THEME`` in ``pelicanconf.py``.

    It lies inside the installed package, and beside it in a checkout.
    """
    inside = _PACKAGE / "themes" / "chronicle"
    return str(inside if inside.is_dir() else _PACKAGE.parent / "themes" / "chronicle")


def template_folders(settings: Mapping[str, Any]) -> list[Path]:
    """Return where templates are looked for, in Pelican's order, `chronicle` last."""
    folders = [
        *settings.get("THEME_TEMPLATES_OVERRIDES", ()),
        Path(settings["THEME"], "templates"),
        Path(chronicle(), "templates"),
    ]
    return list(dict.fromkeys(map(Path, folders)))


def digest(folders: Iterable[Path]) -> str:
    """Return a fingerprint of all templates."""
    mark = hashlib.blake2b(digest_size=12)
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            mark.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return mark.hexdigest()


def lent(settings: Mapping[str, Any], prefix: str) -> str:
    """Return the folder of the output, ending in ``/``, for our styles and scripts; empty where the site's theme brings them.

    It is one of our own, because a theme of somebody else's may have files of the same names.
    """
    brings = Path(settings["THEME"], "static", "css", "tokens.css").is_file()
    return "" if brings else f"{prefix or 'timeline/'}theme/"


def lend(folder: Path) -> None:
    """Copy our styles and scripts into a folder of the output."""
    shutil.copytree(Path(chronicle(), "static"), folder, dirs_exist_ok=True)
