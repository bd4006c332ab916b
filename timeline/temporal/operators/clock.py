"""Clock times."""

from __future__ import annotations

from timeline.temporal.meaning import Meaning, date
from timeline.temporal.operators.registry import operator
from timeline.temporal.period import DAY, Period
from timeline.temporal.scene import Scene

BESIDE = 3
"""Characters between a day and its clock time ("Friday, 10:30")."""
_ZONES = {"utc": "Z", "gmt": "Z", "est": "-05", "edt": "-04", "cst": "-06", "cdt": "-05", "mst": "-07", "mdt": "-06"}
_ZONES |= {"pst": "-08", "pdt": "-07", "cet": "+01", "cest": "+02", "bst": "+01"}


def clock_tail(clock: str, meridiem: str = "", zone: str = "") -> str:
    """Return TIMEX3's tail of a clock time.

    >>> clock_tail("9:30", "pm"), clock_tail("12", "am"), clock_tail("16:08", "", "utc")
    ('T21:30', 'T00:00', 'T16:08Z')
    """
    hour, *rest = clock.split(":")
    number = int(hour)
    if meridiem == "pm" and number < 12:
        number += 12
    elif meridiem == "am" and number == 12:
        number = 0
    minutes = ":".join(rest) or "00"
    offset = _ZONES.get(zone, "")
    return f"T{number:02d}:{minutes}{offset if offset == 'Z' else ''}"


@operator
def clock_time(
    scene: Scene, clock: str | float, meridiem: str = "", zone: str = "", oclock: str = "", part: str = ""
) -> Meaning | None:
    """Read "9:30 a.m.", "3 p.m. EST Monday", "seven o'clock in the evening"; of the anchor's day if none is named."""
    if part:
        if isinstance(clock, int) and not oclock and not scene.follows_preposition():  # "found 5 in the morning"
            return None
        meridiem = "am" if part == "TMO" else "pm"
    beside = scene.start - scene.last_day_at[1] < BESIDE
    if not (meridiem or zone or oclock or beside) and (scene.follows("not_clock") or scene.follows_name()):
        return None
    if zone and isinstance(clock, int) and not meridiem:  # "0735 GMT"
        clock = f"{clock // 100}:{clock % 100:02d}"
    clock = str(clock).replace(".", ":")
    hour = int(clock.split(":")[0])
    if hour > 24 or (meridiem and not 1 <= hour <= 12):
        return None
    return _on_its_day(scene, clock_tail(clock, meridiem, zone))


@operator
def named_time(scene: Scene, value: str) -> Meaning:
    """Read "noon", "midnight Friday"."""
    return _on_its_day(scene, value)


@operator
def time_of_day(scene: Scene, time: Meaning, date_: Meaning) -> Meaning:
    """Read "9 a.m. Tuesday", "noon Saturday", "5 p.m. EST, Nov. 6"."""
    if time.period is None or date_.period is None:
        return date_
    return date(Period(DAY, date_.period.number, time.period.part), *date_.inferred)


def _on_its_day(scene: Scene, tail: str) -> Meaning:
    """Return a bare clock time on the last day named nearby, else on the anchor's: doubtful where the clause looks back."""
    day = scene.day_nearby()
    return date(Period(DAY, (day or scene.day).number, tail), "day")._replace(doubtful=day is None and not scene.tense.future)
