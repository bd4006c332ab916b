"""Sets: times that come again."""

from __future__ import annotations

from timeline.temporal.meaning import Meaning, repeated
from timeline.temporal.operators.durations import iso_duration
from timeline.temporal.operators.registry import operator
from timeline.temporal.period import SEASON_CODES
from timeline.temporal.scene import Scene

_MASKS = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX", "night": "XXXX-XX-XXTNI"}


@operator
def every_unit(scene: Scene, unit: str, quantity: float | str = 1) -> Meaning | None:
    """Read "every day", "every other week", "twice a month"; in narratives TIMEX2's masks (``XXXX-XX-XX``), as in WikiWars."""
    if scene.in_name():  # "the Daily Telegraph"
        return None
    if scene.narrative and quantity == 1 and unit in _MASKS:
        return repeated(_MASKS[unit])
    return repeated(iso_duration(quantity, unit))


@operator
def every_weekday(scene: Scene, weekday: int, part: str = "") -> Meaning:
    """Read "every Monday", "every other Friday", "Friday nights"."""
    return repeated(f"XXXX-WXX-{weekday + 1}{part}")


@operator
def every_weekend(scene: Scene) -> Meaning:
    """Read "weekends", "each weekend"."""
    return repeated("XXXX-WXX-WE")


@operator
def every_month(scene: Scene, month: int) -> Meaning:
    """Read "each September"."""
    return repeated(f"XXXX-{month:02d}")


@operator
def every_season(scene: Scene, season: int) -> Meaning:
    """Read "every summer"."""
    return repeated(f"XXXX-{SEASON_CODES[season]}")


@operator
def every_part(scene: Scene, part: str) -> Meaning:
    """Read "every morning", "nightly"."""
    return repeated(f"XXXX-XX-XX{part}")
