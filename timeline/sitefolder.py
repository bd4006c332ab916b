"""A site folder: where its ``pelicanconf.py`` is, what it says, and which folders it names."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline import settingscheck, settingsfile
from timeline.config import Settings
from timeline.errors import Problem, TimelineError
from timeline.settingsfile import SettingsFile

CONF = "pelicanconf.py"


@dataclass(frozen=True, slots=True)
class Site:
    """A site on disk: its folder, its ``pelicanconf.py``, what that sets, and the folders it names, all absolute.

    `pelican` holds the uppercase names of the file as it sets them, without Pelican's defaults. `cache` is the folder for what
    may be deleted at any time; messages and caches call files by their path below `root`. `file` knows where each
    setting is written.
    """

    root: Path
    conf: Path
    content: Path
    output: Path
    pelican: Mapping[str, Any]
    settings: Settings
    file: SettingsFile

    @property
    def cache(self) -> Path:
        """``.timeline`` in the site folder."""
        return self.root / ".timeline"

    @property
    def content_name(self) -> str:
        """The content folder's path below `root`, with forward slashes; may begin with ``..``."""
        return Path(os.path.relpath(self.content, self.root)).as_posix()

    @property
    def events(self) -> Path:
        """The folder of event files."""
        return self.content / "events"


def open_site(folder: Path, conf: str = CONF) -> Site:
    """Read the settings of the site in `folder`.

    Raises `TimelineError` where there is none, where its settings do not run, and for every setting that cannot work.
    """
    root = folder.resolve()
    path = root / conf
    if not path.is_file():
        hint = "go to a site's folder, name it with --site, or make one with: timeline init mysite"
        raise TimelineError(Problem(conf, 0, 0, "no-site", f"there is no {conf} in {folder}", hint))
    file = settingsfile.read(path, conf)
    problems = settingscheck.problems(file, root, *folders(file.values, root))
    try:
        settings = Settings.from_mapping(file.values, file.problem)
    except TimelineError as error:
        problems += error.problems
    if problems:
        raise TimelineError(sorted(problems))
    return Site(root, path, *folders(file.values, root), file.values, settings, file)


def folders(values: Mapping[str, Any], root: Path) -> tuple[Path, Path]:
    """Return the content and the output folder that settings name, absolute."""
    return (root / str(values.get("PATH", "."))).resolve(), (root / str(values.get("OUTPUT_PATH", "output"))).resolve()
