"""What is kept of a language's locale data says what Babel says."""

import marshal

import pytest
from babel import Locale, localedata
from babel.numbers import format_decimal

from timeline.site import cldr, i18n

LOCALES = sorted(
    name for name in localedata.locale_identifiers() if "_" not in name or name in ("en_GB", "en_IN", "pt_BR", "zh_Hant")
)
NUMBERS = (0, 1, 2, 3, 5, 7, 11, 20, 21, 80, 100, 101, 111, 999, 1000, 1001, 12345, 1234567, 98765432101)


@pytest.mark.parametrize("name", LOCALES)
def test_as_babel_says(name):
    locale = Locale.parse(name)
    data = cldr.read(locale)
    assert Locale.parse(data.id) == locale
    assert data.dir == locale.text_direction
    for n in NUMBERS:
        assert data.number(n) == format_decimal(n, locale=locale)
        assert data.plural_form(n) == locale.plural_form(n)
        assert data.ordinal_form(n) == locale.ordinal_form(n)
    assert set(data.plural_forms()) == {*locale.plural_form.tags, "other"}
    assert data.months["format wide"][11] == locale.months["format"]["wide"][12]
    assert data.days[6] == locale.days["format"]["wide"][6]
    assert data.skeletons["yMMMM"] == locale.datetime_skeletons["yMMMM"].pattern
    assert cldr.Cldr(*marshal.loads(marshal.dumps(tuple(data)))) == data


def test_babel_stays_within_reach():
    assert i18n.interface("en").locale == Locale.parse("en_GB")
    assert i18n.interface("en-US").locale == Locale.parse("en_US")
