"""Resolution: time expressions to dates, in text order, with the reason for each."""

from __future__ import annotations

from datetime import date
from typing import Any

from timeline.errors import UsageError
from timeline.temporal import edtf
from timeline.temporal import locale as locales
from timeline.temporal.anchor import Anchor
from timeline.temporal.granularity import Granularity, civil
from timeline.temporal.lexer import lower, runs
from timeline.temporal.meaning import Meaning
from timeline.temporal.narrative import Kind, kind_of
from timeline.temporal.period import QUARTER, Period
from timeline.temporal.scene import Scene
from timeline.temporal.tagger import Match, matches
from timeline.temporal.timex import Reading, Timex, Trace


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
    return [timex for match in matches(found, locale.stages[kind]) if (timex := _resolve(scene, match))]


def _resolve(scene: Scene, match: Match) -> Timex | None:
    if _blocked(scene, match):
        return None
    scene.begin(match.start, match.end)
    meaning = evaluate(scene, match)
    if meaning is None:
        return None
    timex = _timex(scene, match, meaning)
    if meaning.period is not None:
        scene.reference, scene.reference_at = meaning.period, (timex.start, timex.end)
        if meaning.period.unit == QUARTER and match.ending.rule.name == "numbered_quarter":
            scene.quarter, scene.quarter_at = meaning.period, match.start
    return timex


def evaluate(scene: Scene, match: Match) -> Any:  # noqa: ANN401 - a Meaning, or a quantity
    """Apply the operator of a match to its arguments, inner phrases first; None if they make no date."""
    args = {}
    for name, value in match.args.items():
        if isinstance(value, Match):
            value = evaluate(scene, value)
            if value is None:
                return None
        args[name] = value
    rule = match.ending.rule
    return rule.operator(scene, **{**args, **rule.fixed})


def _blocked(scene: Scene, match: Match) -> bool:
    low = scene.low
    for found in scene.locale.blocked.finditer(low, max(0, match.start - 24), match.end + 24):
        if found.start() < match.end and found.end() > match.start:
            return True
    return False


def _timex(scene: Scene, match: Match, meaning: Meaning) -> Timex:
    text, start, end = scene.text, match.start, match.end
    words = scene.locale.words["preposition"]
    found_start = start
    before = scene.low[max(0, start - 12) : start].split()
    if before and before[-1] in words and start and text[start - 1].isspace():
        found_start = scene.low.rindex(before[-1], 0, start)
    anchor = _mention(scene.reference, text[slice(*scene.reference_at)]) if scene.mentioned and scene.reference else scene.anchor
    ending = match.ending
    trace = Trace(
        tokens=tuple(
            (text[token.start : token.end], cls, _shown(dict(token.entries).get(cls)))
            for token, cls in zip(match.tokens, match.classes, strict=True)
        ),
        pattern=ending.pattern,
        where=ending.where,
        operator=ending.rule.operator.__name__,
        inferred=meaning.inferred,
        won=Reading(meaning.value, scene.why) if scene.why else None,
        lost=tuple(scene.lost),
        notes=("read as a narrative, told along its own dates",) if scene.narrative else (),
    )
    when = meaning.when or (meaning.period.value if meaning.period else None)
    if when is not None and before and before[-1] in scene.locale.words["circa"] and when.granularity > Granularity.DAY:
        when = edtf.qualified(when, approximate=True)
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
        text[found_start:end],
        trace,
    )


def _shown(value: Any) -> str:  # noqa: ANN401 - a token value
    return value.ending.rule.name if isinstance(value, Match) else str(value)


def _mention(period: Period, words: str) -> Anchor:
    return Anchor(period.start, "mention", words, True, period.edtf)
