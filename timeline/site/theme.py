"""Where the theme `chronicle` lies."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def chronicle() -> str:
    """Return the folder of the theme `chronicle`, for ``THEME`` in ``pelicanconf.py``.

    It lies inside the installed package, and beside it in a checkout.
    """
    inside = _PACKAGE / "themes" / "chronicle"
    return str(inside if inside.is_dir() else _PACKAGE.parent / "themes" / "chronicle")
