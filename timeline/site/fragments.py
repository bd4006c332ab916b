"""``{% cache KEY %}…{% endcache %}``: a part of a template that is rendered once for each different key in a build.

The key is everything the part depends on beside what all pages share; without one the part is the same on every page.
Equal parts of several templates share what was rendered: an event's text serves the list and the event's own page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, TemplateRuntimeError, nodes, pass_context
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context
from markupsafe import Markup

_MOST = 500
"""How many fragments are kept: what lists and pages share is asked for again at once."""

_Key = tuple[str, object]


class Fragments(Extension):
    """The tag ``cache``; it keeps what was rendered as long as its environment lives, which is one build."""

    tags = {"cache"}  # noqa: RUF012 - as Jinja declares it

    def __init__(self, environment: Environment) -> None:
        """Give the environment what compiled templates call."""
        super().__init__(environment)
        self._kept: dict[_Key, Markup] = {}
        environment.filters.update(kept_fragment=self.find, keep_fragment=self.keep)

    def parse(self, parser: Parser) -> nodes.Node | list[nodes.Node]:
        """Turn the tag into: look the fragment up, render and keep it where it is not known, print it."""
        line = next(parser.stream).lineno
        bare = parser.stream.current.test("block_end")
        stated = nodes.Const(None) if bare else parser.parse_tuple()
        body = parser.parse_statements(("name:endcache",), drop_needle=True)
        key = nodes.Tuple([nodes.Const(_mark(body)), stated], "load")
        found, made = parser.free_identifier(line), parser.free_identifier(line)
        missing = nodes.Compare(found, [nodes.Operand("eq", nodes.Const(None))])
        keep = nodes.Assign(found, nodes.Filter(made, "keep_fragment", [key], [], None, None))
        result: list[nodes.Node] = [
            nodes.Assign(found, nodes.Filter(key, "kept_fragment", [], [], None, None)),
            nodes.If(missing, [nodes.AssignBlock(made, None, body), keep], [], []),
            nodes.Output([found]),
        ]
        return [node.set_lineno(line) for node in result]

    @pass_context  # or Jinja would take the answer for constant
    def find(self, context: Context, key: _Key) -> Markup | None:
        """Return what was rendered for a key, None where nothing was."""
        try:
            return self._kept.get(key)
        except TypeError as error:
            raise TemplateRuntimeError(f"the key of a cache cannot be compared: {error}") from error

    @pass_context
    def keep(self, context: Context, text: Markup, key: _Key) -> Markup:
        """Keep and return what was rendered for a key."""
        if len(self._kept) >= _MOST:
            self._kept.clear()
        self._kept[key] = text
        return text


def with_fragments(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return an environment's options (``JINJA_ENVIRONMENT``) with the tag ``cache`` among its extensions."""
    name = f"{__name__}.{Fragments.__name__}"
    others = [each for each in options.get("extensions", ()) if each not in (name, Fragments)]
    return {**options, "extensions": [*others, name]}


def _mark(body: list[nodes.Node]) -> str:
    return hashlib.blake2b(repr(body).encode(), digest_size=12).hexdigest()
