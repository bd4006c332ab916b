"""Text to runs of time words: tokens around triggers, everything else is never looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from timeline.temporal import numbers
from timeline.temporal.locale import Entry, Locale

LOOK_BACK = 72
"""Characters before a trigger in which its run may begin."""

_TRAILING = ".,;:)(\"'’”"
_WORD = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.?)+(?!\w)|[^\W\d_]+")
_SHAPE = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d(?:t\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?)?(?![\w-]))"
    r"|(?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/]))"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?![\w:]))"
    r"|(?P<decade>(?:\d{2,3}|(?<!\w)['’]?\d)0['’]?s(?!\w))"
    r"|(?P<ordinal>\d{1,4}(?:st|nd|rd|th)(?!\w))"
    r"|(?P<mixed>\d{1,3}(?:[ -]\d/\d|[½¼¾])(?!\w))"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?![\d,])|\d{1,9}(?:\.\d+)?)"
    r"|(?P<mark>['’]s(?!\w)|[^\w\s])"
)
_GAP = re.compile(r"[ \t\xa0\u2009\u202f]*(?:\r?\n[ \t\xa0]*)?")
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_MARKS: dict[str, tuple[Entry, ...]] = {
    "-": (("hyphen", "-"), ("dash", "-")),
    "–": (("dash", "–"), ("hyphen", "-")),
    "—": (("dash", "—"),),
    ",": (("comma", ","),),
    "/": (("slash", "/"),),
    "'s": (("genitive", "'s"),),
    "’s": (("genitive", "'s"),),
    "'": (("apostrophe", "'"),),
    "’": (("apostrophe", "'"),),
    "(": (("open", "("),),
    ")": (("close", ")"),),
}


class Token(NamedTuple):
    """Words with the classes they may have; offsets in code points, end exclusive."""

    start: int
    end: int
    entries: tuple[Entry, ...]


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
    for match in locale.trigger.finditer(low):
        start = match.start()
        if start < done:
            continue
        position = _run_start(low, locale, done, start)
        run = _before(text, low, locale, position, start) if position < start else []
        position = start
        while token := _token(text, low, locale, position):
            run.append(token)
            position = _skip(low, token.end)
        if run:
            done = max(run[-1].end, match.end())
            yield _numbered(run)


def _skip(low: str, position: int) -> int:
    """Return where the next token of a run may stand: after spaces and at most one line break."""
    if low[position : position + 1] == " " and low[position + 1 : position + 2] > " ":
        return position + 1
    gap = _GAP.match(low, position)
    return gap.end() if gap else position


def _run_start(low: str, locale: Locale, done: int, trigger: int) -> int:
    """Return a place from which all words up to a trigger may be time words: a quick look back, word by word."""
    limit = max(done, trigger - LOOK_BACK)
    start = trigger
    for chunk in reversed(low[limit:trigger].split()):
        core = chunk.rstrip(_TRAILING)
        if core not in locale.vocabulary and core.isalpha():
            return start
        start = low.rfind(chunk, limit, start)
    return limit if start == limit == done else start


def _before(text: str, low: str, locale: Locale, position: int, trigger: int) -> list[Token]:
    """Return the tokens that lead up to a trigger without a break."""
    while position and position < trigger and low[position - 1].isalnum():  # do not begin within a word
        position += 1
    run: list[Token] = []
    while (position := _skip(low, position)) < trigger:
        token = _token(text, low, locale, position)
        if token and token.end <= trigger:
            run.append(token)
            position = token.end
        else:
            run.clear()
            other = _SHAPE.match(low, position) or _WORD.match(low, position)
            position = other.end() if other else position + 1
    return run if position == trigger else []


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
            entries = table.get(found[0]) or table[" ".join(found[0].replace("’", "'").split())]
            return Token(position, found.end(), entries)
    end = position + len(word)
    entries = locale.lexicon.get(word, ())
    if not entries and word[-1] == ".":
        entries, end = locale.lexicon.get(word[:-1], ()), end - 1
    if not entries or (word in locale.capital and not text[position].isupper()):
        return None
    if low.startswith(".", end) and word in locale.words["abbreviation"]:
        end += 1
    return Token(position, end, entries)


def _number(word: str) -> tuple[Entry, ...]:
    value = float(word.replace(",", ""))
    if value != int(value):
        return (("number", value),)
    whole = int(value)
    entries: list[Entry] = [("number", whole)]
    if word.isdigit():
        if len(word) == 4 and 1000 <= whole <= 2199:
            entries.append(("year", whole))
        if len(word) <= 2:
            entries.append(("two", whole))
            if 1 <= whole <= 31:
                entries.append(("day", whole))
        if len(word) <= 4 and whole:
            entries.append(("count", whole))
    return tuple(entries)


def _mixed(word: str) -> tuple[Entry, ...]:
    if word[-1] in _VULGAR:
        return (("number", int(word[:-1]) + _VULGAR[word[-1]]),)
    whole, over, under = (int(part) for part in re.split(r"[ /-]", word))
    return (("number", whole + over / under),) if under else ()


def _decade(word: str) -> tuple[Entry, ...]:
    return (("decade", int("".join(filter(str.isdigit, word)))),)


def _ordinal(word: str) -> tuple[Entry, ...]:
    value = int(word[:-2])
    return (("ordinal", value), ("day", value)) if 1 <= value <= 31 else (("ordinal", value),)


_SHAPES: dict[str, Any] = {
    "iso": lambda word: (("iso", word),),
    "slash": lambda word: (("slashed", word),),
    "clock": lambda word: (("clock", word),),
    "decade": _decade,
    "ordinal": _ordinal,
    "mixed": _mixed,
    "number": _number,
}


def _numbered(run: list[Token]) -> list[Token]:
    """Join number words into one token each ("twenty", "-", "five" → 25)."""
    if not any(cls == "numeral" for token in run for cls, _ in token.entries):
        return run
    joined: list[Token] = []
    i = 0
    while i < len(run):
        best, parts, j = None, [], i
        while j < len(run) and (part := _numeral(run[j])):
            parts.append(part)
            j += 1
            if (number := numbers.value(parts)) is not None:
                best = (j, number)
            if j + 1 < len(run) and run[j].entries[0][0] in ("hyphen", "and") and _numeral(run[j + 1]):
                if run[j].entries[0][0] == "and" and part[0] != "scale":
                    break
                j += 1
        if best is None:
            joined.append(run[i])
            i += 1
        else:
            entries = _spelled(best[1], parts)
            others = run[i].entries if best[0] == i + 1 else ()
            joined.append(Token(run[i].start, run[best[0] - 1].end, (*entries, *(e for e in others if e[0] != "numeral"))))
            i = best[0]
    return joined


def _spelled(number: float, parts: list[tuple[str, float]]) -> tuple[Entry, ...]:
    """Return the classes of a number in words; only "nineteen fourteen" is said like a year."""
    if parts[0][0] == "teen" and parts[1:] and parts[1][0] in ("teen", "tens") and 1000 <= number <= 2199:
        return (("number", number), ("year", number))
    return (("number", number),)


def _numeral(token: Token) -> tuple[str, float] | None:
    for cls, value in token.entries:
        if cls == "numeral":
            kind, _, number = str(value).partition(" ")
            return kind, int(number)
    return None
