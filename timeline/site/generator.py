"""Pelican's generator of timeline pages: event files and Pelican's articles in, pages out."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.plugins import signals

from timeline.config import Settings
from timeline.errors import TimelineError
from timeline.events import names as event_names
from timeline.events import store
from timeline.site import articles, subjects
from timeline.site.atlas import Atlas, TimelineInfo
from timeline.site.common import common_key
from timeline.site.data import downloads, sitemap
from timeline.site.i18n import interface
from timeline.site.links import ROOT, hosted, page, settle
from timeline.site.names import slug
from timeline.site.output import Manifest, Output, manifest_path, remove, stale
from timeline.site.page import distinct
from timeline.site.pages import plan
from timeline.site.pieces import Pieces
from timeline.site.render import Renderer, template_folders
from timeline.site.rows import Row, rows
from timeline.site.run import Run
from timeline.site.theme import lend, lent
from timeline.site.view import Site
from timeline.site.words import Words


class TimelineGenerator(Generator):  # type: ignore[misc] # Pelican has no types
    """Loads the events, marks the articles, plans and writes the timeline's pages."""

    def generate_context(self) -> None:
        """Load everything and plan all pages, so that what is wrong is said before anything is written."""
        collecting = gc.isenabled()
        gc.disable()  # tens of thousands of records that all stay: collecting only costs
        try:
            self._prepare()
            gc.freeze()  # nor need they be looked at while pages are made
        finally:
            if collecting:
                gc.enable()

    def _prepare(self) -> None:
        content = Path(self.path)
        options = Settings.from_mapping(self.settings)
        self.run: Run = self.settings.get("_TIMELINE_RUN") or Run(Path(self.output_path))
        self.manifest_file = manifest_path(content.parent, self.run.published)
        self.old = Manifest.load(self.manifest_file)
        files = store.load_files(content, content.parent / ".timeline")
        known, problems = event_names.load(content / "names.yaml", f"{content.name}/names.yaml")
        problems = [*store.problems_of(files, content.name), *problems]
        if errors := [problem for problem in problems if problem.severity == "error"]:
            raise TimelineError(errors)
        found = articles.of(self.context)
        timelines = {path: article.metadata.get("timeline") or _folder(path) for path, article in found.published.items()}
        shown, self.fingerprints = rows(files, timelines, found.withheld, options, self.old.events)
        self.atlas = self._atlas(shown, options, known, content)
        self.atlas.articles = articles.mark(found, shown, self.atlas)
        self.pages = distinct(plan(self.atlas))
        if self.atlas.site.url and "sitemap" not in self.settings["PLUGINS"]:
            listed = [path for path, page_ in self.pages.items() if page_.kind not in ("redirect", "search")]
            map_ = sitemap(self.atlas, [*listed, *articles.written(found, self.atlas)])
            self.pages[map_.path] = map_
        articles.refuse_shared_addresses(self.context, self.pages, content.name)
        self.context.update(site=self.atlas.site, item=self.atlas.render.item)
        articles.attach(found, self.context, self.atlas)

    def _atlas(self, shown: list[Row], options: Settings, known: event_names.Names, content: Path) -> Atlas:
        ui = interface(self.settings["DEFAULT_LANG"])
        words = Words(ui)
        render = Renderer(self.settings, {**ui.template_globals(), "words": words})
        timelines = dict(_timelines(content, self.readers))
        atlas = Atlas(shown, options, words, render, {}, self._site(words, options.prefix), known, timelines, content.name)
        atlas.site = replace(
            atlas.site,
            nav=subjects.navigation(atlas),
            timelines=subjects.overview(atlas, "timeline"),
            data=downloads(atlas, ""),
            feed=atlas.feed(""),
        )
        render.share(site=atlas.site)
        self.common = common_key(self.settings, template_folders(self.settings), atlas.site, known.entries, timelines)
        atlas.pieces = Pieces(content.parent / ".timeline", self.common)
        return atlas

    def _site(self, words: Words, prefix: str) -> Site:
        settings = self.settings
        return Site(
            title=settings["SITENAME"],
            subtitle=settings.get("SITESUBTITLE", ""),
            lang=words.ui.lang,
            dir=words.ui.dir,
            url=settings["SITEURL"].rstrip("/"),
            home=page(prefix),
            static=ROOT + (lent(settings, prefix) or settings["THEME_STATIC_DIR"].strip("/") + "/"),
        )

    def generate_output(self, writer: object) -> None:
        """Write the pages that changed and take away those that left the plan."""
        try:
            self._write()
        finally:
            gc.unfreeze()

    def _write(self) -> None:
        keys = {path: page.key(self.common) for path, page in self.pages.items()}
        # Other plugins that look at written pages (sitemaps, minifiers) expect to see them all, so all are written.
        listeners = [each for each in signals.content_written.receivers_for(self) if each is not articles.settle_written]
        on_host = hosted(self.settings)
        todo = list(self.pages.values()) if listeners else stale(self.pages, keys, self.old, self.run.published)
        output = Output(Path(self.output_path))
        if ours := lent(self.settings, Settings.from_mapping(self.settings).prefix):
            lend(Path(self.output_path, ours))
        for page_ in todo:
            text = page_.make()
            full = output.write(page_.path, text if page_.kind == "data" else settle(text, page_.path, on_host))
            for listener in listeners:
                listener(full, context={**self.context, "output_file": page_.path})
        self.run.manifest = Manifest(keys, self.old.others, self.fingerprints, index=self.old.index)
        self.run.volatile = articles.time_will_tell(self.context)
        self.run.written = [page_.path for page_ in todo]
        if self.run.staged:
            return
        remove(self.run.published, sorted(set(self.old.pages) - set(keys)))
        if self.run.manifest != self.old:
            self.run.manifest.save(self.manifest_file)


def _folder(path: str) -> str:
    """Return the timeline an article belongs to by its place: the first folder below ``articles``."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else "main"


def _timelines(content: Path, readers: Any) -> Iterator[tuple[str, TimelineInfo]]:  # noqa: ANN401 - Pelican's readers
    for path in sorted((content / "timelines").glob("*.*")):
        reader = readers.readers.get(path.suffix[1:])
        if reader is None or not path.is_file():
            continue
        html, metadata = reader.read(str(path))
        fields = {key: str(metadata.get(key, "")) for key in ("title", "cover", "order")}
        yield slug(path.stem), TimelineInfo(**fields, html=html, source=f"{content.name}/timelines/{path.name}")
