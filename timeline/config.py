"""What a site sets: its ``pelicanconf.py``, and in it the ``TIMELINE_*`` settings: one field each, with default and meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from timeline.errors import Problem, TimelineError

PREFIX = "TIMELINE_"


def _setting(default: Any, doc: str, *choices: Any) -> Any:  # noqa: ANN401 - a settings field may be of any type
    return field(default=default, metadata={"doc": doc, "choices": choices})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site may set; read with `from_mapping`."""

    event_pages: Literal["auto", True, False] = _setting(
        "auto", "A page for each event; auto: up to 5,000 events.", "auto", True, False
    )
    unreviewed: Literal["show", "hide"] = _setting(
        "show", "Whether events no person has checked yet are published.", "show", "hide"
    )
    articles: Literal["full", "quotes", "none"] = _setting(
        "full",
        "What is published of an article: all of it, only the sentences with dates and a link, or nothing.",
        "full",
        "quotes",
        "none",
    )
    prefix: str = _setting("", "Folder of the site below which all timeline pages live, such as timeline/.")
    edit_url: str = _setting("", "Address to edit a file, with {path} and {line}; adds an edit link to each event.")
    nlp: Literal["auto", False] | str = _setting(
        "auto", "Sentence parser: auto (when installed), False, or the name or path of a spaCy model."
    )

    @classmethod
    def from_mapping(cls, settings: Mapping[str, Any], problem: Callable[..., Problem] | None = None) -> Settings:
        """Read the ``TIMELINE_*`` entries of Pelican's settings; `problem` makes one of a setting's name, message, hint and code.

        Raises `TimelineError` with every unknown name (and the nearest known one) and every value outside its choices.
        """
        problem = problem or _unplaced
        known = {PREFIX + f.name.upper(): f for f in fields(cls)}
        values: dict[str, Any] = {}
        problems = []
        for name, value in settings.items():
            if not name.startswith(PREFIX):
                continue
            if name not in known:
                import difflib  # only for this message

                near = difflib.get_close_matches(name, known, 1)
                hint = f"did you mean {near[0]}?" if near else f"known settings: {', '.join(known)}"
                problems.append(problem(name, f"there is no setting {name}", hint, "unknown-setting"))
            elif wrong := _wrong(known[name].metadata["choices"], value):
                problems.append(problem(name, f"{name} is {value!r}", wrong))
            else:
                values[known[name].name] = value
        problems += _bad_prefix(values.get("prefix", ""), problem)
        if problems:
            raise TimelineError(problems)
        if values.get("prefix"):
            values["prefix"] = values["prefix"].strip("/") + "/"
        return cls(**values)


def _wrong(choices: tuple[Any, ...], value: object) -> str:
    """Return what the value should be, empty if it is fine; a setting without choices is a text (or False)."""
    if choices:
        return "" if any(value is choice or value == choice != 1 for choice in choices) else f"write {_either(choices)}"
    return "" if isinstance(value, str) or value is False else "write a text in quotes"


def _either(choices: tuple[Any, ...]) -> str:
    *others, last = map(repr, choices)
    return f"{', '.join(others)} or {last}"


def _bad_prefix(prefix: object, problem: Callable[..., Problem]) -> list[Problem]:
    if isinstance(prefix, str) and ".." not in prefix.split("/") and "\\" not in prefix and "://" not in prefix:
        return []
    message = f"{PREFIX}PREFIX is {prefix!r}, which is no folder of the site"
    return [problem(f"{PREFIX}PREFIX", message, "write a folder such as timeline/")]


def _unplaced(_name: str, message: str, hint: str, code: str = "bad-setting") -> Problem:
    return Problem("pelicanconf.py", 0, 0, code, message, hint)
