"""EDTF: the forms of event files, and what near misses are told."""

import pytest

from timeline.temporal import edtf
from timeline.temporal.granularity import Granularity, civil

FORMS = {
    "2019": ("YEAR", "2019-01-01", "2020-01-01"),
    "2019-11": ("MONTH", "2019-11-01", "2019-12-01"),
    "2019-12-29": ("DAY", "2019-12-29", "2019-12-30"),
    "201X": ("DECADE", "2010-01-01", "2020-01-01"),
    "20XX": ("CENTURY", "2000-01-01", "2100-01-01"),
    "2019-12-28/2019-12-29": ("DAY", "2019-12-28", "2019-12-30"),
    "1868~": ("YEAR", "1868-01-01", "1869-01-01"),
    "1984?": ("YEAR", "1984-01-01", "1985-01-01"),
    "2004%": ("YEAR", "2004-01-01", "2005-01-01"),
    "../1900": ("YEAR", None, "1901-01-01"),
    "1900/..": ("YEAR", "1900-01-01", None),
    "1900/": ("YEAR", "1900-01-01", None),
    "-0043": ("YEAR", "-0043-01-01", "-0042-01-01"),
    "-0043-03-15": ("DAY", "-0043-03-15", "-0043-03-16"),
    "Y-50000": ("YEAR", "Y-50000-01-01", "Y-49999-01-01"),
    "2019-21": ("SEASON", "2019-03-01", "2019-06-01"),
    "2019-24": ("SEASON", "2019-12-01", "2020-03-01"),
    "2019-33": ("QUARTER", "2019-01-01", "2019-04-01"),
    "2019-36": ("QUARTER", "2019-10-01", "2020-01-01"),
    "2019-41": ("HALF", "2019-07-01", "2020-01-01"),
    "156X-12-25": ("DECADE", "1560-12-25", "1569-12-26"),
}
NEAR_MISSES = {
    "30/02": "no month has such a day",
    "02/30": "no month has such a day",
    "31/12": "YYYY-12-31",
    "05/06": "YYYY-06-05 or YYYY-05-06",
    "2019-1-5": "2019-01-05",
    "2019-02-30": "28 days",
    "2019-13-05": "2019-05-13",
    "2019-13": "no month 13",
    "29.12.2019": "2019-12-29",
    "12/29/2019": "2019-12-29",
    "44 BC": "-0043",
    "c. 1868": "1868~",
    "1980s": "198X",
    "1914–1918": "1914/1918",
    "543": "0543",
    "1900/1800": "1800/1900",
    "../..": "at least one end",
    "soon": "write 2019",
    "": "write 2019",
    "2019-12-29" * 40: "too long",
}


@pytest.mark.parametrize(("text", "expected"), FORMS.items())
def test_forms(text, expected):
    value = edtf.parse(text)
    start, end = (day if day is None else edtf.write(*civil(day)) for day in (value.start, value.end))
    assert (value.granularity.name, start, end) == expected


@pytest.mark.parametrize(("text", "hint"), NEAR_MISSES.items(), ids=[text[:24] for text in NEAR_MISSES])
def test_near_misses_say_what_to_write(text, hint):
    with pytest.raises(ValueError) as error:
        edtf.parse(text)
    assert hint in str(error.value)
    assert "\n" not in str(error.value)


def test_qualified_marks_both_ends_of_an_interval():
    value = edtf.qualified(edtf.parse("1914/1918"), approximate=True)
    assert value.edtf == "1914~/1918~"
    assert value.approximate
    assert value.granularity is Granularity.YEAR
