"""Events to the records templates print: dates in words, names with addresses, evidence cut at the words that were found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import quote

from timeline.config import Settings
from timeline.events.event import Event, Found, Image, Source
from timeline.site import names
from timeline.site.links import ROOT, page
from timeline.site.rows import Row
from timeline.site.view import DateView, EventView, FoundView, ImageView, Link, SourceView
from timeline.site.words import Words
from timeline.temporal import edtf
from timeline.temporal.granularity import Granularity, day_number
from timeline.temporal.timevalue import TimeValue

_PRECISION = {
    Granularity.DAY: "day",
    Granularity.WEEKEND: "week",
    Granularity.WEEK: "week",
    Granularity.MONTH: "month",
    Granularity.SEASON: "season",
    Granularity.QUARTER: "season",
    Granularity.HALF: "season",
    Granularity.YEAR: "year",
    Granularity.DECADE: "decade",
    Granularity.CENTURY: "century",
    Granularity.MILLENNIUM: "millennium",
}
_HTML_DATE = re.compile(r"(?!0000)\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")
_CLOCK = re.compile(r"\d\d:\d\d")
_ANCHOR = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)(?: \((\w+)\))?")
_WEB = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """A published article as pages refer to it: its title, its address, its marks' ids by mention, a fingerprint of its marks."""

    title: str
    url: str
    marks: Mapping[tuple[str, str], str] = field(default_factory=dict)
    key: str = ""


@dataclass(frozen=True)
class Presenter:
    """Makes view records; `articles` by path, `url` gives an event's permanent address, `titles` those of timelines by slug."""

    words: Words
    settings: Settings
    articles: Mapping[str, ArticleInfo]
    url: Callable[[Row], str]
    titles: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _dates(self) -> dict[tuple[str, str], DateView]:
        return {}

    def date(self, date: str, time: str = "") -> DateView:
        """Return a date with its words and marks; an empty one is an empty record."""
        known = self._dates.get((date, time))
        if known is None:
            known = self._date(edtf.parse(date), time) if date else DateView("", "", precision="undated")
            self._dates[date, time] = known
        return known

    def _date(self, value: TimeValue, time: str) -> DateView:
        stated = value.edtf
        html = stated if _HTML_DATE.fullmatch(stated) else ""
        if len(html) == 10 and _CLOCK.fullmatch(time):
            html += f"T{time}"
        precision = "interval" if value.is_interval else _PRECISION.get(value.granularity, "day")
        return DateView(
            edtf=stated,
            words=self.words.label(value, time),
            note=self.words.note(value),
            datetime=html,
            precision="time" if _CLOCK.fullmatch(time) and precision == "day" else precision,
            approximate=value.approximate,
            uncertain=value.uncertain,
            start=value.start,
            end=value.end,
        )

    def brief(self, row: Row) -> EventView:
        """Return what a list of titles prints of an event."""
        return EventView(row.id, self.url(row), row.title, self.when(row), status=_status(row), modality=row.modality)

    def briefs(self, rows: Iterable[Row]) -> tuple[EventView, ...]:
        """Return what a list of titles prints of some events."""
        return tuple(map(self.brief, rows))

    def event(self, row: Row) -> EventView:
        """Return all there is to print of an event; the latest is remembered: its list entry and its page are made in turn."""
        if self._latest[0] is not row:
            self._latest[:] = row, self._event(row)
        view: EventView = self._latest[1]
        return view

    @cached_property
    def _latest(self) -> list[Any]:
        return [None, None]

    def _event(self, row: Row) -> EventView:
        event = row.event
        return EventView(
            id=event.id,
            url=self.url(row),
            title=event.title,
            date=self.when(event),
            summary=event.summary,
            details=event.details,
            actors=self._links("actor", event.actors),
            places=self._links("place", event.places),
            tags=self._links("tag", event.tags),
            timeline=self.subject("timeline", row.timeline),
            sources=tuple([self._source(source) for source in event.sources]),
            image=_picture(event.image),
            note=event.note,
            status=_status(event),
            edited=bool(event.date) and any(found.date != event.date for found in event.found),
            modality=event.modality,
            found=tuple([self._found(found, event) for found in event.found]),
            edit_url=self._edit_url(event),
            article=self._article(event.article),
        )

    def when(self, event: Event | Row) -> DateView:
        """Return the date of an event, or the bounds of one without."""
        if event.date:
            return self.date(event.date, event.time)
        bounds = self.date(event.bounds)
        return DateView(bounds.edtf, bounds.words, bounds.note, precision="undated", start=bounds.start, end=bounds.end)

    def subject(self, kind: str, label: str) -> Link:
        """Return the link to the page of a timeline, tag, actor, place or source."""
        links = self._subjects[kind]
        known = links.get(label)
        if known is None:
            shown = self.titles.get(names.slug(label)) if kind == "timeline" else None
            known = links[label] = Link(shown or label, page(f"{self.settings.prefix}{names.address(kind, label)}"))
        return known

    @cached_property
    def _subjects(self) -> dict[str, dict[str, Link]]:
        return {kind: {} for kind in names.KINDS}

    def _links(self, kind: str, labels: tuple[str, ...]) -> tuple[Link, ...]:
        if not labels:
            return ()
        known = self._subjects[kind]
        return tuple([known.get(label) or self.subject(kind, label) for label in labels])

    def _source(self, source: Source) -> SourceView:
        label = names.source_label(source)
        page = self.subject("source", label).url if label else ""
        shown = source.title or label or source.url
        accessed = self.words.date(edtf.parse(source.accessed)) if source.accessed else ""
        return SourceView(shown, _web(source.url), _web(source.archived), accessed, page)

    def _article(self, path: str) -> Link | None:
        known = self.articles.get(path)
        return Link(known.title, known.url) if known else None

    def _found(self, found: Found, event: Event) -> FoundView:
        path = found.article or event.article
        known = self.articles.get(path)
        mark = known.marks.get((found.text, found.quote), "") if known else ""
        link = Link(known.title, known.url + (f"#{mark}" if mark else "")) if known else None
        before, text, after = _cut(found.quote, found.text)
        anchor, kind = self._anchor(found.anchor)
        date = self.date(found.date, found.time)
        return FoundView(text, before, after, date, anchor, kind, found.rule, found.not_, found.by, found.gone, link)

    def _anchor(self, anchor: str) -> tuple[str, str]:
        """Return the day an expression was counted from in words, and its kind."""
        known = self._anchors.get(anchor)
        if known is None:
            match = _ANCHOR.match(anchor)
            day = match and self.words.weekday(day_number(int(match[1]), int(match[2]), int(match[3])))
            known = self._anchors[anchor] = (day, match[4] or "") if match and day else (anchor, "")
        return known

    @cached_property
    def _anchors(self) -> dict[str, tuple[str, str]]:
        return {}

    def _edit_url(self, event: Event) -> str:
        pattern = self.settings.edit_url
        return pattern.replace("{path}", quote(event.file)).replace("{line}", str(event.line)) if pattern and event.file else ""


def _status(event: Event | Row) -> str:
    if event.proposed:
        return "proposed"
    return "accepted" if event.found else "edited"


def _cut(quote: str, text: str) -> tuple[str, str, str]:
    """Cut a sentence at the words found in it; both may differ in the kind of white space."""
    if text:
        before, found, after = quote.partition(text)
        if found and not (_continues(before[-1:]) or _continues(after[:1])):
            return before, found, after
        whole, part = _patterns(text)
        if match := whole.search(quote) or part.search(quote):
            return quote[: match.start()], match[0], quote[match.end() :]
    return "", text, f" {quote}" if quote else ""


def _continues(char: str) -> bool:
    return char.isalnum() or char == "_"


@lru_cache(maxsize=1 << 12)
def _patterns(text: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    pattern = r"\s+".join(map(re.escape, text.split()))
    return re.compile(rf"(?<!\w){pattern}(?!\w)"), re.compile(pattern)


def _web(address: str) -> str:
    return address if _WEB.match(address) else ""


def _picture(image: Image | None) -> ImageView | None:
    """Return a picture of this site; one on another host is never loaded (no request leaves the site)."""
    if image is None or _WEB.match(image.src) or "://" in image.src:
        return None
    return ImageView(ROOT + quote(image.src.lstrip("/")), image.alt, image.credit)
