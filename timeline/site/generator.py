"""Pelican's generator of timeline pages: Pelican's articles and settings in, an edition of the site out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.plugins import signals

from timeline.collector import uncollected
from timeline.config import Settings
from timeline.site import articles
from timeline.site.edition import Edition
from timeline.site.given import Given, TimelineInfo
from timeline.site.names import slug
from timeline.site.output import Manifest, Published, manifest_path, remove
from timeline.site.page import Page
from timeline.site.run import Run
from timeline.site.staging import Alone
from timeline.site.theme import lend, lent
from timeline.site.words import shared

_OTHERS = ("_TIMELINE_RUN", "PAGINATION_PATTERNS")
"""Settings that no page of ours depends on, and that are not plain data."""


class TimelineGenerator(Generator):  # type: ignore[misc] # Pelican has no types
    """Plans the timeline's pages when Pelican has read the articles, and writes them when it writes its own."""

    def generate_context(self) -> None:
        """Load everything and plan all pages, so that what is wrong is said before anything is written."""
        with uncollected():
            self._prepare()

    def _prepare(self) -> None:
        content = Path(self.path)
        self.options = Settings.from_mapping(self.settings)
        self.run: Run = self.settings.get("_TIMELINE_RUN") or Run(Path(self.output_path))
        self.manifest_file = manifest_path(content.parent, self.run.published)
        self.found = articles.of(self.context)
        self.given = Given(
            _plain(self.settings),
            tuple(articles.records(self.found, self.options.articles)),
            self.found.withheld,
            dict(_timelines(content, self.readers)),
            articles.ours(self.found, self.settings),
        )
        self.old = Manifest.load(self.manifest_file)
        self.edition = Edition(self.given, content, Published(self.run.published), self.old)
        articles.refuse_shared_addresses(self.context, self.edition.pages, content.name)
        self.context.update(site=self.edition.atlas.site)
        if self.given.ours:
            articles.take(self.found)
        else:
            articles.mark(self.found, self.given.articles, self.edition.atlas)
        articles.attach(self.found, self.context, self.edition.atlas)

    def generate_output(self, writer: object) -> None:
        """Write the pages that changed and take away those that left the plan."""
        with uncollected():
            self._write()

    def _write(self) -> None:
        if self.given.ours:
            self.given = replace(self.given, articles=tuple(articles.resolved(self.found, self.given.articles)))
            self.edition.add_articles(self.given.articles)
        if ours := lent(self.settings, self.options.prefix):
            lend(Path(self.output_path, ours))
        # Other plugins that look at written pages (sitemaps, minifiers) expect to see them all, so all are written.
        listeners = [each for each in signals.content_written.receivers_for(self) if each is not articles.settle_written]

        def tell(path: str, page: Page) -> None:
            for listener in listeners:
                listener(path, context={**self.context, "output_file": page.path})

        self.run.given, self.run.texts = self.given, self.edition.texts
        output, events = Path(self.output_path), f"{self.options.prefix}events/"
        untouched = not listeners and not (output / events).exists()
        self.run.manifest, self.run.written = self.edition.write(output, tell if listeners else None)
        if untouched and self.run.staged and self.run.written:
            self.run.alone = Alone.of(output, events)
        self.run.volatile = articles.time_will_tell(self.context)
        if self.run.staged:
            return
        remove(self.run.published, sorted(set(self.old.pages) - set(self.run.manifest.pages)))
        if self.run.manifest != self.old:
            self.run.manifest.save(self.manifest_file)


def _plain(settings: dict[str, Any]) -> dict[str, Any]:
    """Return Pelican's settings without what we have added for its own templates."""
    ours = shared(settings["DEFAULT_LANG"])
    names = {name: value for name, value in settings["JINJA_GLOBALS"].items() if name not in ours or value != ours[name]}
    plain = {name: value for name, value in settings.items() if name.isupper() and name not in _OTHERS}
    return {**plain, "JINJA_GLOBALS": names}


def _timelines(content: Path, readers: Any) -> Iterator[tuple[str, TimelineInfo]]:  # noqa: ANN401 - Pelican's readers
    for path in sorted((content / "timelines").glob("*.*")):
        reader = readers.readers.get(path.suffix[1:])
        if reader is None or not path.is_file():
            continue
        html, metadata = reader.read(str(path))
        fields = {key: str(metadata.get(key, "")) for key in ("title", "cover", "order")}
        yield slug(path.stem), TimelineInfo(**fields, html=html, source=f"{content.name}/timelines/{path.name}")
