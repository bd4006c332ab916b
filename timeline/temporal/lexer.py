"""Text to runs of time words: tokens around triggers, everything else is never looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from timeline.temporal import numbers
from timeline.temporal.locale import Entries, Locale

MAX_NUMERALS = 8
"""Number words joined into one number."""
LOOK_BACK = 72
"""Characters before a trigger in which its run may begin."""

_TRAILING = ".,;:)(\"'’”"
_WORD = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.?)+(?!\w)|[^\W\d_]+")
_SHAPE = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d(?:t\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?)?(?![\w-]))"
    r"|(?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/])|\d{1,2}\.\d{1,2}\.\d{4}(?![\w.]*\d))"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?![\w:]))"
    r"|(?P<decade>(?:\d{2,3}|(?<!\w)['’]?\d)0['’]?s(?!\w))"
    r"|(?P<ordinal>\d{1,4}(?:st|nd|rd|th)(?!\w))"
    r"|(?P<mixed>\d{1,3}(?:[ -]\d/\d|[½¼¾])(?!\w))"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?![\d,])|\d{1,9}(?:\.\d+)?)"
    r"|(?P<mark>['’]s(?!\w)|[^\w\s])"
)
_GAP = re.compile(r"[ \t\xa0\u2009\u202f]*(?:\r?\n[ \t\xa0]*)?")
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
    while True:
        token = _token(text, low, locale, position)
        if token is not None:
            run.append(token)
            position = _skip(low, token.end)
        elif position >= trigger:
            return run
        else:  # broken off before the trigger: begin anew behind what stands there
            run = []
            other = _SHAPE.match(low, position) or _WORD.match(low, position)
            position = min(_skip(low, other.end() if other else position + 1), trigger)


def _skip(low: str, position: int) -> int:
    """Return where the next token of a run may stand: after spaces and at most one line break."""
    if low[position : position + 1] == " " and low[position + 1 : position + 2] > " ":
        return position + 1
    gap = _GAP.match(low, position)
    return gap.end() if gap else position


def _run_start(low: str, locale: Locale, done: int, trigger: int) -> int:
    """Return a place from which all words up to a trigger may be time words: a quick look back, word by word."""
    limit = max(done, trigger - LOOK_BACK)
    start = opening = trigger
    for chunk in reversed(low[limit:trigger].split()):
        core = chunk.rstrip(_TRAILING)
        word = core.isalpha()
        if word and core not in locale.vocabulary:
            break
        start = low.rfind(chunk, limit, start)
        if not word or core in locale.openers:
            opening = start
    while opening > done and opening < trigger and low[opening - 1].isalnum():  # the look back began within a word
        opening += 1
    return opening


def _token(text: str, low: str, locale: Locale, position: int) -> Token | None:
    """Return the time word at a position, None if what stands there has no part in a time expression."""
    match = _WORD.match(low, position)
    if match is not None:
        return _word(text, low, locale, position, match[0])
    match = _SHAPE.match(low, position)
    if match is None:
        return None
    kind, word = match.lastgroup, match[0]
    entries = _MARKS.get(word) if kind == "mark" else _SHAPES[kind or ""](word)
    return Token(position, match.end(), entries) if entries else None


def _word(text: str, low: str, locale: Locale, position: int, word: str) -> Token | None:
    if word in locale.phrases:
        pattern, table = locale.phrases[word]
        if found := pattern.match(low, position):
            known = table.get(found[0]) or table[" ".join(found[0].replace("’", "'").split())]
            return Token(position, found.end(), known)
    end = position + len(word)
    entries = locale.lexicon.get(word)
    if not entries and word[-1] == ".":
        entries, end = locale.lexicon.get(word[:-1]), end - 1
    if not entries or (word in locale.capital and not text[position].isupper()):
        return None
    if low.startswith(".", end) and word in locale.words["abbreviation"]:
        end += 1
    return Token(position, end, entries)


def _number(word: str) -> Entries:
    value = float(word.replace(",", ""))
    if value != int(value):
        return {"number": value}
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


_SHAPES: dict[str, Callable[[str], Entries]] = {
    "iso": lambda word: {"iso": word},
    "slash": lambda word: {"slashed": word},
    "clock": lambda word: {"clock": word},
    "decade": _decade,
    "ordinal": _ordinal,
    "mixed": _mixed,
    "number": _number,
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
