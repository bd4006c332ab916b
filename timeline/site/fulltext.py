"""Pagefind's index of the built pages: full-text search where its wheel is installed (the extra ``search``).

It indexes what templates mark with ``data-pagefind-body``: events' own pages and articles. Without it the search page uses the
built-in index alone.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from timeline.errors import Problem

FOLDER = "search/pagefind"


def refresh(output: Path, prefix: str, cache: Path, changed: bool) -> Problem | None:
    """Index the site in `output` anew if it `changed` or has no index; a warning where Pagefind fails, None else.

    The new index is made beside the cache and then takes the old one's place, so that a search page never meets half of one.
    """
    place = output / prefix / FOLDER
    made, old, due = cache / "pagefind", cache / "pagefind.old", cache / "pagefind.due"
    for leftover in (made, old):
        shutil.rmtree(leftover, ignore_errors=True)
    if importlib.util.find_spec("pagefind") is None or not place.parent.is_dir():
        return None
    if place.is_dir() and not changed and not due.exists():
        return None
    due.touch()  # until it is done: a run that is cut off or fails here is made good by the next
    command = [sys.executable, "-m", "pagefind", "--site", str(output), "--output-path", str(made), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not (made / "pagefind.js").is_file():
        said = (done.stderr or done.stdout).strip().splitlines()
        reason = said[-1] if said else f"exit code {done.returncode}"
        hint = "the search page works with the built-in index"
        return Problem(FOLDER, 0, 0, "no-full-text", f"Pagefind made no index: {reason}", hint, "warning")
    if place.is_dir():
        shutil.move(place, old)
    shutil.move(made, place)
    shutil.rmtree(old, ignore_errors=True)
    due.unlink(missing_ok=True)
    return None
