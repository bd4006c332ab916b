"""Recognise an article that was renamed or moved: its old path is gone, its new one repeats most of the mentions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from timeline.errors import Problem
from timeline.events.event import Event
from timeline.events.eventfile import EventFile
from timeline.events.match import SAME_ESTIMATED, key_of, recall

ENOUGH = 0.6
"""Share of an article's mentions that the file of a vanished one must know, edited or not."""


def renamed(
    files: Sequence[EventFile], drafts: Mapping[str, Sequence[Event]], present: Collection[str]
) -> tuple[dict[str, str], list[Problem]]:
    """Return {old path: new path} of renamed articles, and a problem for each that could be several."""
    have = {file.article for file in files}
    orphans = [file for file in files if file.article and file.article not in present]
    newcomers = [article for article in drafts if article not in have]
    if not orphans or not newcomers:
        return {}, []
    shares = []
    for article in newcomers:
        keys = {key_of(found) for draft in drafts[article] for found in draft.found}
        for file in orphans:
            share = sum(recall(key, file.seen) >= SAME_ESTIMATED for key in keys) / len(keys) if keys else 0.0
            if share >= ENOUGH:
                shares.append((share, file.article, article))
    moves: dict[str, str] = {}
    problems: list[Problem] = []
    for share, old, new in sorted(shares, key=lambda s: (-s[0], s[1], s[2])):
        rivals = {o for s, o, n in shares if n == new and s == share} | {n for s, o, n in shares if o == old and s == share}
        if old in moves or new in moves.values() or any(problem.path == new for problem in problems):
            continue
        if len(rivals - {old, new}):
            names = ", ".join(sorted({o for s, o, n in shares if n == new}))
            hint = "write the new path behind article: in the right event file"
            problems.append(Problem(new, 1, 1, "renamed-article", f"this may be the renamed {names}", hint, "warning"))
        else:
            moves[old] = new
    return moves, problems
