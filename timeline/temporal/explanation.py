"""A trace in words: what ``timeline explain`` prints and a failing corpus test shows."""

from __future__ import annotations

from pathlib import Path

from timeline.temporal.edtf import write
from timeline.temporal.granularity import civil
from timeline.temporal.operators import OPERATORS
from timeline.temporal.timevalue import TimeValue
from timeline.temporal.timex import Timex

_KINDS = {
    "published": "the day the text was published",
    "dateline": "the dateline",
    "mention": "the last date mentioned",
    "manual": "given",
}


def rows(timex: Timex) -> list[tuple[str, str]]:
    """Return the explanation of one time expression as (label, text) pairs.

    >>> from datetime import date
    >>> from timeline.temporal import parse
    >>> for label, text in rows(parse("She left last month.", date(2019, 12, 30))[0])[:1]:
    ...     print(label, text)
    tokens last = step -1, month = unit month
    """
    trace = timex.trace
    found = [
        ("tokens", ", ".join(f"{words} = {cls} {value}".rstrip() for words, cls, value in trace.tokens)),
        ("rule", f'{timex.rule}  {trace.where}  "{trace.pattern}"'),
        ("operator", f"{trace.operator}  {_place(trace.operator)}"),
        ("anchor", _anchor(timex)),
        ("value", _value(timex)),
    ]
    if timex.when is not None:
        found.append(("covers", f"{interval(timex.when)}, to the {timex.when.granularity.name.lower().replace('_', ' ')}"))
    found.append(("parts", _parts(timex)))
    if trace.won is not None:
        found.append(("because", trace.won.why))
    found += [("not", f"{reading.value}: {reading.why}") for reading in trace.lost]
    found += [("note", note) for note in trace.notes]
    if timex.uncertain:
        found.append(("uncertain", "both readings are possible; check the date"))
    return found


def text(timex: Timex, indent: str = "  ") -> str:
    """Return the explanation of one time expression as lines."""
    return "\n".join(f"{indent}{label:<10}{words}" for label, words in rows(timex))


def interval(value: TimeValue) -> str:
    """Return a half-open interval in civil dates.

    >>> from timeline.temporal.edtf import parse
    >>> interval(parse("-0043-03")), interval(parse("2019/.."))
    ('[-0043-03-01, -0043-04-01)', '[2019-01-01, …)')
    """
    start, end = ("…" if day is None else write(*civil(day)) for day in (value.start, value.end))
    return f"[{start}, {end})"


def _anchor(timex: Timex) -> str:
    anchor = timex.anchor
    origin = f': "{anchor.origin}"' if anchor.kind == "mention" else f": {anchor.origin}" if anchor.origin else ""
    firm = "" if anchor.firm else ", which may be off by a day"
    return f"{anchor}, {_KINDS[anchor.kind]}{origin}{firm}"


def _value(timex: Timex) -> str:
    event = f"; event date {timex.edtf}{f', time {timex.time}' if timex.time else ''}" if timex.edtf else ""
    return f"{timex.type} {timex.value}{f' mod {timex.mod}' if timex.mod else ''}{event}"


def _parts(timex: Timex) -> str:
    stated = f"stated: {', '.join(timex.trace.stated)}"
    return f"{stated}; inferred: {', '.join(timex.trace.inferred)}" if timex.trace.inferred else stated


def _place(name: str) -> str:
    code = OPERATORS[name].__code__
    return f"{'/'.join(Path(code.co_filename).parts[-3:])}:{code.co_firstlineno}"
