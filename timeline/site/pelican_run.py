"""Pelican run in this process, every error of its own and of its plugins collected."""

from __future__ import annotations

import contextlib
import logging
import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from pelican import Pelican
from pelican.contents import Content
from pelican.generators import PelicanTemplateNotFound
from pelican.log import LimitFilter, console
from pelican.plugins._utils import get_namespace_plugins
from pelican.settings import read_settings
from pelican.writers import FileOverwriteFailedError

from timeline.errors import Problem, Severity, TimelineError
from timeline.site.plugin import NAMES, WHOLE_SITE
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
        problem = site.file.problem(site.file.meant(str(error)), f"Pelican refuses a setting: {error}", "mend the one it names")
        raise TimelineError(problem) from error
    return complete


def with_ours(plugins: Iterable[Any] | None) -> list[Any]:
    """Return the plugins a site names (None: those Pelican finds by itself), this one among them whatever the site says."""
    chosen = list(get_namespace_plugins() if plugins is None else plugins)
    names = {getattr(each, "__name__", each) for each in chosen}
    return chosen if names & NAMES else [*chosen, "timeline"]


def run(site: Site, output: Path, this: Run) -> list[Problem]:
    """Run Pelican into a folder; return its warnings, raise `TimelineError` with its errors."""
    conf = site.conf.name
    with _listening(site) as ear:
        heard = ear.heard
        try:
            Pelican({**settings(site, output), "_TIMELINE_RUN": this}).run()
        except TimelineError as error:
            heard += error.problems
        except TemplateError as error:
            heard.append(explain(error, "a template"))
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            if (unfilled := _unfilled(error, site)) is None:
                raise
            heard.append(unfilled)
        except (FileOverwriteFailedError, PelicanTemplateNotFound) as error:
            message = str(error).replace(f"{output}/", "")
            heard.append(Problem(conf, 0, 0, "pelican", message, "give each page an address and a template of its own"))
        except RuntimeError as error:
            if "break out of output directory" not in str(error):
                raise
            message = f"a tag, category or author has a name that leads out of the site: {error}"
            heard.append(Problem(conf, 0, 0, "outside-output", message, "write {slug} in place of {name} in ..._SAVE_AS"))
    this.volatile |= ear.failed
    if any(problem.severity == "error" for problem in heard):
        raise TimelineError(sorted(set(heard)))
    return heard


def _unfilled(error: Exception, site: Site) -> Problem | None:
    """Return the problem of an address setting that names what a page does not have; None if `error` is of another kind."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    inner = frames[-1]
    name = inner.f_locals.get({"_expand_settings": "fq_key", "_from_settings": "setting"}.get(inner.f_code.co_name, ""))
    page = inner.f_locals.get("self")
    if name is None:
        return None
    reason = f"there is no {error.args[0]}" if isinstance(error, KeyError) else str(error)
    path = f"{site.content_name}/{page.get_relative_source_path()}" if isinstance(page, Content) else str(page)
    message = f"{name} is {page.settings[name]!r}, which cannot be filled in for {path}: {reason}" if page else reason
    return site.file.problem(name, message, "use what every such page has, such as {slug}")


class _Ear(logging.Handler):
    """Keeps what Pelican and its plugins log as problems; `failed` if one came of what may go well another time."""

    def __init__(self, site: Site) -> None:
        super().__init__(logging.WARNING)
        self.site, self.heard, self.failed = site, list[Problem](), False

    def emit(self, record: logging.LogRecord) -> None:
        error = sys.exception()
        if isinstance(error, TimelineError):
            self.heard += error.problems
            return
        self.failed |= error is not None  # such as a file that could not be copied
        message = " ".join(record.getMessage().split()).replace(f"{self.site.root}/", "")
        if error and record.levelno >= logging.ERROR and str(error) not in message:
            message += f": {error}"
        severity: Severity = "error" if record.levelno >= logging.ERROR else "warning"
        self.heard.append(Problem(*self._place(message), "pelican", message, severity=severity))

    def _place(self, message: str) -> tuple[str, int, int]:
        """Return the article or page that Pelican works on as it says something, else the file or the setting that it names."""
        for frame, _ in traceback.walk_stack(None):
            if isinstance(page := frame.f_locals.get("self"), Content):
                return f"{self.site.content_name}/{page.get_relative_source_path()}", 0, 0
        named = (word.strip("\"',.:;") for word in message.split())
        if path := next((word for word in named if (self.site.root / word).is_file() and word != self.site.conf.name), ""):
            return path, 0, 0
        return self.site.conf.name, *self.site.file.places.get(self.site.file.meant(message), (0, 0))


@contextlib.contextmanager
def _listening(site: Site) -> Iterator[_Ear]:
    """Collect log lines instead of printing them, for as long as Pelican runs."""
    root, ear, quiet = logging.getLogger(), _Ear(site), console.quiet
    before = root.handlers[:]
    root.handlers[:] = [ear]
    console.quiet = True
    for said in (LimitFilter._raised_messages, LimitFilter._group_count):
        said.clear()  # by an earlier build in this process; it is to be said again
    try:
        yield ear
    finally:
        root.handlers[:] = before
        console.quiet = quiet
