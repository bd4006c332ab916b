"""What hostile input is thrown at, by hypothesis (`test_fuzz`) and by atheris (`fuzz`): each takes a text and must come back.

A target raises only if something is wrong with us: whatever the input, the answer is a result or problems that can be printed.
"""

import contextlib
import json
import unicodedata
from datetime import UTC, date

from timeline.cli.tag import answer
from timeline.errors import TimelineError
from timeline.events import namesfile, reader
from timeline.exchange.formats import FORMATS, READABLE
from timeline.exchange.readers.settle import settle
from timeline.temporal import edtf, locale, parse

DAY = date(2019, 12, 30)


def event_file(text: str | bytes) -> None:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    _sayable(reader.read(data, "events/a.yaml").problems)


def names_file(text: str) -> None:
    _, problems = namesfile.read(text.encode("utf-8", "surrogatepass"), "content/names.yaml")
    _sayable(problems)


def prose(text: str, day: date = DAY) -> None:
    for timex in parse(text, day):
        assert text[timex.start : timex.end] == timex.text


def edtf_date(text: str) -> None:
    with contextlib.suppress(ValueError):
        edtf.parse(edtf.format(edtf.parse(text)))


def record(line: str) -> None:
    found = answer(line)
    assert ("error" in found) != ("timexes" in found)
    json.dumps(found)


def locale_file(text: str) -> None:
    try:
        locale.read("xx.yaml", text, "xx")
    except TimelineError as error:
        assert all(problem.path == "temporal/locales/xx.yaml" for problem in error.problems)
        _sayable(error.problems)


def foreign(form: str, text: str) -> None:
    """Import a text, as `timeline import` does: where nothing is wrong with it, it becomes a sound event file."""
    read = FORMATS[form].read(text, "file", UTC)
    made, problems = settle(read.rows, "events/file.yaml", "content", text, "file", {}) if read.rows else ("", [])
    _sayable((*read.problems, *problems))
    if made and not any(problem.severity == "error" for problem in problems):
        result = reader.read(made.encode(), "events/file.yaml")
        assert not result.broken and len(result.events) == len(read.rows)


def _sayable(problems) -> None:
    for problem in problems:
        shown = str(problem)
        assert all(char.isprintable() or unicodedata.category(char) == "Zs" for char in shown), shown


TARGETS = {
    "event-file": event_file,
    "names": names_file,
    "prose": prose,
    "date": edtf_date,
    "record": record,
    "locale": locale_file,
    **{f"import-{form}": lambda text, form=form: foreign(form, text) for form in READABLE},
}
