"""One build: Pelican run in this process into a staging folder, every error collected, the result published or nothing at all."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from pelican import Pelican
from pelican.generators import PelicanTemplateNotFound
from pelican.log import console
from pelican.settings import read_settings
from pelican.writers import FileOverwriteFailedError

from timeline.errors import Problem, TimelineError
from timeline.events import lock
from timeline.site.output import Manifest, manifest_path
from timeline.site.plugin import WHOLE_SITE
from timeline.site.render import explain
from timeline.site.run import Run
from timeline.site.staging import Stage
from timeline.sitefolder import Site


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the number of timeline pages there are, the paths that changed and that went, and warnings."""

    pages: int
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def run(site: Site, *, durable: bool = True) -> Built:
    """Build a site and publish it into its output folder.

    Raises `TimelineError` with everything that Pelican, a plugin or we found wrong; the published site is then as it was.
    `durable=False` does not wait for the disk (for a preview, which is built again on the next edit).
    """
    with lock.hold(site.cache):
        manifest = manifest_path(site.root, site.output)
        stage = Stage(site.output, manifest)
        try:
            stage.repair()
            old = Manifest.load(manifest)
            state = Run(site.output, staged=True)
            warnings = _pelican(site, stage.folder, state)
            new = state.manifest or Manifest()
            stage.folder.mkdir(parents=True, exist_ok=True)
            changed, gone = stage.publish(old, new, durable=durable)
        except OSError as error:
            raise TimelineError(_disk(error, site)) from error
        finally:
            if not stage.journal.exists():
                stage.clear()
        return Built(len(new.pages), tuple(changed), tuple(gone), tuple(warnings))


def settings(site: Site, output: Path) -> dict[str, Any]:
    """Return Pelican's settings for a site, with all of Pelican's defaults and absolute paths."""
    own = {**site.pelican, "PATH": str(site.content), "OUTPUT_PATH": str(output), "DELETE_OUTPUT_DIRECTORY": False}
    for name in ("THEME", "CACHE_PATH"):
        if name in own and (site.root / own[name]).exists():
            own[name] = str(site.root / own[name])
    if not site.settings.prefix:
        own = {**WHOLE_SITE, **own}
    own["PLUGIN_PATHS"] = [str(site.root / path) for path in own.get("PLUGIN_PATHS") or ()]
    complete: dict[str, Any] = read_settings(override=own)
    return complete


def _pelican(site: Site, output: Path, state: Run) -> list[Problem]:
    """Run Pelican; return its warnings, raise its errors."""
    conf = site.conf.name
    with _listening(conf) as heard:
        try:
            Pelican({**settings(site, output), "_TIMELINE_RUN": state}).run()
        except TimelineError as error:
            heard += error.problems
        except TemplateError as error:
            heard.append(explain(error, "a template"))
        except (FileOverwriteFailedError, PelicanTemplateNotFound) as error:
            heard.append(Problem(conf, 0, 0, "pelican", str(error), "give each page an address and a template of its own"))
    if any(problem.severity == "error" for problem in heard):
        raise TimelineError(sorted(set(heard)))
    return heard


class _Ear(logging.Handler):
    """Keeps what Pelican and its plugins log as problems."""

    def __init__(self, conf: str) -> None:
        super().__init__(logging.WARNING)
        self.conf, self.heard = conf, list[Problem]()

    def emit(self, record: logging.LogRecord) -> None:
        message = " ".join(record.getMessage().split())
        if record.exc_info and record.exc_info[1]:
            message += f": {record.exc_info[1]}"
        severity = "error" if record.levelno >= logging.ERROR else "warning"
        self.heard.append(Problem(self.conf, 0, 0, "pelican", message, severity=severity))  # type: ignore[arg-type]


@contextlib.contextmanager
def _listening(conf: str) -> Iterator[list[Problem]]:
    """Collect log lines instead of printing them, for as long as Pelican runs."""
    root, ear, quiet = logging.getLogger(), _Ear(conf), console.quiet
    before = root.handlers[:]
    root.handlers[:] = [ear]
    console.quiet = True
    try:
        yield ear.heard
    finally:
        root.handlers[:] = before
        console.quiet = quiet


def _disk(error: OSError, site: Site) -> Problem:
    place = Path(str(error.filename or site.output))
    shown = place.relative_to(site.root).as_posix() if place.is_relative_to(site.root) else str(place)
    hint = "the published site is as it was; mend this and build again"
    return Problem(shown, 0, 0, "cannot-write", f"cannot be written: {error.strerror or error}", hint)
