"""The density strips of a site: drawn for any of its events, with bars that lead to its period pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from itertools import compress

from markupsafe import Markup

from timeline.site.ages import Age, Level
from timeline.site.archive import Rows
from timeline.site.strip import svg
from timeline.site.tree import Node
from timeline.site.words import Words


class Strips:
    """Draws the strips of a site with these `rows` and this `calendar`; `page` gives the address of a folder."""

    def __init__(self, rows: Rows, calendar: Mapping[Age, Node], page: Callable[[str], str], words: Words) -> None:
        """Take all events, the period pages, and what words and addresses are made with."""
        self._rows, self._calendar, self._page, self._words = rows, calendar, page, words
        self._link = cache(self._link_to)

    def of(self, rows: Rows) -> Markup:
        """Draw the strip of some events; that of all of them only once, for the site and its one timeline."""
        return self._whole if len(rows) == len(self._rows) else self._drawn(rows)

    @cached_property
    def _whole(self) -> Markup:
        return self._drawn(self._rows)

    def _drawn(self, rows: Rows) -> Markup:
        spans = list(compress(zip(rows.field("start"), rows.field("end"), strict=True), rows.field("date")))
        return svg(spans, self._link, self._words)

    def _link_to(self, year: int, month: int) -> str:
        node = self._calendar.get(Age(year, Level.YEAR))
        if node is None:
            return ""
        if not month:
            return self._page(node.address)
        child = next((child for child in node.children if child.age and child.age.month == month and not child.part), None)
        if child:
            return self._page(child.address)
        mark = f"_{node.address.rstrip('/')}-{month:02d}"
        inside = any(age.month == month for age in node.own.field("age"))
        return f"{self._page(node.address)}#{mark}" if inside else ""
