"""How many: the counts durations are made of. "X" is an unstated number."""

from __future__ import annotations

from timeline.temporal.operators.registry import operator
from timeline.temporal.scene import Scene

Quantity = float | str


def with_half(quantity: Quantity, half: float) -> Quantity:
    """Return "a year and a half": the count and the fraction said behind the unit; an unstated count stays so."""
    return quantity if isinstance(quantity, str) else quantity + half


@operator
def quantity(scene: Scene, amount: Quantity) -> Quantity:
    """Return a stated count: "three", "a couple of", "several"."""
    return amount


@operator
def quantity_and_fraction(scene: Scene, fraction: float, number: float = 0) -> Quantity:
    """Read "two and a half", "half an", "a quarter of a"."""
    return number + fraction
