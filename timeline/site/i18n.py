"""The interface in a reader's language: message catalogues read from ``.po`` files, and locale data.

A language is one file, ``locale/<lang>.po``; English needs none, its messages are the keys. `Interface` is what templates
get: ``_("…")`` and ``ngettext("…", "…", n)`` with ``%(name)s`` placeholders.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from timeline import filestate
from timeline.site import cldr, compiled
from timeline.site.cldr import Cldr
from timeline.site.code import code

if TYPE_CHECKING:
    from babel import Locale

CATALOGUES = Path(__file__).parent / "locale"
DATES_OF = {"en": "en_GB"}
"""Whose date order a bare language takes: international English writes 29 December 2019; say ``en-US`` for December 29, 2019."""


@dataclass(frozen=True, slots=True, eq=False)
class Interface:
    r"""Messages and locale data of one language; made by `interface`.

    `lang` is a BCP 47 tag for the ``lang`` attribute. `messages` maps a message, or ``context\x04message``, to its
    translations (one, or one for each plural form).
    """

    lang: str
    cldr: Cldr = field(repr=False)
    messages: Mapping[str, tuple[str, ...]] = field(repr=False)

    @property
    def dir(self) -> str:
        """The writing direction, for the ``dir`` attribute."""
        return self.cldr.dir

    @property
    def locale(self) -> Locale:
        """All that Babel knows of the language, slow to load."""
        from babel import Locale

        return Locale.parse(self.cldr.id)

    def gettext(self, message: str, /, **values: object) -> str:
        """Return the translation of `message` (itself where there is none) with its placeholders filled."""
        text = self.messages.get(message, (message,))[0]
        return text % values if values else text

    def pgettext(self, context: str, message: str, /, **values: object) -> str:
        """Like `gettext`, for a message that needs its context to be translated."""
        text = self.messages.get(f"{context}\x04{message}", (message,))[0]
        return text % values if values else text

    def ngettext(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return the form of a counted message that fits `n`; ``%(n)s`` is the number as the language writes it."""
        forms = self.messages.get(one)
        if forms is None or len(forms) < 2:
            text = one if n == 1 else many
        else:
            text = forms[min(_plural_index(self.cldr, n), len(forms) - 1)]
        return text % {"n": self.number(n), **values}

    def number(self, n: int) -> str:
        """Return `n` with the language's digit grouping.

        >>> interface("en").number(12345), interface("de").number(12345)
        ('12,345', '12.345')
        """
        return str(n) if n < 1000 else self.cldr.number(n)

    def template_globals(self) -> dict[str, object]:
        """Return what templates call: ``_``, ``gettext``, ``pgettext``, ``ngettext``, ``number`` and ``ui``."""
        return {
            "_": self.gettext,
            "gettext": self.gettext,
            "pgettext": self.pgettext,
            "ngettext": self.ngettext,
            "number": self.number,
            "ui": self,
        }


@lru_cache(maxsize=16)
def interface(lang: str) -> Interface:
    """Return the interface in `lang` (``de``, ``en-US``, ``pt_BR``); an unknown one falls back to English words."""
    tag = lang.replace("_", "-") or "en"
    name, stamp = f"interface-{tag.lower()}", f"{code()} {tag} {_babel()}"
    stored = compiled.load(name, stamp)
    if not isinstance(stored, tuple):
        language = tag.split("-")[0].lower()
        locale = _locale(DATES_OF.get(tag.lower(), tag)) or _locale(language) or _locale("en-GB")
        assert locale
        paths = (CATALOGUES / f"{each}.po" for each in (tag.lower(), language))
        path = next((path for path in paths if path.is_file()), None)
        stored = tuple(cldr.read(locale)), dict(_translated(path)) if path else {}
        compiled.save(name, stamp, stored)
    return Interface(tag, Cldr(*stored[0]), stored[1])


def _babel() -> object:
    """Return what changes when another version of Babel is installed."""
    spec = importlib.util.find_spec("babel")
    return filestate.state(Path(spec.origin).stat()) if spec and spec.origin else None


def languages() -> tuple[str, ...]:
    """Return the languages the interface speaks, English first."""
    return ("en", *sorted(path.stem for path in CATALOGUES.glob("*.po")))


def _locale(tag: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return None


def _translated(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the messages of a catalogue that have a translation."""
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        key = message.id[0] if isinstance(message.id, list | tuple) else message.id
        strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
        forms = tuple(text for text in strings if text)
        if len(forms) == len(strings):
            yield f"{message.context}\x04{key}" if message.context else key, forms


def _plural_index(locale: Cldr, n: int) -> int:
    """Return which form of a counted message `n` takes: catalogues list CLDR's plural forms in CLDR's order."""
    return locale.plural_forms().index(locale.plural_form(n))
