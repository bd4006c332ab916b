"""The calendar at its edges, in any time zone and locale, whatever today is."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trust import sites
from timeline.article.dates import published
from timeline.temporal import edtf, parse
from timeline.temporal.granularity import civil, day_number

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))


def read(text, day):
    return [timex.edtf for timex in parse(text, day)]


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_that_weekday_and_near(day, name):
    for timex in parse(f"He resigned on {name}.", day):
        found = date.fromisoformat(timex.edtf)
        assert WEEKDAYS[found.weekday()] == name
        assert abs(found - day) <= timedelta(7)


@given(DAYS)
def test_yesterday_is_the_day_before(day):
    assert read("He resigned yesterday.", day) == [(day - timedelta(1)).isoformat()]


@given(DAYS)
def test_last_month_is_the_month_before(day):
    before = day.replace(day=1) - timedelta(1)
    assert read("He resigned last month.", day) == [f"{before:%Y-%m}".zfill(7)]


@pytest.mark.parametrize(
    ("text", "day", "edtf_"),
    [
        ("He resigned yesterday.", date(2024, 3, 1), "2024-02-29"),
        ("He resigned yesterday.", date(2023, 3, 1), "2023-02-28"),
        ("He resigned yesterday.", date(1900, 3, 1), "1900-02-28"),
        ("He resigned yesterday.", date(2000, 3, 1), "2000-02-29"),
        ("He resigned yesterday.", date(2024, 1, 1), "2023-12-31"),
        ("He resigned last month.", date(2024, 1, 31), "2023-12"),
        ("He resigned last month.", date(2024, 3, 31), "2024-02"),
        ("He resigned last year.", date(2024, 2, 29), "2023"),
        ("He resigned on Sunday.", date(2021, 1, 3), "2021-01-03"),  # the last day of ISO week 53 of 2020
        ("He resigned on Sunday.", date(2024, 3, 11), "2024-03-10"),  # the clocks of the United States go forward
        ("He resigned on Sunday.", date(2024, 4, 1), "2024-03-31"),  # those of Europe
    ],
)
def test_edges(text, day, edtf_):
    assert read(text, day) == [edtf_]


@pytest.mark.parametrize("text", ["2023-02-29", "1900-02-29", "2024-02-30", "2024-04-31", "2024-13", "2024-00-10"])
def test_days_that_never_were_are_refused(text):
    with pytest.raises(ValueError):
        edtf.parse(text)


FAR = "0000 0001 0001-01-01 -0001 -0001-12-31 0000-02-29 9999 9999-12-31 -9999 -0043-03-15 Y17000 Y-170000002"


@pytest.mark.parametrize("text", FAR.split())
def test_far_years_are_kept(text):
    assert edtf.format(edtf.parse(text)) == text


@given(st.integers(-4_000_000, 4_000_000))
def test_day_numbers_and_dates_are_each_other_s_inverse(day):
    assert day_number(*civil(day)) == day


@given(DAYS)
def test_day_numbers_agree_with_python(day):
    assert civil(day_number(day.year, day.month, day.day)) == (day.year, day.month, day.day)
    assert day_number(day.year, day.month, day.day) - day_number(1970) == (day - date(1970, 1, 1)).days


@pytest.mark.parametrize("offset", ["+14:00", "-12:00", "+05:45", "Z"])
def test_a_timestamp_counts_on_its_own_day(offset):
    assert published(f"2024-02-29T12:00:00{offset}").day == date(2024, 2, 29)
    assert published(f"2024-12-31T23:59:59{offset}").day == date(2024, 12, 31)


def test_an_hour_that_the_clocks_skipped_is_read():
    assert published("2024-03-31 02:30", "Europe/Paris").day == date(2024, 3, 31)


EASTERNMOST = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"}
LEAP_DAY = "tests.trust.leapday"


@pytest.mark.skipif("TIMELINE_INNER" in os.environ, reason="this is the inner run")
def test_all_this_holds_in_the_east_in_plain_locale_on_a_leap_day():
    command = [sys.executable, "-m", "pytest", "-q", "-p", LEAP_DAY, "-p", "no:cacheprovider", str(Path(__file__))]
    environment = {**os.environ, **EASTERNMOST, "TIMELINE_INNER": "1"}
    ended = subprocess.run(command, cwd=Path(__file__).parents[2], env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout[-3000:]


@pytest.mark.skipif("TIMELINE_INNER" in os.environ, reason="this is the inner run")
@pytest.mark.parametrize(("umlaut", "more"), [("ü", {}), ("ue", {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})])
def test_the_plainest_locale_gives_the_same_site(tmp_path, umlaut, more):
    """As in a container without any locale; even where Python is kept from UTF-8, as long as file names are ASCII."""
    plain = {key: value for key, value in os.environ.items() if key not in more} | {"TZ": "UTC"}
    built = []
    for name, environment in (("usual", plain), ("plain", {**plain, **EASTERNMOST, "PYTHONUTF8": "", **more})):
        site = sites.make(tmp_path / name)
        article = "Title: Der Müll → 東京\nDate: 2024-06-09\n\nÄpfel fell on Sunday.\n"
        sites.write(site, f"content/articles/river/2024-06-09-m{umlaut}ll.md", article)
        sites.write(
            site, f"content/events/m{umlaut}hle.yaml", "- {id: a-aaaa, date: 1947-02, title: Eis auf der Elbe, places: [Köln]}\n"
        )
        for verb in ("build", "check", "extract"):
            command = [sys.executable, "-m", "timeline", verb]
            ended = subprocess.run(command, cwd=site, env=environment, capture_output=True, check=False)
            assert ended.returncode == 0, ended.stderr
        built.append((sites.tree(site / "output"), sites.tree(site / "content")))
    assert built[0] == built[1]
