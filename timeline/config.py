"""The ``TIMELINE_*`` settings of ``pelicanconf.py``: one field each, with its default and its meaning."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from timeline.errors import Problem, TimelineError

PREFIX = "TIMELINE_"


def _setting(default: Any, doc: str) -> Any:  # noqa: ANN401 - a settings field may be of any type
    return field(default=default, metadata={"doc": doc})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site may set; read with `from_mapping`."""

    event_pages: Literal["auto", True, False] = _setting("auto", "A page for each event; auto: up to 5,000 events.")
    unreviewed: Literal["show", "hide"] = _setting("show", "Whether events no person has checked yet are published.")
    articles: Literal["full", "quotes", "none"] = _setting(
        "full", "What is published of an article: all of it, only the sentences with dates and a link, or nothing."
    )
    prefix: str = _setting("", "Folder of the site below which all timeline pages live, such as timeline/.")
    edit_url: str = _setting("", "Address to edit a file, with {path} and {line}; adds an edit link to each event.")
    nlp: Literal["auto", False] | str = _setting(
        "auto", "Sentence parser: auto (when installed), False, or the name or path of a spaCy model."
    )

    @classmethod
    def from_mapping(cls, settings: Mapping[str, Any], path: str = "pelicanconf.py") -> Settings:
        """Read the ``TIMELINE_*`` entries of Pelican's settings.

        Raises `TimelineError` with every unknown name (and the nearest known one) and every value outside its choices.
        """
        known = {PREFIX + f.name.upper(): f for f in fields(cls)}
        values: dict[str, Any] = {}
        problems = []
        for name, value in settings.items():
            if not name.startswith(PREFIX):
                continue
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                hint = f"did you mean {near[0]}?" if near else f"known settings: {', '.join(known)}"
                problems.append(Problem(path, 0, 0, "unknown-setting", f"there is no setting {name}", hint))
            else:
                values[known[name].name] = value
        if problems:
            raise TimelineError(problems)
        return cls(**values)
