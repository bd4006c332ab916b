"""Templates: found in the user's theme first and in `chronicle` last, rendered with autoescape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, TemplateError
from markupsafe import Markup

from timeline.errors import Problem, TimelineError
from timeline.site.entries import mark
from timeline.site.environment import QuickEnvironment, with_settings
from timeline.site.fragments import with_fragments
from timeline.site.inline import InliningLoader
from timeline.site.theme import template_folders
from timeline.site.view import EventView, Here


class Renderer:
    """Renders the timeline's templates with what all of them share."""

    def __init__(
        self,
        settings: Mapping[str, Any],
        shared: Mapping[str, Any],
        entries: Callable[[Iterable[str]], Iterable[bytes]],
        bytecode: BytecodeCache | None = None,
    ) -> None:
        """Take Pelican's settings (folders, environment options, filters, tests, globals) and the names every template sees.

        `entries` gives the list entries of events, by their ids.
        """
        self._settings, self._entries, self._bytecode = settings, entries, bytecode
        self._loader = ChoiceLoader([FileSystemLoader(str(folder)) for folder in template_folders(settings)])
        self._env = self._environment(InliningLoader(self._loader, shared["gettext"]))
        self.share(**{**shared, **settings["JINJA_GLOBALS"], "item": self.item, "items": mark})

    def _environment(self, loader: BaseLoader) -> Environment:
        options = {**with_fragments(self._settings["JINJA_ENVIRONMENT"]), "autoescape": True, "auto_reload": False}
        env = QuickEnvironment(loader=loader, bytecode_cache=self._bytecode, **options)
        env.context_class = with_settings(self._settings)
        env.filters.update(self._settings["JINJA_FILTERS"])
        env.tests.update(self._settings["JINJA_TESTS"])
        return env

    def share(self, **names: Any) -> None:  # noqa: ANN401 - whatever templates need
        """Let every template see more names."""
        self._env.globals.update(names)

    def page(self, template: str, here: Here, **context: Any) -> bytes:  # noqa: ANN401 - whatever the template takes
        """Render one page (see `Page.make`). Raises `TimelineError` where the template cannot be used."""
        return self._render(f"timeline/{template}.html", {"here": here, **context})

    def article(self, here: Here, **context: Any) -> bytes:  # noqa: ANN401 - whatever the template takes
        """Render the page of an article. Raises `TimelineError` where the template cannot be used."""
        return self._render("article.html", {"here": here, **context})

    def item(self, event: EventView) -> Markup:
        """Return an event as a list entry; it is rendered once for all pages, and kept for the next build."""
        return Markup(b"".join(self._entries([event.id])).decode().removesuffix("\n"))

    def entry_text(self, event: EventView) -> bytes:
        """Render an event as a list entry, which ends its line."""
        return self._render("timeline/_event.html", {"event": event}) + b"\n"

    def _render(self, name: str, context: Mapping[str, Any]) -> bytes:
        try:
            template = self._env.get_template(name)
            names = self._env.context_class(self._env, self._env.globals, name, template.blocks)
            names.vars.update(context)
            return b"".join(map(str.encode, template.root_render_func(names)))  # most parts are ASCII, encoded at once
        except TemplateError as error:
            raise TimelineError(explain(self._as_written(name, context) or error, name)) from error

    def _as_written(self, name: str, context: Mapping[str, Any]) -> TemplateError | None:
        """Fail again with the templates as they are written, for the right line."""
        plain = self._environment(self._loader)
        plain.globals.update(self._env.globals)
        try:
            plain.get_template(name).render(context)
        except TemplateError as error:
            return error
        return None


def explain(error: TemplateError, name: str) -> Problem:
    """Return a template's error as a problem, at the line of the template where it came up; `name` serves if none is known."""
    place = getattr(error, "filename", None) or getattr(error, "name", None) or name
    line = getattr(error, "lineno", 0) or 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".html"):
            place, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return Problem(str(place), line, 0, "bad-template", error.message or type(error).__name__, "mend the template")
