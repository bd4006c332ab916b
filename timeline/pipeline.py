"""The whole road for one site: articles → drafts → event files → checks → pages. Each step knows only the one before it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from timeline import article, budget, contentfolder
from timeline.article import Article, Listed
from timeline.errors import Problem, SettingError, TimelineError, UsageError
from timeline.events import names, store
from timeline.events.check import check as check_events
from timeline.events.editors import install
from timeline.events.event import Event
from timeline.events.eventfile import EventFile
from timeline.events.plan import Report
from timeline.extracted import Extracted, stamp
from timeline.sitefolder import Site

if TYPE_CHECKING:
    from timeline.site.build import Built

Progress = Callable[[str, int], AbstractContextManager[Callable[[], None]]]
"""Called with what is being done and how many steps it takes; within its context, what it gives is called after each step."""


def _silent(_what: str, _steps: int) -> AbstractContextManager[Callable[[], None]]:
    return nullcontext(lambda: None)


@dataclass(frozen=True, slots=True)
class Drafts:
    """What the machine read: all `articles` and event `files` of the site, the `events` of articles that are new or changed."""

    articles: tuple[Listed, ...]
    files: tuple[EventFile, ...]
    events: dict[str, list[Event]]
    problems: tuple[Problem, ...]


def articles(site: Site) -> tuple[list[Listed], list[Problem]]:
    """List the site's articles, unchanged ones from the cache, and everything wrong with the others."""
    try:
        found, problems = article.list_all(site.content, site.pelican, cache=site.cache)
    except SettingError as error:
        (problem,) = error.problems
        raise TimelineError(site.file.problem(error.setting, problem.message, problem.hint)) from error
    return found, [*problems, *(_too_long(site, each) for each in found if each.length > budget.TEXT)]


def _too_long(site: Site, each: Listed) -> Problem:
    size, most = f"{each.length / 1e6:.1f} million characters", f"{budget.TEXT / 1e6:g} million"
    message = f"this article has {size}, too many (over {most}) to be searched for dates; its events stay as they are"
    return Problem(f"{site.content.name}/{each.path}", 0, 0, "article-too-long", message, "split it into several", "warning")


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a run of `extract` did: the `drafts` it began with, the `report` of the event files, and all `problems` of both."""

    drafts: Drafts
    report: Report
    problems: tuple[Problem, ...]

    @property
    def files(self) -> Sequence[EventFile] | None:
        """The event files as they stand now, None where they may have changed since they were read."""
        return None if self.drafts.events else self.drafts.files


def extract(
    site: Site,
    files: Collection[Path] = (),
    *,
    write: bool = True,
    forget: Collection[str] = (),
    progress: Progress = _silent,
) -> Extraction:
    """Draft events and merge them into the event files; with ``write=False`` only say what would change.

    `files` are the articles to read (else those that changed), `forget` mentions a person deleted that may be proposed again.
    An article or event file in error is left alone, and the rest goes on; raises what `draft` raises.
    """
    if write:
        install(site.root, site.content_name)
    drafts = draft(site, files, every=bool(forget), progress=progress)
    if not drafts.events:
        return Extraction(drafts, Report(), drafts.problems)
    from timeline.events.extract import extract as merge_events

    report = merge_events(site.content, drafts.events, site.cache, write=write, forget=forget)
    if write and not any(problem.severity == "error" for problem in report.problems):
        _remember(site, drafts)
    return Extraction(drafts, report, (*drafts.problems, *report.problems))


def draft(site: Site, files: Collection[Path] = (), *, every: bool = False, progress: Progress = _silent) -> Drafts:
    """Draft the events of all articles that changed since they were last read; with `files`, of these whether changed or not.

    With `every`, of all. Nothing is written, and where nothing changed neither the tagger nor a sentence parser is even
    imported. Raises `TimelineError` for a file that is none of the site's articles and for a parser that cannot be loaded.
    """
    if unsound := sound(site):
        raise TimelineError(unsound)
    found, problems = articles(site)
    known, wrong = names.load(site.content / "names.yaml", f"{site.content.name}/names.yaml")
    event_files = tuple(store.load_files(site.content, site.cache))
    filed = {file.article for file in event_files}
    wanted = _chosen(site, found, files) if files else found if every else list(_record(site).fresh(found, filed))
    wanted = [each for each in wanted if each.length <= budget.TEXT]
    events, unread = _draft(site, wanted, known, progress) if wanted else ({}, [])
    return Drafts(tuple(found), event_files, events, (*problems, *wrong, *unread))


def _remember(site: Site, drafts: Drafts) -> None:
    """Remember that `drafts` are in the event files now, so that the same articles are not read again."""
    record = _record(site)
    for each in drafts.articles:
        if each.path in drafts.events:
            record.done(each, len(drafts.events[each.path]))
    record.save(drafts.articles)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of `build` did: the `extraction` (None with `frozen`), the site `built` (None where errors kept it back)."""

    extraction: Extraction | None
    built: Built | None
    problems: tuple[Problem, ...]

    @property
    def proposed(self) -> int:
        """How many events were proposed by this run."""
        return len(self.extraction.report.proposed) if self.extraction else 0


def build(
    site: Site, *, frozen: bool = False, strict: bool = False, durable: bool = True, progress: Progress = _silent
) -> Outcome:
    """Extract (unless `frozen`), check, and write the site.

    Any error (with `strict`, any warning) keeps the published site as it is; all problems are returned, none is raised.
    `durable` is passed to `timeline.site.build.run`.
    """
    extraction, found = None, list[Problem]()
    try:
        if not frozen:
            extraction = extract(site, progress=progress)
            found += extraction.problems
        # extraction has looked at articles and names
        found += _rest(site, extraction.files) if extraction else check(site)
        if _stops(found, strict):
            return Outcome(extraction, None, _all(found, site.root))
        for file in extraction.drafts.files if extraction else ():
            file.release()  # or they would be in memory twice
        from timeline.site.build import run

        built = run(site, durable=durable)
    except TimelineError as error:
        return Outcome(extraction, None, _all((*found, *error.problems), site.root))
    return Outcome(extraction, built, _all((*found, *built.problems), site.root))


def _stops(problems: Sequence[Problem], strict: bool) -> bool:
    return any(strict or problem.severity == "error" for problem in problems)


def _all(problems: Sequence[Problem], root: Path) -> tuple[Problem, ...]:
    """Return problems once each, by place; files of the site are called by their path below it."""
    inside = str(root) + os.sep
    named = (replace(each, path=each.path.removeprefix(inside).replace(os.sep, "/")) for each in problems)
    return tuple(sorted(set(named)))


def check(site: Site) -> list[Problem]:
    """Return everything wrong with the site's articles, event files and names, by place."""
    if unsound := sound(site):
        return unsound
    _, problems = articles(site)
    _, wrong_names = names.load(site.content / "names.yaml", f"{site.content.name}/names.yaml")
    return sorted({*problems, *wrong_names, *_rest(site)})


def _rest(site: Site, files: Sequence[EventFile] | None = None) -> list[Problem]:
    files = store.load_files(site.content, site.cache) if files is None else files
    return [*article.check_others(site.content, site.pelican, cache=site.cache), *check_events(files, site.content)]


def sound(site: Site) -> list[Problem]:
    """Return what must be put right in the content folder before any file of it may be read (see `contentfolder`)."""
    whole = site.content == site.root  # then much of it is not ours
    return contentfolder.problems(site.events if whole else site.content, "events" if whole else site.content_name)


def _record(site: Site) -> Extracted:
    names_file = site.content / "names.yaml"
    listed = names_file.read_bytes().hex() if names_file.is_file() else ""
    return Extracted(site.cache / "extracted.json", stamp(site.cache, str(site.settings.nlp), listed))


def _chosen(site: Site, found: Sequence[Listed], files: Collection[Path]) -> list[Listed]:
    by_path = {(site.content / each.path).resolve(): each for each in found}
    unknown = [path for path in files if path.resolve() not in by_path]
    if unknown:
        hint = "articles stand below content/articles/, with a Date:"
        raise TimelineError(
            Problem(str(path), 0, 0, "no-article", "is none of the site's published articles", hint) for path in unknown
        )
    return [by_path[path.resolve()] for path in files]


def _draft(
    site: Site, wanted: Sequence[Listed], known: names.Names, progress: Progress
) -> tuple[dict[str, list[Event]], list[Problem]]:
    from timeline.events.dating import timexes
    from timeline.events.draft import draft as draft_events
    from timeline.events.parser import load_parser
    from timeline.events.unite import across

    try:
        nlp = load_parser(site.settings.nlp)
    except UsageError as error:
        raise TimelineError(site.file.problem("TIMELINE_NLP", f"TIMELINE_NLP: {error.message}", error.hint)) from error
    events, problems = {}, list[Problem]()
    with progress("Reading articles", len(wanted)) as step:
        for listed in wanted:
            each = listed.article()
            shown = f"{site.content.name}/{each.path}"
            allowed = budget.allowed(len(each.text))
            try:
                with budget.limit(allowed):
                    events[each.path] = draft_events(each, timexes(each, site.content.name), known, nlp)
            except budget.SpentError:
                message = f"this article was given up after {allowed:.0f} seconds; no events are proposed from it"
                problems.append(Problem(shown, 0, 0, "too-slow", message, "split it, or take out what is no prose", "warning"))
            except UsageError as error:
                problems.append(_unknown_language(site, each, error))
            step()
    return dict(across(events)), sorted(set(problems))


def _unknown_language(site: Site, each: Article, error: UsageError) -> Problem:
    if each.lang == site.pelican.get("DEFAULT_LANG", "en"):
        return site.file.problem("DEFAULT_LANG", error.message, error.hint, "unknown-language")
    return Problem(f"{site.content.name}/{each.path}", 0, 0, "unknown-language", error.message, error.hint)
