"""Text to runs of time words: tokens around triggers, everything else is never looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from timeline.temporal import numbers
from timeline.temporal.lexicon import Entries
from timeline.temporal.locale import Locale

MAX_NUMERALS = 8
"""Number words joined into one number."""
LOOK_BACK = 72
"""Characters before a trigger in which its run may begin."""

_TRAILING = ".,;:)(\"'’”"
_TOKEN = re.compile(
    r"[ \t\xa0\u2009\u202f]*(?:\r?\n[ \t\xa0]*)?(?:"  # at most one line break before it
    r"(?P<word>[a-z]{2,}+(?![^\W\d_])|[^\W\d_]\.(?:[^\W\d_]\.?)+(?!\w)|[^\W\d_]+)"
    r"|(?P<iso>\d{4}/\d\d/\d\d(?![\w/])|\d{4}-\d\d-\d\d(?:t\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?)?(?![\w-]))"
    r"|(?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/])|\d{1,2}\.\d{1,2}\.\d{4}(?![\w.]*\d))"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?![\d:]))"
    r"|(?P<decade>(?:\d{2,3}|(?<!\w)['’]?\d)0['’]?s(?!\w))"
    r"|(?P<ordinal>\d{1,4}(?:st|nd|rd|th)(?!\w))"
    r"|(?P<mixed>\d{1,3}(?:[ -]\d/\d|[½¼¾])(?!\w))"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?![\d,])|\d{1,9}(?:\.\d+)?)"
    r"|(?P<mark>['’]s(?!\w)|[^\w\s])"
    r"|(?P<nothing>))"
)
_KINDS = {number: name for name, number in _TOKEN.groupindex.items()}
_WORD = _TOKEN.groupindex["word"]
_DOTTED = re.compile(r"\d\d?\.\d\d")  # "9.30 pm"
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_MARKS: dict[str, Entries] = {
    "-": {"hyphen": "-", "dash": "-"},
    "–": {"dash": "–", "hyphen": "-"},
    "—": {"dash": "—"},
    ",": {"comma": ","},
    "/": {"slash": "/"},
    "'s": {"genitive": "'s"},
    "’s": {"genitive": "'s"},
    "'": {"apostrophe": "'"},
    "’": {"apostrophe": "'"},
    "(": {"open": "("},
    ")": {"close": ")"},
}


Part = tuple[str, float]
"""A number word: its kind (see `numbers`) and value."""


class Token(NamedTuple):
    """Words with the classes they may have; offsets in code points, end exclusive."""

    start: int
    end: int
    entries: Entries


def lower(text: str) -> str:
    """Return `text` in lower case, character for character.

    >>> len(lower("İstanbul")) == len("İstanbul")
    True
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def runs(text: str, low: str, locale: Locale) -> Iterator[list[Token]]:
    """Yield each unbroken run of tokens that contains a trigger, in text order.

    `low` is `text` in lower case and of the same length.
    """
    done = 0
    for match in locale.trigger.finditer("\n" + low):
        start = match.start()  # the match begins one character early, the searched text one character before `low`
        if start < done or (start and low[start - 1].isalnum()):
            continue
        run = _run(text, low, locale, _run_start(low, locale, done, start), start)
        if run:
            done = max(run[-1].end, match.end() - 1)
            yield _numbered(run)


def _run(text: str, low: str, locale: Locale, position: int, trigger: int) -> list[Token]:
    """Return the unbroken run of tokens around a trigger; what leads up to it begins at `position` or later."""
    run: list[Token] = []
    for match in _TOKEN.finditer(low, position):
        kind: Any = match.lastindex
        start, end = match.span(kind)
        if start < position:  # within the phrase just read
            continue
        word = low[start:end]
        if kind == _WORD:
            entries = locale.plain.get(word)
            if entries is None:
                entries, end = _word(text, low, locale, start, word)
        else:
            entries = _shaped(kind, word)
        if entries:
            run.append(Token(start, end, entries))
            position = end
        elif start >= trigger:
            return run
        elif end > trigger:
            return _run(text, low, locale, trigger, trigger)
        else:  # broken off before the trigger: begin anew behind what stands there
            run = []
    return run


def _run_start(low: str, locale: Locale, done: int, trigger: int) -> int:
    """Return a place from which all words up to a trigger may be time words: a quick look back, word by word."""
    limit = max(done, trigger - LOOK_BACK)
    start = opening = trigger
    before = low[limit:trigger].rsplit(None, 1)
    while before:
        chunk = before[-1]
        core = chunk.rstrip(_TRAILING)
        word = core.isalpha()
        if word and core not in locale.vocabulary:
            break
        start = low.rfind(chunk, limit, start)
        if not word or core in locale.openers:
            opening = start
        before = before[0].rsplit(None, 1) if len(before) > 1 else []
    while opening > done and opening < trigger and low[opening - 1].isalnum():  # the look back began within a word
        opening += 1
    return opening


def _word(text: str, low: str, locale: Locale, start: int, word: str) -> tuple[Entries | None, int]:
    """Read a word that begins phrases, is written large or may carry a full stop; most words are none at all."""
    known, end = locale.special.get(word), start + len(word)
    if known is None:
        if word[-1] != ".":
            return None, end
        entries = locale.plain.get(word[:-1])
        return entries, end - bool(entries)
    if known.capital and not text[start].isupper():
        return None, end
    if known.phrases:
        pattern, table = known.phrases
        if found := pattern.match(low, start):
            return table.get(found[0]) or table[" ".join(found[0].replace("’", "'").split())], found.end()
    return known.entries, end + (known.abbreviation and low.startswith(".", end))


def _number(word: str) -> Entries:
    value = float(word.replace(",", ""))
    if "." in word:
        return {"number": value, "dotted": word} if _DOTTED.fullmatch(word) else {"number": value}
    whole = int(value)
    entries: Entries = {"number": whole}
    if word.isdigit():
        if len(word) == 4 and 1000 <= whole <= 2199:
            entries["year"] = whole
        if len(word) <= 2:
            entries["two"] = whole
            if 1 <= whole <= 31:
                entries["day"] = whole
        if len(word) <= 4 and whole:
            entries["count"] = whole
    return entries


def _mixed(word: str) -> Entries:
    if word[-1] in _VULGAR:
        return {"number": int(word[:-1]) + _VULGAR[word[-1]]}
    whole, over, under = (int(part) for part in re.split(r"[ /-]", word))
    return {"number": whole + over / under} if under else {}


def _decade(word: str) -> Entries:
    return {"decade": int("".join(filter(str.isdigit, word)))}


def _ordinal(word: str) -> Entries:
    value = int(word[:-2])
    return {"ordinal": value, "day": value} if 1 <= value <= 31 else {"ordinal": value}


@lru_cache(maxsize=4096)
def _shaped(kind: int, word: str) -> Entries:
    """Return the classes of a number or a mark that the lexer's pattern found in one of its groups."""
    return _SHAPES[_KINDS[kind]](word)


_SHAPES: dict[str, Callable[[str], Entries]] = {
    "iso": lambda word: {"iso": word},
    "slash": lambda word: {"slashed": word},
    "clock": lambda word: {"clock": word},
    "decade": _decade,
    "ordinal": _ordinal,
    "mixed": _mixed,
    "number": _number,
    "mark": lambda word: _MARKS.get(word, {}),
    "nothing": lambda _: {},
}


def _numbered(run: list[Token]) -> list[Token]:
    """Join number words into one token each ("twenty", "-", "five" → 25)."""
    for token in run:
        if "numeral" in token.entries:
            return _joined(run)
    return run


def _joined(run: list[Token]) -> list[Token]:
    joined: list[Token] = []
    i = 0
    while i < len(run):
        last, number, parts = _longest_number(run, i)
        if number is None:
            joined.append(run[i])
            i += 1
            continue
        others = {cls: value for cls, value in run[i].entries.items() if cls != "numeral"} if last == i + 1 else {}
        joined.append(Token(run[i].start, run[last - 1].end, {**_spelled(number, parts), **others}))
        i = last
    return joined


def _longest_number(run: list[Token], start: int) -> tuple[int, float | None, list[Part]]:
    """Return (end, value, parts) of the longest number in words that begins at a token; value None if there is none."""
    parts: list[Part] = []
    best: float | None = None
    last = i = start
    while i < len(run) and len(parts) < MAX_NUMERALS and (numeral := run[i].entries.get("numeral")):
        kind, _, digits = numeral.partition(" ")
        parts.append((kind, int(digits)))
        i += 1
        if (number := numbers.value(parts)) is not None:
            last, best = i, number
        if i + 1 < len(run) and "numeral" in run[i + 1].entries:
            between = run[i].entries
            if "hyphen" in between or ("and" in between and kind == "scale"):
                i += 1
    return last, best, parts


def _spelled(number: float, parts: list[Part]) -> Entries:
    """Return the classes of a number in words; only "nineteen fourteen" is said like a year."""
    if parts[0][0] == "teen" and parts[1:] and parts[1][0] in ("teen", "tens") and 1000 <= number <= 2199:
        return {"number": number, "year": number}
    return {"number": number}
