"""Development articles of ../shared/timex (TimeML) as `Article` and `Timex`; read only, nothing of them is kept here."""

import datetime
import html
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from timeline.article import Article, Block
from timeline.temporal import edtf
from timeline.temporal.anchor import Anchor
from timeline.temporal.timex import Timex

FOLDER = Path(__file__).parent.parent.parent / "shared" / "timex" / "tbaq-corrected"
_TAG = re.compile(r"<(/?)([A-Za-z0-9_:]+)([^<>]*?)(/?)>", re.S)
_ATTRIBUTE = re.compile(r'([A-Za-z_:][\w:.-]*)\s*=\s*"([^"]*)"')
_CODES = {"SP": 21, "SU": 22, "FA": 23, "WI": 24, "H1": 40, "H2": 41}
_LINKS = {"IS_INCLUDED", "SIMULTANEOUS", "DURING", "INCLUDES", "IDENTITY", "BEGUN_BY", "ENDED_BY", "BEGINS", "ENDS", "DURING_INV"}


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its gold: time expressions, event words by id, and which event words are linked to which expression."""

    article: Article
    timexes: tuple[Timex, ...]
    links: dict[int, tuple[tuple[int, int], ...]]


def load(names: list[str] | None = None) -> list[Document]:
    if not FOLDER.is_dir():
        sys.exit("this bench needs the development corpus in ../shared/timex/tbaq-corrected")
    paths = sorted(FOLDER.glob("*.tml")) if names is None else [FOLDER / f"{n}.tml" for n in names]
    return [read(p) for p in paths]


def read(path: Path) -> Document:
    raw = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
    dct = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', raw, re.S)[1]
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.S)[1]
    text, spans = _strip(body)
    article = _article(path.stem, dct, text)
    anchor = Anchor(article.dct)
    timexes = []
    for (kind, _), (start, end, attributes) in spans.items():
        if kind == "TIMEX3" and text[start:end].strip():
            start += len(text[start:end]) - len(text[start:end].lstrip())
            timexes.append(_timex(text, start, start + len(text[start:end].rstrip()), attributes, anchor))
    return Document(article, tuple(sorted(timexes, key=lambda t: t.start)), _links(raw, spans, text))


def _strip(body: str) -> tuple[str, dict[tuple[str, str], tuple[int, int, dict[str, str]]]]:
    out, position, last, open_tags, spans = [], 0, 0, [], {}
    for tag in _TAG.finditer(body):
        chunk = html.unescape(body[last : tag.start()])
        out.append(chunk)
        position += len(chunk)
        last = tag.end()
        if tag[2] not in ("TIMEX3", "EVENT"):
            continue
        if not tag[1] and not tag[4]:
            open_tags.append((tag[2], dict(_ATTRIBUTE.findall(tag[3])), position))
        elif tag[1] and open_tags:
            kind, attributes, start = open_tags.pop()
            spans[kind, attributes.get("tid") or attributes.get("eid", "")] = (start, position, attributes)
    out.append(html.unescape(body[last:]))
    return "".join(out), spans


def _article(name: str, dct: str, text: str) -> Article:
    blocks = [Block(m.start(), m.start() + len(m[0].rstrip()), "p") for m in re.finditer(r"(?s)\S(?:(?!\n\s*\n).)*", text)]
    lines = tuple(text.count("\n", 0, b.start) + 1 for b in blocks)
    return Article(name, "", datetime.date.fromisoformat(dct), "en", "main", text, tuple(blocks), lines, "", name.lower())


def _timex(text: str, start: int, end: int, attributes: dict[str, str], anchor: Anchor) -> Timex:
    value = calendar(attributes["value"]) if attributes["type"] in ("DATE", "TIME") else None
    return Timex(
        start, end, text[start:end], attributes["type"], attributes["value"], "gold", anchor, mod=attributes.get("mod"),
        when=edtf.parse(value) if value else None, found_start=start, found_text=text[start:end],
    )  # fmt: skip


def calendar(value: str) -> str | None:
    """EDTF of a TIMEX3 value, None where it names no stretch of the calendar."""
    if match := re.match(r"(\d{4}-\d\d-\d\d)(?:T.*)?$", value):
        return match[1]
    if re.match(r"\d{4}(?:-\d\d)?$", value):
        return value
    if match := re.match(r"(\d{4})-W(\d\d)(-WE)?$", value):
        year, week = int(match[1]), int(match[2])
        try:
            first = datetime.date.fromisocalendar(year, week, 6 if match[3] else 1)
        except ValueError:
            return None
        return f"{first}/{datetime.date.fromisocalendar(year, week, 7)}"
    if match := re.match(r"(\d{4})-Q([1-4])$", value):
        return f"{match[1]}-{3 * int(match[2]) - 2:02}/{match[1]}-{3 * int(match[2]):02}"
    if match := re.match(r"(\d{4})-(SP|SU|FA|WI|H1|H2)$", value):
        return f"{match[1]}-{_CODES[match[2]]}"
    return value + "X" if re.match(r"\d{3}$", value) else None


def _links(raw, spans, text) -> dict[int, tuple[tuple[int, int], ...]]:
    """Event words that a TLINK places at an expression, by the expression's offset."""
    words = {}
    for attributes in (dict(_ATTRIBUTE.findall(m)) for m in re.findall(r"<MAKEINSTANCE ([^>]*)/?>", raw)):
        words[attributes.get("eiid")] = spans.get(("EVENT", attributes.get("eventID", "")))
    found: dict[int, list[tuple[int, int]]] = {}
    for attributes in (dict(_ATTRIBUTE.findall(m)) for m in re.findall(r"<TLINK ([^>]*)/?>", raw)):
        word = words.get(attributes.get("eventInstanceID") or attributes.get("relatedToEventInstance"))
        time = spans.get(("TIMEX3", attributes.get("timeID") or attributes.get("relatedToTime") or ""))
        if word and time and attributes.get("relType") in _LINKS:
            start = time[0] + len(text[time[0] : time[1]]) - len(text[time[0] : time[1]].lstrip())
            found.setdefault(start, []).append(word[:2])
    return {k: tuple(sorted(v)) for k, v in found.items()}
