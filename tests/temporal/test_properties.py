"""What holds for every text, every anchor and every date."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.temporal import edtf, parse
from timeline.temporal.granularity import Granularity
from timeline.temporal.period import Period, containing

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
ANCHORS = st.dates(date(1700, 1, 10), date(2100, 12, 20))
PIECES = [
    "The dam broke on Sunday.",
    "He left last month.",
    "She will speak on Friday.",
    "Prices rose 3 percent.",
    "On March 3 it rained.",
    "It was built in 1998.",
    "They met three years ago.",
    "Nobody came.",
    "“It is over,” he said Tuesday.",
    "The march took two hours.",
]
YEARS = st.integers(-99_999, 99_999)


@st.composite
def edtf_values(draw):
    year = draw(YEARS)
    month = draw(st.none() | st.integers(1, 12) | st.sampled_from([21, 22, 23, 24, 33, 36, 40]))
    day = draw(st.none() | st.integers(1, 28)) if month and month <= 12 else None
    return edtf.write(year, month, day) + draw(st.sampled_from(["", "~", "?", "%"]))


@given(edtf_values())
def test_edtf_survives_a_round_trip(text):
    value = edtf.parse(text)
    assert edtf.format(value) == text == str(value)
    assert value.start < value.end


@given(edtf_values(), edtf_values())
def test_intervals_survive_a_round_trip_and_start_before_they_end(first, last):
    ends = sorted((edtf.parse(first), edtf.parse(last)), key=lambda value: (value.start, value.end))
    value = edtf.interval(*ends)
    assert edtf.parse(value.edtf) == value
    assert edtf.format(value) == value.edtf
    assert value.start < value.end


@given(st.text("0123456789-/.X~?%YBC ", max_size=14))
def test_any_string_is_a_date_or_a_value_error(text):
    try:
        value = edtf.parse(text)
    except ValueError as error:
        assert str(error)
    else:
        assert value.start is None or value.end is None or value.start < value.end


@given(st.sampled_from(list(Granularity)), st.integers(-2_000_000, 2_000_000))
def test_each_day_lies_in_its_period(unit, day):
    period = containing(unit, day)
    assert period.start < period.end
    assert period.shift(1).start >= period.end
    if unit is not Granularity.WEEKEND:
        assert period.start <= day < period.end or period.unit == Granularity.DAY
    assert period.value.start == period.start
    assert period.value.end == period.end


@given(st.sampled_from([u for u in Granularity if u >= Granularity.DAY]), st.integers(-5000, 5000))
def test_periods_have_their_edtf_string(unit, number):
    period = Period(unit, number)
    value = edtf.parse(period.edtf)
    assert (value.start, value.end) == (period.start, period.end)


@given(ANCHORS, st.integers(0, 6))
def test_a_weekday_is_that_weekday_within_a_week_and_moves_with_the_anchor(anchor, weekday):
    text = f"It happened on {WEEKDAYS[weekday]}."
    found = date.fromisoformat(parse(text, anchor)[0].value)
    assert found.weekday() == weekday
    assert 0 <= (anchor - found).days < 7
    later = date.fromisoformat(parse(text, anchor + timedelta(7))[0].value)
    assert later - found == timedelta(7)


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=3), st.lists(st.sampled_from(PIECES), min_size=1, max_size=3), ANCHORS
)
def test_reading_two_texts_is_reading_each(first, second, anchor):
    a, b = " ".join(first), " ".join(second)
    joined = [(t.start, t.end, t.value) for t in parse(f"{a}\n\n{b}", anchor, kind="news")]
    apart = [(t.start, t.end, t.value) for t in parse(a, anchor, kind="news")]
    apart += [(t.start + len(a) + 2, t.end + len(a) + 2, t.value) for t in parse(b, anchor, kind="news")]
    assert joined == apart


WORDS = "the last next two 3 1914 1939-45 May march Monday year years ago of on in , - – . ' s 's 9:30 a.m. BC 1990s İ ß quarter"
SOUP = st.lists(st.sampled_from(WORDS.split()), max_size=30).map(" ".join)


@settings(max_examples=300)
@given(st.text(max_size=200) | SOUP, ANCHORS, st.sampled_from(["news", "narrative", None]))
def test_any_text_gives_an_answer_with_offsets_that_slice(text, anchor, kind):
    last = 0
    found = parse(text, anchor, kind=kind)
    assert found == parse(text, anchor, kind=kind)
    for timex in found:
        assert text[timex.start : timex.end] == timex.text != ""
        assert text[timex.found_start : timex.end] == timex.found_text
        assert timex.start >= last
        last = timex.end
        assert timex.value
        assert timex.trace.tokens
        if timex.when and timex.when.start is not None and timex.when.end is not None:
            assert timex.when.start < timex.when.end
            assert edtf.parse(timex.edtf) == timex.when


@pytest.mark.parametrize("anchor", [date(1, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize(
    "text", ["on Sunday", "last century", "20,000 years ago", "next year", "ten decades from now", "Easter", "Thanksgiving"]
)
def test_no_year_is_lost_to_a_limit(text, anchor):
    for timex in parse(text, anchor):
        assert timex.edtf is None or edtf.parse(timex.edtf)
