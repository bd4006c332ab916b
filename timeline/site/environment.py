"""Jinja's environment made quick for thousands of pages: templates are compiled to code that does the usual case in place.

What templates may say, and what comes of it, is Jinja's. Compiled code, and so kept bytecode, calls what is defined here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any

import markupsafe
from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from jinja2.utils import internalcode, missing
from markupsafe import Markup, escape

from timeline.site.table import Table

escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""Escapes a plain text without wrapping the result, where this version of markupsafe can."""


def escaped(value: Any) -> str:  # noqa: ANN401 - what a template prints
    """Escape what a template prints, without wrapping it in `Markup`, only to join it at once to the others."""
    kind = type(value)
    if kind is str:
        return escape_text(value)
    return value if kind is Markup else str(value) if kind is int else escape(value)


class Together:
    """Takes the place of a buffer in compiled templates: gives back what is put into it, as one text."""

    append, extend = staticmethod(str), staticmethod("".join)


class _Generator(CodeGenerator):
    """Looks attributes up, and escapes plain texts, without a call of Python's where there is nothing else to do."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's own
        """Write ``value.name``; what has no such attribute is left to `Environment.getattr`."""
        self.write("(_found if (_found := getattr((_of := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr(_of, {node.attr!r}))")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's own
        """Let a template give texts that follow each other as one, not in a step for each."""
        if frame.buffer is None and len(node.nodes) > 1:
            frame = frame.copy()
            frame.buffer = f"yield {Together.__name__}"
        super().visit_Output(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 - Jinja's own
        if _plain_output(frame, finalize):
            self.write("(escape_text(_text) if type(_text := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 - Jinja's own
        if _plain_output(frame, finalize):
            self.write(") is str else escape(_text))")
        else:
            super()._output_child_post(node, frame, finalize)


def _plain_output(frame: Frame, finalize: Any) -> bool:  # noqa: ANN401 - Jinja's own
    return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None)


class QuickEnvironment(Environment):
    """Compiles with `_Generator`, and finds the template that a page extends without asking for it anew."""

    code_generator_class = _Generator

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Jinja's own
        """Take Jinja's options."""
        super().__init__(**options)
        self._loaded: dict[str, Template] = {}

    def _generate(self, *args: Any, **options: Any) -> str:  # noqa: ANN401 - as Jinja, which means this to be overridden
        code = super()._generate(*args, **options)
        return f"{code}\nfrom {__name__} import escape_text, escaped as escape, {Together.__name__}\n"

    @internalcode
    def get_template(self, name: str | Template, parent: str | None = None, globals: Any = None) -> Template:  # noqa: ANN401
        """Return a template, as Jinja does."""
        if globals is not None or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        if name not in self._loaded:
            self._loaded[name] = super().get_template(name, parent)
        return self._loaded[name]


_alone = Table[Callable[..., Any], bool](lambda function: not hasattr(function, "jinja_pass_arg"))
"""Whether a function takes nothing of Jinja's beside what the template gives it."""


_OURS = (MethodType, FunctionType)


def with_settings(settings: Mapping[str, Any]) -> type[Context]:
    """Return a context that knows Pelican's settings by name, without a copy of them for each page and each include."""

    class SettingsContext(Context):
        def resolve_or_missing(self, key: str) -> Any:  # noqa: ANN401 - a setting
            if key in self.vars:
                return self.vars[key]
            return self.parent[key] if key in self.parent else settings.get(key, missing)

        @internalcode
        def call(self, obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as Jinja's
            kind = type(obj)
            if kind is BuiltinMethodType or (kind in _OURS and _alone[getattr(obj, "__func__", obj)]):
                kwargs.pop("_loop_vars", None)
                kwargs.pop("_block_vars", None)
                try:
                    return obj(*args, **kwargs)
                except StopIteration:
                    return self.environment.undefined("value was undefined because a callable raised a StopIteration exception")
            return super().call(obj, *args, **kwargs)

    return SettingsContext
