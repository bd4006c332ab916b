"""The date an article carries: a full day, read the same way whatever today is."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from dateutil.parser import ParserError
from dateutil.parser import parse as parse_date

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_CLOCK = re.compile(r"\d:\d|T\d|\d\s*[ap]\.?m\b", re.IGNORECASE)
# Two defaults that differ in every part: what the text states is what stays the same under both.
_DEFAULTS = (datetime(2001, 1, 1, tzinfo=None), datetime(2004, 2, 2, tzinfo=None))  # noqa: DTZ001 - only their parts count
DOUBTFUL_HOURS = range(8)  # the Americas are still on the day before


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published: the `day` where it was written, the `timestamp` if one was given.

    `firm` is False where the timestamp is in UTC and early enough that the writer's own calendar may have shown the day before.
    """

    day: date
    timestamp: datetime | None = None
    firm: bool = True


def published(text: str, timezone: str = "") -> Published:
    """Read the value of ``Date:``; `timezone` (``Timezone:``) is where a timestamp in UTC is to be understood.

    A bare day is firm. A timestamp with an offset counts on the day of that offset. Raises `ValueError`, with a message for
    people, where the text is no date, is not a full day (``2019-12``), or could be two days (``02/03/2019``).
    """
    text = text.strip()
    if match := _DAY.fullmatch(text):
        try:
            return Published(date(*map(int, match.groups())))
        except ValueError as error:
            raise ValueError(f"{text} is not in the calendar: {error}") from None
    moment = _moment(text)
    if not _CLOCK.search(text):
        return Published(moment.date())
    if timezone and moment.tzinfo:
        moment = moment.astimezone(ZoneInfo(timezone))
    elif moment.tzinfo and moment.tzname() in ("UTC", "GMT", "Z"):
        moment = moment.replace(tzinfo=UTC)
        return Published(moment.date(), moment, moment.hour not in DOUBTFUL_HOURS)
    return Published(moment.date(), moment)


def _moment(text: str) -> datetime:
    text = text.replace("_", " ")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a zone's name it does not know: the day stands as written
            first, second = (parse_date(text, default=default) for default in _DEFAULTS)
            other = parse_date(text, default=_DEFAULTS[0], dayfirst=True)
    except (ParserError, OverflowError, TypeError, ValueError):
        return _in_words(text)
    if first.date() != second.date():
        raise ValueError(f"“{text}” is not a full day")
    if first.date() != other.date() and not re.match(r"\s*\d{4}\D", text):
        raise ValueError(f"“{text}” could be {first.date()} or {other.date()}")
    return datetime.combine(first.date(), first.timetz())


def _in_words(text: str) -> datetime:
    """Read a full date in the words of any language, such as ``29 décembre 2019``; today and earlier calls count for nothing."""
    from dateparser.date import DateDataParser  # slow to import, and hardly ever needed

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = DateDataParser(try_previous_locales=False, settings={"STRICT_PARSING": True, "PARSERS": ["absolute-time"]})
        moment: datetime | None = reader.get_date_data(text[:100]).date_obj
    if moment is None:
        raise ValueError(f"“{text}” is not a date")
    return moment
