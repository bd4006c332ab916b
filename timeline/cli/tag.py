"""``timeline tag``: find and resolve the time expressions of a text or of a stream of records."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, BinaryIO

import click

from timeline.article.source import decode
from timeline.errors import UsageError
from timeline.temporal import parse
from timeline.temporal.timex import Timex

MAX_BYTES = 5_000_000
"""How long a record may be."""
EXAMPLES = """\b
Examples:
  timeline tag article.txt --date 2019-12-30
  echo "It ended last month." | timeline tag - --date 2019-12-30
  timeline tag --jsonl < records.jsonl > timexes.jsonl
"""


@click.command(epilog=EXAMPLES)
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--date", "day", metavar="YYYY-MM-DD", help="The day the text was written: what “on Sunday” counts from.")
@click.option("--lang", default="en", show_default=True, help="Language of the text.")
@click.option("--jsonl", is_flag=True, help='Read records {"id", "text", "date"[, "lang"]}, one a line; write one answer a line.')
def command(file: BinaryIO, day: str | None, lang: str, jsonl: bool) -> None:
    """Find every time expression in FILE (- is standard input) and print what it means."""
    if jsonl:
        failed = False
        for answer in answers(lines(file), day, lang):
            failed |= "error" in answer
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.exit(1 if failed else 0)
    if day is None:
        raise click.UsageError("no date: say what day the text was written, for example --date 2019-12-30")
    for timex in parse(decode(file.read(), getattr(file, "name", "-")), read_date(day), lang):
        click.echo(line(timex))


def lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a stream; of one longer than a record may be, no more than shows that it is."""
    while line := file.readline(MAX_BYTES + 1):
        yield line
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = file.readline(MAX_BYTES + 1)


def answers(lines: Iterable[bytes | str], day: str | None = None, lang: str = "en") -> Iterable[dict[str, Any]]:
    """Answer each record of the tagging protocol in its order; a bad line gives ``{"id", "error"}``."""
    for text in lines:
        if text.strip():
            yield answer(text, day, lang)


def answer(text: bytes | str, day: str | None = None, lang: str = "en") -> dict[str, Any]:
    """Answer one line of the tagging protocol; `day` and `lang` stand in where the record has none."""
    record: Any = None
    try:
        if len(text) > MAX_BYTES:
            raise UsageError("this line is too long", f"a record has at most {MAX_BYTES // 1_000_000} MB")
        record = json.loads(text)
        if not isinstance(record, dict):
            raise UsageError("a record must be an object", 'such as {"id": "a", "text": "…", "date": "2019-12-30"}')
        if not isinstance(record.get("text"), str):
            raise UsageError('a record needs a "text"')
        given = record.get("date") or day
        if not isinstance(given, str):
            raise UsageError('a record needs a "date"', "the day the text was written, YYYY-MM-DD; or give --date")
        language = record.get("lang") or lang
        if not isinstance(language, str):
            raise UsageError('"lang" must be a text', 'such as "en"')
        timexes = parse(record["text"], read_date(given), language)
    except (ValueError, RecursionError) as error:
        return {"id": record.get("id") if isinstance(record, dict) else None, "error": str(error)}
    return {"id": record.get("id"), "timexes": [timex.as_dict() for timex in timexes]}


def read_date(text: str) -> date:
    """Read the day of ``--date``; raises `UsageError`."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f'"{text}" is not a day', "write YYYY-MM-DD, such as 2019-12-30") from error


def line(timex: Timex) -> str:
    """Return one tab-separated line: offsets, words, type, value, EDTF, rule."""
    mark = "?" if timex.uncertain else ""
    edtf = " ".join(filter(None, (timex.edtf or "-", timex.time, timex.mod)))
    return "\t".join((f"{timex.start}-{timex.end}", timex.text, timex.type, timex.value + mark, edtf, timex.rule))
