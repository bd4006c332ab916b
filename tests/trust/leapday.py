"""A plugin of pytest under which today is 29 February 2028, late in the evening: after all that the tests date in the past."""

import contextlib
import datetime
import importlib

for name in ("pydantic", "spacy", "dateparser", "pelican", "babel.dates"):  # they subclass dates, and must find real ones
    with contextlib.suppress(ImportError):
        importlib.import_module(name)

REAL_DATE, REAL_DATETIME = datetime.date, datetime.datetime


class _AnyDate(type):
    def __instancecheck__(cls, value):
        return isinstance(value, REAL_DATETIME if issubclass(cls, REAL_DATETIME) else REAL_DATE)


class LeapDate(REAL_DATE, metaclass=_AnyDate):
    @classmethod
    def today(cls):
        return REAL_DATE(2028, 2, 29)


class LeapDatetime(REAL_DATETIME, metaclass=_AnyDate):
    @classmethod
    def now(cls, tz=None):
        return REAL_DATETIME(2028, 2, 29, 23, 30, tzinfo=tz)

    @classmethod
    def today(cls):
        return REAL_DATETIME(2028, 2, 29, 23, 30)


datetime.date, datetime.datetime = LeapDate, LeapDatetime  # before anything of ours is imported
