"""Templates: found in the user's theme first and in `chronicle` last, rendered with autoescape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, TemplateError
from markupsafe import Markup

from timeline.errors import Problem, TimelineError
from timeline.site.environment import QuickEnvironment, with_settings
from timeline.site.fragments import with_fragments
from timeline.site.inline import InliningLoader
from timeline.site.present import Presenter
from timeline.site.rows import Row
from timeline.site.theme import template_folders
from timeline.site.view import EventView, Here


class Entry:
    """An event of a list, turned into its `EventView` only when a template looks at it; `Renderer.item` need not."""

    __slots__ = ("_present", "_row", "_view", "id")

    def __init__(self, row: Row, present: Presenter) -> None:
        """Remember how to make the view."""
        self.id, self._row, self._present = row.id, row, present
        self._view: EventView | None = None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a field of EventView
        if self._view is None:
            self._view = self._present.event(self._row)
        return getattr(self._view, name)


class Renderer:
    """Renders the timeline's templates with what all of them share."""

    def __init__(
        self,
        settings: Mapping[str, Any],
        shared: Mapping[str, Any],
        entries: Callable[[str], bytes],
        bytecode: BytecodeCache | None = None,
    ) -> None:
        """Take Pelican's settings (folders, environment options, filters, tests, globals) and the names every template sees.

        `entries` gives the list entry of an event, by its id.
        """
        self._settings, self._entries, self._bytecode = settings, entries, bytecode
        self._loader = ChoiceLoader([FileSystemLoader(str(folder)) for folder in template_folders(settings)])
        self._env = self._environment(InliningLoader(self._loader, shared["gettext"]))
        self.share(**{**shared, **settings["JINJA_GLOBALS"], "item": self.item})

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

    def page(self, template: str, here: Here, **context: Any) -> str:  # noqa: ANN401 - whatever the template takes
        """Render one page. Raises `TimelineError` where the template cannot be used."""
        return self._render(f"timeline/{template}.html", {"here": here, **context})

    def article(self, here: Here, **context: Any) -> str:  # noqa: ANN401 - whatever the template takes
        """Render the page of an article. Raises `TimelineError` where the template cannot be used."""
        return self._render("article.html", {"here": here, **context})

    def item(self, event: EventView | Entry) -> Markup:
        """Return an event as a list entry; it is rendered once for all pages, and kept for the next build."""
        return Markup(self._entries(event.id).decode())

    def entry_text(self, event: EventView) -> str:
        """Render an event as a list entry."""
        return self._render("timeline/_event.html", {"event": event})

    def entry(self, row: Row, present: Presenter) -> EventView:
        """Return what stands for an event in a list."""
        return Entry(row, present)  # type: ignore[return-value] # has every field of EventView

    def _render(self, name: str, context: Mapping[str, Any]) -> str:
        try:
            template = self._env.get_template(name)
            names = self._env.context_class(self._env, {**self._env.globals, **context}, name, template.blocks)
            return self._env.concat(template.root_render_func(names))
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
