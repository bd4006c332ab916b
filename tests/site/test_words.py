"""Dates in words: (EDTF, time word, English, German)."""

import pytest

from timeline.site.i18n import interface
from timeline.site.words import Words
from timeline.temporal import edtf

TABLE = [
    ("2019-12-29", "", "29 December 2019", "29. Dezember 2019"),
    ("2019-11", "", "November 2019", "November 2019"),
    ("2018", "", "2018", "2018"),
    ("197X", "", "1970s", "1970er-Jahre"),
    ("197X", "early", "Early 1970s", "Anfang 1970er-Jahre"),
    ("19XX", "", "20th century", "20. Jahrhundert"),
    ("1868~", "", "c. 1868", "Um 1868"),
    ("1868?", "", "1868 (?)", "1868 (?)"),
    ("1868%", "", "c. 1868 (?)", "Um 1868 (?)"),
    ("-0043", "", "44 BCE", "44 v. Chr."),
    ("-0043-03-15", "", "15 March 44 BCE", "15. März 44 v. Chr."),
    ("-0099/-0043", "", "100–44 BCE", "100–44 v. Chr."),
    ("Y-50000", "", "50,001 BCE", "50.001 v. Chr."),
    ("2019-12", "early", "Early December 2019", "Anfang Dezember 2019"),
    ("2019-12", "mid", "Mid-December 2019", "Mitte Dezember 2019"),
    ("2019-12-29", "late", "Late on 29 December 2019", "Spät am 29. Dezember 2019"),
    ("2019-12-29", "night", "Night of 29 December 2019", "Nacht des 29. Dezember 2019"),
    ("2019-12-29", "14:30", "29 December 2019, 14:30", "29. Dezember 2019, 14:30"),
    ("2019-12-29/2019-12-30", "night", "Night of 29 to 30 December 2019", "Nacht vom 29. zum 30. Dezember 2019"),
    ("2019-12-31/2020-01-01", "night", "Night of 31 December 2019 to 1 January 2020",
     "Nacht vom 31. Dezember 2019 zum 1. Januar 2020"),
    ("2019-12-28/2019-12-29", "", "28–29 December 2019", "28.–29. Dezember 2019"),
    ("2019-11-28/2019-12-03", "", "28 November – 3 December 2019", "28. November – 3. Dezember 2019"),
    ("2019-12-28/2020-01-03", "", "28 December 2019 – 3 January 2020", "28. Dezember 2019 – 3. Januar 2020"),
    ("1969/1972", "", "1969–1972", "1969–1972"),
    ("1868~/1870", "", "c. 1868 – 1870", "Um 1868 – 1870"),
    ("196X/197X", "", "1960s – 1970s", "1960er-Jahre – 1970er-Jahre"),
    ("../1900", "", "By 1900", "Bis 1900"),
    ("1900/..", "", "From 1900", "Ab 1900"),
    ("1900/", "", "From 1900, end unknown", "Ab 1900, Ende unbekannt"),
    ("2019-21", "", "Spring 2019", "Frühjahr 2019"),
    ("2019-24", "", "Winter 2019–20", "Winter 2019–20"),
    ("2019-34", "", "2nd quarter 2019", "2. Quartal 2019"),
    ("2019-40", "", "First half of 2019", "Erste Hälfte 2019"),
]  # fmt: skip


@pytest.mark.parametrize(("date", "time", "english", "german"), TABLE)
def test_wording(date, time, english, german):
    value = edtf.parse(date)
    assert Words(interface("en")).label(value, time) == english
    assert Words(interface("de")).label(value, time) == german


def test_american_order():
    assert Words(interface("en-US")).label(edtf.parse("2019-12-29")) == "December 29, 2019"


def test_marks_are_said_for_assistive_technology():
    words = Words(interface("en"))
    assert words.note(edtf.parse("1868%")) == "date approximate, date uncertain"
    assert words.note(edtf.parse("1868~/1870")) == "date approximate"
    assert words.note(edtf.parse("1868")) == ""


def test_unknown_language_falls_back_to_english():
    assert interface("xx").gettext("spring") == "spring"
    assert interface("ar").dir == "rtl"


@pytest.mark.parametrize(("lang", "one", "many"), [("en", "1 event", "12,345 events"), ("de", "1 Ereignis", "12.345 Ereignisse")])
def test_counted(lang, one, many):
    ui = interface(lang)
    assert ui.ngettext("%(n)s event", "%(n)s events", 1) == one
    assert ui.ngettext("%(n)s event", "%(n)s events", 12345) == many
