"""Pelican run in this process, every error of its own and of its plugins collected."""

from __future__ import annotations

import contextlib
import logging
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from pelican import Pelican
from pelican.generators import PelicanTemplateNotFound
from pelican.log import console
from pelican.plugins._utils import get_namespace_plugins
from pelican.settings import read_settings
from pelican.writers import FileOverwriteFailedError

from timeline.errors import Problem, TimelineError
from timeline.site.plugin import WHOLE_SITE
from timeline.site.render import explain
from timeline.site.run import Run
from timeline.sitefolder import Site


def settings(site: Site, output: Path) -> dict[str, Any]:
    """Return Pelican's settings for a site, with all of Pelican's defaults and absolute paths."""
    own = {**site.pelican, "PATH": str(site.content), "OUTPUT_PATH": str(output), "DELETE_OUTPUT_DIRECTORY": False}
    for name in ("THEME", "CACHE_PATH"):
        if name in own and (site.root / own[name]).exists():
            own[name] = str(site.root / own[name])
    if not site.settings.prefix:
        own = {**WHOLE_SITE, **own}
    own["PLUGIN_PATHS"] = [str(site.root / path) for path in own.get("PLUGIN_PATHS") or ()]
    own["PLUGINS"] = with_ours(own.get("PLUGINS"))
    try:
        complete: dict[str, Any] = read_settings(override=own)
    except ValueError as error:
        problem = Problem(site.conf.name, 0, 0, "bad-setting", f"Pelican refuses a setting: {error}", "mend the one it names")
        raise TimelineError(problem) from error
    return complete


def with_ours(plugins: Iterable[Any] | None) -> list[Any]:
    """Return the plugins a site names (None: those Pelican finds by itself), this one among them whatever the site says."""
    chosen = list(get_namespace_plugins() if plugins is None else plugins)
    names = {getattr(each, "__name__", each) for each in chosen}
    return chosen if names & {"timeline", "pelican.plugins.timeline"} else [*chosen, "timeline"]


def run(site: Site, output: Path, this: Run) -> list[Problem]:
    """Run Pelican into a folder; return its warnings, raise `TimelineError` with its errors."""
    conf = site.conf.name
    with _listening(conf) as heard:
        try:
            Pelican({**settings(site, output), "_TIMELINE_RUN": this}).run()
        except TimelineError as error:
            heard += error.problems
        except TemplateError as error:
            heard.append(explain(error, "a template"))
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            if (unfilled := _unfilled(error, conf)) is None:
                raise
            heard.append(unfilled)
        except (FileOverwriteFailedError, PelicanTemplateNotFound) as error:
            heard.append(Problem(conf, 0, 0, "pelican", str(error), "give each page an address and a template of its own"))
    if any(problem.severity == "error" for problem in heard):
        raise TimelineError(sorted(set(heard)))
    return heard


def _unfilled(error: Exception, conf: str) -> Problem | None:
    """Return the problem of an address setting that names what a page does not have; None if `error` is of another kind."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    inner = frames[-1]
    name = inner.f_locals.get({"_expand_settings": "fq_key", "_from_settings": "setting"}.get(inner.f_code.co_name, ""))
    page = inner.f_locals.get("self")
    if name is None:
        return None
    reason = f"there is no {error.args[0]}" if isinstance(error, KeyError) else str(error)
    message = f"{name} is {page.settings[name]!r}, which cannot be filled in for {page}: {reason}" if page else reason
    return Problem(conf, 0, 0, "bad-setting", message, "use what every such page has, such as {slug}")


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
