"""What new evidence does to an event: an untouched machine value follows, a person's value stands and `was` notes the change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline.events.event import Event, Found
from timeline.events.operations import Append, Op, Remove, Set
from timeline.events.writer import found_data

Place = tuple[str | int, ...]


def differs(old: Found, new: Found) -> bool:
    """Whether a known mention says something new; another parser's or rule's name alone is no reason to touch a file."""
    return old.gone or _core(old) != _core(new)


def renewed(old: Found, new: Found) -> Found:
    """Return the line that replaces `old` where the article now gives `new`; what belongs to the line's place stays."""
    key = new.key or (old.key if old.quote == new.quote else "")
    return replace(new, article=old.article, was=old.was, key=key)


def update(event: Event, place: Place, changed: Mapping[int, Found], more: Sequence[Found]) -> tuple[Event | None, list[Op]]:
    """Return the event as it follows its changed evidence (None: it does not), and the operations on its file.

    `place` is the event's path in the file, `changed` its lines of evidence by position, `more` lines to add.
    """
    stands = _stated(event)
    target = _follow(event, changed)
    new = None
    ops: list[Op] = []
    if target is not None:
        stands = target
        when, time = target
        new = replace(event, date=when, time=time) if event.date else replace(event, bounds=when, time=time)
        ops += _differences(place, _dating(event), _dating(new))
    for number, found in sorted(changed.items()):
        old = event.found[number]
        was = old.was
        if _reading(found) == stands:
            was = ""
        elif _reading(found) != _reading(old) and not was:
            was = " ".join(filter(None, _reading(old)))
        ops += _differences((*place, "found", number), found_data(old), found_data(replace(found, was=was)))
    if more:
        ops.append(Append((*place, "found"), tuple(map(found_data, more))))
    return new, ops


def _core(found: Found) -> tuple[str, ...]:
    return (found.text, found.quote, found.date, found.time, found.anchor)


def _reading(found: Found) -> tuple[str, str]:
    return (found.date, found.time)


def _stated(event: Event) -> tuple[str, str]:
    return (event.date or event.bounds, event.time)


def _follow(event: Event, changed: Mapping[int, Found]) -> tuple[str, str] | None:
    """Return the reading an untouched event follows; None if a person's word or another mention holds it where it is."""
    if event.review:
        return None
    stands = _stated(event)
    basis = [number for number, found in enumerate(event.found) if _reading(found) == stands]
    readings = {_reading(changed.get(number, event.found[number])) for number in basis}
    if len(readings) != 1 or (target := readings.pop()) == stands or not target[0]:
        return None
    return target


def _dating(event: Event) -> dict[str, str]:
    return {key: value for key in ("date", "bounds", "time") if (value := getattr(event, key))}


def _differences(place: Place, old: Mapping[str, str], new: Mapping[str, str]) -> list[Op]:
    ops: list[Op] = [Set((*place, key), value) for key, value in new.items() if old.get(key) != value]
    return ops + [Remove((*place, key)) for key in old if key not in new]
