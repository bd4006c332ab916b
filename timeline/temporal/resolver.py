"""Resolution: time expressions to dates, in text order, with the reason for each."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from typing import Any

from timeline.errors import UsageError
from timeline.temporal import edtf
from timeline.temporal import locale as locales
from timeline.temporal.anchor import Anchor
from timeline.temporal.dateline import MAX_DAYS, opens_with
from timeline.temporal.granularity import Granularity, civil
from timeline.temporal.lexer import lower, runs
from timeline.temporal.meaning import Meaning
from timeline.temporal.narrative import Kind, kind_of
from timeline.temporal.period import DAY, QUARTER, Period
from timeline.temporal.scene import Scene
from timeline.temporal.surroundings import spaced_word_before
from timeline.temporal.tagger import Match, matches
from timeline.temporal.timex import Reading, Timex, Trace

NARRATIVE = ("read as a narrative, told along its own dates",)
_LAST_WORD = re.compile(r"(?<![\w-])([^\W\d_]+\.?)[ \xa0\n]$")


def parse(text: str, anchor: date | Anchor | None, lang: str = "en", *, kind: Kind | None = None) -> list[Timex]:
    """Find every time expression of a text and resolve it.

    `anchor` is the day the text was written; an `Anchor` may also say where that day comes from and that it is not firm.
    `kind` says whether the text is ``news`` or a ``narrative`` told along its own dates; None decides from the text.
    Offsets are code points. Raises `UsageError` without an anchor or for an unknown language.
    """
    if anchor is None:
        raise UsageError("no anchor date: nothing says what the text counts from", "give anchor=datetime.date(2019, 12, 30)")
    locale = locales.load(lang)
    given = anchor if isinstance(anchor, Anchor) else Anchor(anchor)
    low = lower(text)
    found = list(runs(text, low, locale))
    if kind is None:
        kind = kind_of(found, civil(given.number)[0])
    scene = Scene(text, low, given, locale, kind == "narrative")
    return [timex for match in matches(found, locale.grammars[kind]) if (timex := _resolve(scene, match))]


def _resolve(scene: Scene, match: Match) -> Timex | None:
    scene.begin(match.start, match.end)
    meaning = evaluate(scene, match)
    if meaning is None:
        return None
    scene.uncertain |= meaning.doubtful
    timex = _timex(scene, match, meaning)
    if meaning.period is not None:
        scene.saw(meaning.period, timex.start, timex.end)
        if meaning.period.unit == DAY and opens_with(scene.text, match.start, match.end):
            _date_by_dateline(scene, meaning.period, timex)
        if meaning.period.unit == QUARTER and match.ending.rule.name in ("numbered_quarter", "quarter_ended"):
            scene.quarter, scene.quarter_at = meaning.period, match.start
    return timex


def _date_by_dateline(scene: Scene, day: Period, timex: Timex) -> None:
    """Count what follows from the day of a dateline, if it says more than the day of publication, and not long before it."""
    age = scene.dct - day.number
    if 0 <= age <= MAX_DAYS and (age or not scene.anchor.firm):
        scene.dct = day.number
        scene.anchor = Anchor(day.number, "dateline", timex.text)


def evaluate(scene: Scene, match: Match) -> Any:  # noqa: ANN401 - a Meaning, or a quantity
    """Apply the operator of a match to its arguments, inner phrases first; None if they make no date."""
    rule, args = match.ending.rule, match.args
    if rule.fixed:
        args = {**args, **rule.fixed}
    for name, value in args.items():
        if isinstance(value, Match):
            inner = evaluate(scene, value)
            if inner is None:
                return None
            args = {**args, name: inner}
    return rule.operator(scene, **args)


def _timex(scene: Scene, match: Match, meaning: Meaning) -> Timex:
    text, start, end, words = scene.text, match.start, match.end, scene.locale.words
    ending = match.ending
    found_start, before = _preposition(scene, match.parts[0].start if ending.form.first else start)
    when = meaning.when or (meaning.period.value if meaning.period else None)
    if when is not None and before in words["circa"] and when.granularity > Granularity.DAY:
        when = edtf.qualified(when, approximate=True)
    anchor = scene.anchor
    if scene.mentioned:
        period, at = scene.mentioned
        anchor = _mention(period, text[slice(*at)])
    trace = Trace(
        partial(_tokens, text, match),
        ending.pattern,
        ending.where,
        ending.rule.operator.__name__,
        meaning.inferred,
        Reading(meaning.value, scene.why) if scene.why else None,
        tuple(scene.lost),
        NARRATIVE if scene.narrative else (),
    )
    return Timex(
        start,
        end,
        text[start:end],
        meaning.type,
        meaning.value,
        ending.rule.name,
        anchor,
        meaning.mod,
        when,
        meaning.time,
        scene.uncertain,
        found_start,
        text[found_start : end + 2 * scene.is_genitive()],
        trace,
    )


def _preposition(scene: Scene, start: int) -> tuple[int, str]:
    """Return where the words readers see begin, and the word before the expression."""
    word = spaced_word_before(scene.low, start)
    begin = start - 1 - len(word)
    if not word:
        found = _LAST_WORD.search(scene.low, max(0, start - 14), start)
        if found is None:
            return start, ""
        word, begin = found[1], found.start()
    return (begin if word in scene.locale.words["shown"] else start), word


def _tokens(text: str, match: Match) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (text[part.start : part.end], cls, part.ending.rule.name if isinstance(part, Match) else str(part.entries[cls]))
        for part, cls in zip(match.parts, match.ending.form.classes, strict=True)
    )


def _mention(period: Period, words: str) -> Anchor:
    return Anchor(period.start, "mention", words, True, period.edtf)
