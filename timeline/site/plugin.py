"""Timeline as a plugin of Pelican: ``PLUGINS = ["timeline"]``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pelican
from pelican.plugins import signals
from pelican.settings import DEFAULT_CONFIG

from timeline.article.reader import guarded, without_insertion
from timeline.article.readings import Readings
from timeline.config import Settings
from timeline.site.articles import dates_in_words, settle_written, title_from_first_line, without_placeholders
from timeline.site.bytecode import Bytecode
from timeline.site.fragments import with_fragments
from timeline.site.generator import TimelineGenerator
from timeline.site.theme import chronicle
from timeline.site.words import shared

NAMES = {"timeline", "pelican.plugins.timeline"}
"""What this plugin may be called in ``PLUGINS``; Pelican writes the long name where it is installed."""
_BYTECODE, _READINGS = "_timeline_bytecode", "_timeline_readings"
"""Where a run of Pelican keeps what its templates were compiled to and its files read as: no settings, not being in capitals."""
OURS = ("events", "timelines")
"""Folders of the content folder that hold no articles and no pages."""
WHOLE_SITE = {
    "ARTICLE_URL": "articles/{slug}/",
    "ARTICLE_SAVE_AS": "articles/{slug}/index.html",
    "PAGE_URL": "{slug}/",
    "PAGE_SAVE_AS": "{slug}/index.html",
    "DIRECT_TEMPLATES": [],
    "DRAFT_SAVE_AS": "",
    "DRAFT_LANG_SAVE_AS": "",
    "DRAFT_PAGE_SAVE_AS": "",
    "DRAFT_PAGE_LANG_SAVE_AS": "",
    "WITH_FUTURE_DATES": False,
    "TAG_SAVE_AS": "",
    "CATEGORY_SAVE_AS": "",
    "AUTHOR_SAVE_AS": "",
    "FEED_ALL_ATOM": None,
    "CATEGORY_FEED_ATOM": None,
    "TRANSLATION_FEED_ATOM": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
}
"""Where the timeline is the whole site (no ``TIMELINE_PREFIX``): in place of Pelican's defaults, which would write beside it."""


def register() -> None:
    """Connect to Pelican's signals; calling it again changes nothing."""
    signals.initialized.connect(configure)
    signals.get_generators.connect(generators)
    signals.generator_init.connect(guard_readers)
    signals.generator_init.connect(remember_templates)
    signals.article_generator_init.connect(read_as_extraction)
    signals.article_generator_finalized.connect(no_drafts)
    signals.article_generator_write_article.connect(article_context)
    signals.page_generator_write_page.connect(page_context)
    signals.content_written.connect(settle_written)
    signals.finalized.connect(keep)


def active(settings: dict[str, Any]) -> bool:
    """Whether a site has events, or the theme `chronicle`, whose templates need what we give them."""
    return Path(settings["PATH"], "events").is_dir() or _is_chronicle(settings["THEME"])


def _is_chronicle(theme: str) -> bool:
    return Path(theme).resolve() == Path(chronicle()).resolve()


def configure(site: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Set Pelican up for a timeline; what the user has set stays. Raises `TimelineError` on a wrong ``TIMELINE_*`` setting."""
    settings = site.settings
    options = Settings.from_mapping(settings)
    if not active(settings):
        return
    for name in ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES", "STATIC_EXCLUDES"):
        settings[name] = [*settings.get(name, ()), *(each for each in OURS if each not in settings.get(name, ()))]
    settings["DOCUTILS_SETTINGS"] = without_insertion(settings)
    if not options.prefix:
        for name, value in WHOLE_SITE.items():
            if settings.get(name) == DEFAULT_CONFIG.get(name):
                settings[name] = value
        if settings["THEME"] == DEFAULT_CONFIG["THEME"]:
            settings["THEME"] = site.theme = chronicle()
    settings["JINJA_ENVIRONMENT"] = with_fragments(settings["JINJA_ENVIRONMENT"])
    if _is_chronicle(settings["THEME"]):
        settings["JINJA_ENVIRONMENT"] = {**settings["JINJA_ENVIRONMENT"], "autoescape": True}
        settings["JINJA_GLOBALS"] = {**shared(settings["DEFAULT_LANG"]), **settings["JINJA_GLOBALS"]}


def generators(site: Any) -> type[TimelineGenerator] | None:  # noqa: ANN401 - Pelican has no types
    """Return our generator where a timeline is wanted."""
    return TimelineGenerator if active(site.settings) else None


def guard_readers(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Let no article, page or introduction hold up the build for ever, name the one that cannot be read, and read none twice."""
    if active(generator.settings):
        readings = _readings(generator.settings)
        for reader in generator.readers.readers.values():
            if readings:
                readings.serve(reader)
            guarded(reader, Path(generator.settings["PATH"]))
            without_placeholders(reader)


def _readings(settings: dict[str, Any]) -> Readings | None:
    """Return what is kept of files that were read, unless another plugin may have a hand in reading them."""
    if _READINGS not in settings and set(settings.get("PLUGINS") or ()) <= NAMES:
        content = Path(settings["PATH"])
        settings[_READINGS] = Readings(content.parent / ".timeline", content, settings)
    return settings.get(_READINGS)


def remember_templates(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Let Pelican compile its own templates once, where no other plugin may change what they are compiled to."""
    settings = generator.settings
    if active(settings) and set(settings.get("PLUGINS") or ()) <= NAMES:
        if _BYTECODE not in settings:
            folder = Path(settings["PATH"]).parent / ".timeline"
            settings[_BYTECODE] = Bytecode(folder, settings, "pelican", str(Path(pelican.__file__).parent))
        generator.env.bytecode_cache = settings[_BYTECODE]


def keep(site: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Keep what Pelican has read and compiled for the next build."""
    for name in (_BYTECODE, _READINGS):
        if kept := site.settings.pop(name, None):
            kept.save()


def read_as_extraction(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Let articles do without a title, and with a date in the words of their language."""
    if active(generator.settings):
        for reader in generator.readers.readers.values():
            dates_in_words(reader)
            if "title" not in generator.settings["FILENAME_METADATA"]:
                title_from_first_line(reader)


def no_drafts(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Keep Pelican from rendering drafts that are not to be written; they stay known in its context."""
    if active(generator.settings) and not generator.settings["DRAFT_SAVE_AS"]:
        generator.drafts, generator.drafts_translations = [], []


def article_context(generator: Any, content: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Give the template of the article about to be written its page record and its events."""
    if hasattr(content, "timeline_here"):
        generator.context["here"] = content.timeline_here
        generator.context["events"] = content.timeline_events


def page_context(generator: Any, content: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Give the template of the page about to be written its page record."""
    if hasattr(content, "timeline_here"):
        generator.context["here"] = content.timeline_here
