"""Every language file has every message, and no message of it is dead or loses a placeholder."""

import re

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from timeline.site import i18n

ROOT = i18n.CATALOGUES.parent.parent.parent
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
PYTHON_AND_JINJA = [("timeline/site/**.py", "python"), ("themes/chronicle/templates/**.html", "jinja2")]
ORDINALS = {"%(n)sst", "%(n)snd", "%(n)srd", "%(n)sth"}


def used():
    found = set(ORDINALS)
    for folder in ("timeline/site", "themes/chronicle/templates"):
        mapping = [("**.py", "python"), ("**.html", "jinja2")]
        options = {"**.html": {"extensions": "timeline.site.fragments.Fragments", "silent": "false"}}
        for _, _, message, _, _ in extract_from_dir(str(ROOT / folder), mapping, options, keywords=KEYWORDS):
            found.add(message[0] if isinstance(message, tuple) else message)
    return found


def catalogue(lang):
    with (i18n.CATALOGUES / f"{lang}.po").open("rb") as file:
        return [message for message in read_po(file) if message.id]


LANGUAGES = i18n.languages()[1:]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_complete(lang):
    has = {message.id[0] if isinstance(message.id, tuple) else message.id for message in catalogue(lang)}
    assert used() - has == set()
    assert has - used() == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_keep_placeholders(lang):
    for message in catalogue(lang):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for string in strings:
            assert set(re.findall(r"%\(\w+\)s", string)) == set(re.findall(r"%\(\w+\)s", ids[-1])), string
