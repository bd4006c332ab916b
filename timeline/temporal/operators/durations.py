"""Durations: how long, without saying when."""

from __future__ import annotations

from timeline.temporal.meaning import UNITS, Meaning, stretch
from timeline.temporal.operators.quantities import Quantity, with_half
from timeline.temporal.operators.registry import operator
from timeline.temporal.scene import Scene


def iso_duration(amount: Quantity, unit: str) -> str:
    """Return an ISO 8601 duration.

    >>> iso_duration(2.5, "year"), iso_duration(5.5, "hour"), iso_duration("X", "week"), iso_duration(2, "decade")
    ('P2Y6M', 'PT5H30M', 'PXW', 'P20Y')
    """
    spec = UNITS[unit]
    head = "PT" if spec.clock else "P"
    if isinstance(amount, str):
        vague = {"decade": "DE", "century": "C", "millennium": "ML"}.get(unit, spec.designator)
        return f"{head}{amount}{vague}"
    amount *= spec.factor
    whole, rest = divmod(amount, 1)
    if not rest:
        return f"{head}{int(whole)}{spec.designator}"
    if not spec.parts:
        return f"{head}{amount:g}{spec.designator}"
    small, shared = UNITS[spec.smaller], UNITS[spec.smaller].clock == spec.clock
    tail = f"{'' if shared else 'T'}{round(rest * spec.parts)}{small.designator}"
    if not whole:
        return f"{'P' if shared and not spec.clock else 'PT'}{tail.lstrip('T')}"
    return f"{head}{int(whole)}{spec.designator}{tail}"


@operator
def duration(scene: Scene, quantity: Quantity, unit: str, half: float = 0) -> Meaning | None:
    """Read "three years", "a week", "several months"."""
    if scene.is_rate() or scene.is_title():
        return None
    return stretch(iso_duration(with_half(quantity, half), unit))


@operator
def bare_duration(scene: Scene, unit: str) -> Meaning:
    """Read "for years": an unstated number of units."""
    return stretch(iso_duration("X", unit))


@operator
def one_unit(scene: Scene, unit: str) -> Meaning:
    """Read "day-long"."""
    return stretch(iso_duration(1, unit))


@operator
def fixed_duration(scene: Scene, value: str) -> Meaning:
    """Return the duration the word itself names."""
    return stretch(value)


@operator
def modified_duration(scene: Scene, duration: Meaning, mod: str) -> Meaning:
    """Read "more than four hours"."""
    return duration._replace(mod=mod)


@operator
def same_duration(scene: Scene, duration: Meaning) -> Meaning:
    """Read "just two weeks", "the years"."""
    return duration
