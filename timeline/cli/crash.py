"""The log of a bug of ours, for a report."""

from __future__ import annotations

import platform
import tempfile
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from timeline import __version__
from timeline.sitefolder import CONF


def record(error: Exception, argv: Sequence[str]) -> Path:
    """Write what went wrong into the site's ``.timeline`` folder, or a temporary one outside any site; return the file."""
    folder = Path(".timeline") if Path(CONF).is_file() else Path(tempfile.gettempdir())
    moment = datetime.now(UTC)
    head = f"timeline {__version__}, Python {platform.python_version()}, {platform.platform()}, {moment:%Y-%m-%d %H:%M:%S} UTC"
    lines = [head, " ".join(argv), "", *traceback.format_exception(error)]
    path = folder / f"timeline-bug-{moment:%Y%m%d-%H%M%S}.log"
    try:
        folder.mkdir(exist_ok=True)
        path.write_text("\n".join(lines), encoding="utf-8", errors="backslashreplace")
    except OSError:
        path = Path(tempfile.gettempdir()) / path.name
        path.write_text("\n".join(lines), encoding="utf-8", errors="backslashreplace")
    return path
