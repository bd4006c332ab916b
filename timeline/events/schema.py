"""The event file's schema, once: for all errors of a file at a time, and for editors as JSON Schema.

Imported only when a file is not plainly right (see `build.plain`), because pydantic takes a tenth of a second to import.
"""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from timeline.events import vocabulary as words

SCHEMA_ID = "events-1"
_IGNORED = re.compile(r"[\x00-\x20]+")  # what browsers leave out of an address before they look at its scheme
_PATH = re.compile(r"[/?#]")


def _date(value: str) -> str:
    if error := words.date_error(value):
        raise PydanticCustomError("bad-date", "{message}", {"message": error[0], "hint": error[1]})
    return value


def _interval(value: str) -> str:
    if "/" not in _date(value):
        message = f"bounds must be an interval, not {value}"
        raise PydanticCustomError(
            "bad-date", "{message}", {"message": message, "hint": "write the two ends, such as 2019-12-01/2019-12-30"}
        )
    return value


def _time(value: str) -> str:
    if not words.TIME.fullmatch(value):
        hint = f"write {', '.join(words.TIME_WORDS)} or a clock time such as 14:30"
        raise PydanticCustomError("bad-value", "{message}", {"message": f"there is no time {value}", "hint": hint})
    return value


def _clean(value: str) -> str:
    if bad := words.CONTROL.search(value):
        message = f"character U+{ord(bad[0]):04X} does not belong in text"
        raise PydanticCustomError("control-character", "{message}", {"message": message, "hint": "delete it"})
    return value


def _id(value: str) -> str:
    if not words.ID.fullmatch(value):
        hint = "use a-z, 0-9 and -, at most 80 characters, beginning with a letter or digit"
        raise PydanticCustomError(
            "bad-id", "{message}", {"message": f'"{value[:80]}" cannot be part of an address', "hint": hint}
        )
    return value


def _address(value: str) -> str:
    scheme, colon, _ = _IGNORED.sub("", value).partition(":")
    if colon and not _PATH.search(scheme) and scheme.lower() not in ("http", "https", "mailto"):
        message = f"links must not begin with {scheme}:"
        raise PydanticCustomError("bad-link", "{message}", {"message": message, "hint": "use http, https or mailto"})
    return value


def _path(value: str) -> str:
    if words.OUTSIDE.fullmatch(value) or value.startswith("/"):
        hint = "write the path below the content folder, such as articles/flood.md"
        message = f"{value[:80]} leads out of the content folder"
        raise PydanticCustomError("outside-content", "{message}", {"message": message, "hint": hint})
    return value


def _picture(value: str) -> str:
    if not value.startswith(("https://", "http://")) and words.OUTSIDE.fullmatch(value):
        hint = "put the picture below the content folder"
        message = f"{value[:80]} leads out of the content folder"
        raise PydanticCustomError("outside-content", "{message}", {"message": message, "hint": hint})
    return value


_BARE = ["string", "number", "boolean"]  # what a person writes without quotes is a string to us, but not to an editor
Text = Annotated[
    str, StringConstraints(min_length=1, max_length=words.MAX_TEXT), AfterValidator(_clean), WithJsonSchema({"type": _BARE})
]
Line = Annotated[
    str, StringConstraints(min_length=1, max_length=words.MAX_TITLE), AfterValidator(_clean), WithJsonSchema({"type": _BARE})
]
Date = Annotated[
    str,
    AfterValidator(_date),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["2019-12-29", "2019-12", "201X", "1868~"]}),
]
Interval = Annotated[str, AfterValidator(_interval), WithJsonSchema({"type": "string", "examples": ["2019-12-01/2019-12-30"]})]
Time = Annotated[
    str,
    AfterValidator(_time),
    WithJsonSchema({"type": "string", "pattern": f"^(?:{words.TIME.pattern})$", "examples": [*words.TIME_WORDS, "14:30"]}),
]
Id = Annotated[str, AfterValidator(_id), WithJsonSchema({"type": _BARE, "pattern": f"^{words.ID.pattern}$"})]
Address = Annotated[
    str,
    StringConstraints(min_length=1, max_length=words.MAX_TEXT),
    AfterValidator(_clean),
    AfterValidator(_address),
    WithJsonSchema({"type": "string"}),
]


Inside = Annotated[Line, AfterValidator(_path)]
Picture = Annotated[Address, AfterValidator(_picture)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"patternProperties": {"^x-": {}}})


class Source(_Record):
    """Where the event is reported."""

    url: Address | None = Field(None, description="Address of the report")
    title: Line | None = Field(None, description="What the source is called")
    archived: Address | None = Field(None, description="Address of an archived copy")
    accessed: Date | None = Field(None, description="When you read it (EDTF)")


class Image(_Record):
    """A picture of the event."""

    src: Picture = Field(description="Path below the content folder, or an address")
    alt: Text | None = Field(None, description="What the picture shows, for those who do not see it")
    credit: Line | None = Field(None, description="Who made the picture")


class Found(_Record):
    """The machine's evidence; leave it."""

    text: Text = Field(description="The words that say when")
    date: Date | None = Field(None, description="How the machine read them (EDTF)")
    time: Time | None = None
    rule: Line | None = Field(None, description="The rule that read them")
    quote: Text | None = Field(None, description="The sentence they stand in")
    anchor: Line | None = Field(None, description="The day they are counted from")
    not_: Text | None = Field(None, alias="not", description="The reading that lost, with why")
    key: Annotated[str, StringConstraints(pattern=f"^{words.KEY.pattern}$")] | None = Field(
        None, description="Fingerprint of the mention"
    )
    by: Line | None = Field(None, description="Who attached the date: rules or a parser model")
    was: Text | None = Field(None, description="How the machine read the words before; delete this line when you have looked")
    gone: Annotated[Literal["true", "false"], WithJsonSchema({"type": "boolean"})] | None = Field(
        None, description="The article no longer says this"
    )
    article: Inside | None = Field(None, description="The article, where it is not the file's own")


class Event(_Record):
    """Something that happened, and when."""

    model_config = ConfigDict(
        json_schema_extra={"patternProperties": {"^x-": {}}, "anyOf": [{"required": ["date"]}, {"required": ["bounds"]}]}
    )

    id: Id | None = Field(None, description="Part of the event's address; do not change it")
    date: Date | None = Field(None, description="When it happened, as precisely as is known (EDTF)")
    bounds: Interval | None = Field(None, description="Without a date: the interval it must lie in (EDTF)")
    time: Time | None = Field(None, description="early, mid, late; morning, afternoon, evening, night; or HH:MM")
    title: Line = Field(description="What happened, in one line")
    summary: Text | None = Field(None, description="A paragraph more")
    modality: Literal["planned", "denied", "claimed"] | None = Field(None, description="What did not simply happen")
    actors: list[Line] | None = Field(None, description="People and organisations")
    places: list[Line] | None = Field(None, description="Where it happened")
    tags: list[Line] | None = Field(None, description="Your own headings")
    timeline: Line | None = Field(None, description="The timeline it belongs to; else the folder's name")
    details: list[Text] | None = Field(None, description="Sentences that continue the event")
    sources: list[Source] | None = Field(None, description="Where it is reported")
    image: Image | None = None
    note: Text | None = Field(None, description="For yourself and your readers")
    review: Literal["accepted", "rejected"] | None = Field(None, description="Your word on what the machine found")
    reason: Text | None = Field(None, description="Why you rejected it")
    aliases: list[Id] | None = Field(None, description="Earlier ids; their addresses lead here")
    doubts: list[Text] | None = Field(None, description="Why an editor should look")
    suggest: list[Id] | None = Field(None, description="Events this may be the same as")
    found: list[Found] | None = Field(None, description="The machine's evidence; leave it")

    @model_validator(mode="after")
    def _dated(self) -> Event:
        if self.date is None and self.bounds is None:
            raise PydanticCustomError(
                "missing-date",
                "{message}",
                {"message": "the event has no date", "hint": "add date: 2019-12-29, or bounds: for an undated one"},
            )
        return self


class EventFile(_Record):
    """Events found in one article, or written by hand."""

    article: Inside | None = Field(None, description="The article the events were found in")
    events: list[Event] | None = None
    seen: list[Annotated[str, StringConstraints(pattern=f"^{words.KEY.pattern}$")]] | None = Field(
        None, description="Every mention ever proposed: what you delete stays deleted"
    )


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft-07, which editors know) of an event file."""
    schema = EventFile.model_json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = {name: _draft7(part) for name, part in schema.pop("$defs").items()}
    whole = _draft7(schema)
    whole.pop("title", None)
    alone = {"type": "array", "items": {"$ref": "#/definitions/Event"}}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "timeline event file",
        "description": "Events of a timeline: found in an article, or written by hand as a list of {date, title}",
        "anyOf": [whole, alone, {"type": "null"}],
        "definitions": definitions,
    }


def json_schema_text() -> str:
    """Return the JSON Schema as it is kept in ``timeline/schema/events-1.json``."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _draft7(part: Any) -> Any:  # noqa: ANN401 - any JSON
    """Leave out pydantic's titles and null defaults, which say nothing."""
    if isinstance(part, list):
        return [_draft7(item) for item in part]
    if not isinstance(part, dict):
        return part
    part = {k: _draft7(v) for k, v in part.items() if k != "default" and not (k == "title" and isinstance(v, str))}
    return part


if __name__ == "__main__":
    from pathlib import Path

    Path(__file__).parents[1].joinpath("schema", f"{SCHEMA_ID}.json").write_text(json_schema_text(), encoding="utf-8")
