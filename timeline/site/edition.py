"""One edition of the site: what Pelican gives and what the event files say, planned as pages, written where they changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from timeline.config import Settings
from timeline.errors import TimelineError
from timeline.events import names as event_names
from timeline.events import store
from timeline.events.eventfile import EventFile
from timeline.site import articlepages, subjects
from timeline.site.atlas import Atlas
from timeline.site.bytecode import Bytecode
from timeline.site.common import common_key
from timeline.site.data import KEPT, downloads, fill, sitemap
from timeline.site.entries import with_texts
from timeline.site.given import Article, Given
from timeline.site.i18n import interface
from timeline.site.links import ROOT, hosted, page, settled
from timeline.site.output import Manifest, Output, Published, stale
from timeline.site.page import Page, digest_of, distinct
from timeline.site.pages import plan
from timeline.site.pieces import Pieces
from timeline.site.register import Plan, Register, read
from timeline.site.render import Renderer
from timeline.site.replan import Touched, touched
from timeline.site.rows import Reading
from timeline.site.theme import lent, template_folders
from timeline.site.view import Site
from timeline.site.words import Words, shared


class Edition:
    """The plan of all pages that come from events and, where they are ours to make, of articles."""

    def __init__(self, given: Given, content: Path, published: Published, old: Manifest, *, events_alone: bool = False) -> None:
        """Load everything and plan all pages, so that what is wrong is said before anything is written.

        `old` is what was `published` before; `events_alone` says that since then nothing but events has changed. Raises
        `TimelineError` with all that is wrong.
        """
        self.given, self._old, self._published = given, old, published
        self.texts: dict[str, str] = {}
        self._cache = content.parent / ".timeline"
        options = Settings.from_mapping(given.settings)
        reading = Reading({article.path: article.timeline for article in given.articles}, given.withheld, options)
        files = list[EventFile]()
        met = _noted(store.each_file(content, self._cache), files)
        self._register = register = read(met, reading, self._cache, old.rows if events_alone else "")
        known, problems = event_names.load(content / "names.yaml", f"{content.name}/names.yaml")
        problems = [*store.problems_of(files, content.name), *problems]
        if errors := [problem for problem in problems if problem.severity == "error"]:
            raise TimelineError(errors)
        words = Words(interface(given.settings["DEFAULT_LANG"]))
        self._bytecode = Bytecode(self._cache, given.settings)
        render = Renderer(given.settings, shared(words.ui.lang), self._entries, self._bytecode)
        site = self._site(words, options.prefix)
        self.atlas = atlas = Atlas(register.rows, options, words, render, {}, site, known, given.timelines, content.name)
        atlas.site = replace(
            site,
            nav=subjects.navigation(atlas),
            timelines=tuple(link._replace(count=0) for link in subjects.overview(atlas, "timeline")),
            data=downloads(atlas, ""),
            feed=atlas.feed(""),
        )
        render.share(site=atlas.site)
        templates = template_folders(given.settings)
        self.common = common_key(given.settings, templates, atlas.site, known.entries, dict(given.timelines))
        atlas.articles = articlepages.infos(atlas, given.articles, self._cache)
        self._touched = self._find_touched(register) if self.common == old.common else None
        self.kept = self._touched.kept if self._touched else {}
        self.pages = distinct(plan(atlas, self._touched))
        if atlas.site.url and "sitemap" not in given.settings["PLUGINS"]:
            listed = [path for path in self.kept if path not in self.pages]  # redirects and search are always planned
            listed += [path for path, page_ in self.pages.items() if page_.kind not in ("redirect", "search")]
            written = [article.save_as for article in given.articles if article.path in atlas.articles]
            map_ = sitemap(atlas, {*listed, *written})
            self.pages[map_.path] = map_

    def _find_touched(self, register: Register) -> Touched | None:
        if register.delta is None:
            return None
        keys = self._old.pages
        if apart := {article.save_as for article in self.given.articles}:
            keys = {path: key for path, key in keys.items() if path not in apart}
        return touched(self.atlas, register.delta, register.last, keys, self._published)

    def add_articles(self, articles: Iterable[Article]) -> None:
        """Plan the pages of articles, too; the links in their texts must have been resolved."""
        articles = [article for article in articles if article.path in self.atlas.articles]
        self.texts = {each.save_as: digest_of((each, self.atlas.articles[each.path].key)) for each in articles}
        self.pages |= distinct(articlepages.pages(self.atlas, articles))

    def _site(self, words: Words, prefix: str) -> Site:
        settings = self.given.settings
        return Site(
            title=settings["SITENAME"],
            subtitle=settings.get("SITESUBTITLE", ""),
            lang=words.ui.lang,
            dir=words.ui.dir,
            url=settings["SITEURL"].rstrip("/"),
            home=page(prefix),
            static=ROOT + (lent(settings, prefix) or settings["THEME_STATIC_DIR"].strip("/") + "/"),
        )

    def _entries(self, events: Iterable[str]) -> Iterable[bytes]:
        return self.atlas.kept.texts("entry", map(self.atlas.inputs.__getitem__, events))

    def write(self, folder: Path, told: Callable[[str, Page], None] | None) -> tuple[Manifest, list[str]]:
        """Write the pages that changed into a folder; return the new manifest and the paths written.

        `told` is called with each file written and its page, and wants to see all pages, changed or not.
        """
        keys = {path: page_.key(self.common) for path, page_ in self.pages.items()}
        everything = {**self.kept, **keys}
        everything = {path: everything[path] for path in sorted(everything)}
        todo = list(self.pages.values()) if told else stale(self.pages, keys, self._old, self._published)
        written = [page_.path for page_ in todo]
        self.pages = {}  # each is let go of as soon as it is made
        plan_ = Plan(self.atlas.homes, self.atlas.pages_mark, sorted(self.atlas.main))
        state = self._register.state
        self._register.save(plan_, self._touched.moved if self._touched else None)
        del self._register  # it holds facts of events whose rows say the same
        if todo:
            self._make(todo, Output(folder, fresh=not _same(folder, self._published.folder)), told)
        manifest = Manifest(everything, self._old.others, self.common, state, index=self._old.index)
        return manifest, written

    def _make(self, todo: list[Page], output: Output, told: Callable[[str, Page], None] | None) -> None:
        atlas, on_host, filled = self.atlas, hosted(self.given.settings), False
        todo.reverse()
        todo.sort(key=lambda page_: page_.source if page_.kind == "event" else "")  # from the end: events by file, then others
        with closing(Pieces(self._cache, "pieces", KEPT, self.common)) as atlas.kept:
            while todo:
                page_ = todo.pop()
                if not filled and page_.kind != "event":
                    fill(atlas, atlas.rows)
                    atlas.arrange()
                    filled = True
                if page_.twin and not told and output.link(page_.path, page_.twin):
                    continue
                made = page_.make()
                if isinstance(made, str):
                    made = made.encode()
                if isinstance(made, bytes):
                    made = [settled(with_texts(made, self._entries), page_.path, on_host)]
                full = output.write(page_.path, made)
                if told:
                    told(full, page_)
            atlas.kept.save()
        self._bytecode.save()


def _noted(files: Iterable[EventFile], found: list[EventFile]) -> Iterator[EventFile]:
    for file in files:
        found.append(file)
        yield file


def _same(folder: Path, other: Path) -> bool:
    return folder.resolve() == other.resolve()
