"""One build: made in a staging folder, published whole or not at all; where nothing changed, not even begun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from timeline import atomic
from timeline.collector import uncollected
from timeline.errors import Problem, TimelineError
from timeline.events import lock
from timeline.site import folders
from timeline.site.fulltext import stage as stage_index
from timeline.site.given import Given
from timeline.site.output import Manifest, Paths, Published, manifest_path
from timeline.site.quick import State, state
from timeline.site.run import Run
from timeline.site.staging import Stage
from timeline.sitefolder import Site


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the number of timeline pages there are, the paths that changed and that went, and warnings.

    The files of the full-text index are not among them.
    """

    pages: int
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def run(site: Site, *, durable: bool = True) -> Built:
    """Build a site and publish it into its output folder.

    Raises `TimelineError` with everything that Pelican, a plugin or we found wrong; the published site is then as it was.
    `durable=False` (for a preview, built again on the next edit) neither waits for the disk nor makes the full-text index anew.
    """
    with lock.hold(site.cache):
        atomic.sweep(site.content)
        manifest = manifest_path(site.root, site.output)
        stage = Stage(site.output, manifest)
        try:
            stage.repair()
            old = Manifest.load(manifest)
            now = state(site, (site.cache / "lock").stat().st_mtime_ns)
            before = folders.known(site.output, site.cache)
            there = bool(before) or _there(site.output, old)
            if now.whole and now.whole == old.signature and there and (old.indexed or not durable):
                return Built(len(old.pages), (), (), _warnings(old))
            made = _events_alone(site, stage, old, now, intact=bool(before)) if there else None
            new, texts, staged = made or _with_pelican(site, stage, old, now)
            failed = stage_index(stage.folder, site.output, site.settings.prefix, old, new, texts) if durable else None
            staged += [path for path in new.index if (stage.folder / path).is_file()]
            if failed:  # try again next time
                new.signature = new.frame = ""
            changed, gone = stage.publish(old, new, staged, durable=durable)
            if changed or gone or not before:
                folders.remember(site.output, site.cache, before, changed if before else new.pages)
        except OSError as error:
            raise TimelineError(_disk(error, site, begun=stage.journal.exists())) from error
        finally:
            if not stage.journal.exists():
                stage.clear()
        index = {*old.index, *new.index}
        changed, gone = ([path for path in paths if path not in index] for paths in (changed, gone))
        warnings = (*_warnings(new), *([failed] if failed else ()))
        return Built(len(new.pages), tuple(changed), tuple(gone), warnings)


_Made = tuple[Manifest, Mapping[str, str], list[str]]
"""The new manifest, fingerprints of articles' texts by path, and the files in the staging folder."""


def _warnings(manifest: Manifest) -> tuple[Problem, ...]:
    """Return what Pelican warned of as it last ran: what it read then is as it was, so it would say the same."""
    return tuple(Problem(*each) for each in manifest.warnings)


def _events_alone(site: Site, stage: Stage, old: Manifest, now: State, *, intact: bool) -> _Made | None:
    """Make what changed where only events did; None where that has to be left to Pelican."""
    given = Given.load(site.cache, now.frame) if now.frame and now.frame == old.frame else None
    if given is None or not (given.ours or not given.articles):
        return None
    if not all((site.output / path).is_file() for path in old.others):
        return None
    from timeline.site.edition import Edition

    with uncollected():
        published = Published(site.output, intact=intact)
        edition = Edition(given, site.content, published, old, events_alone=True)
        edition.add_articles(given.articles if given.ours else ())
        if edition.common != old.common or not edition.pages.keys().isdisjoint(old.others):
            return None  # what Pelican writes shows it too; or they are about to collide
        stage.folder.mkdir(parents=True, exist_ok=True)
        new, written = edition.write(stage.folder, None)
    new.signature, new.frame = now
    new.warnings = old.warnings
    return new, edition.texts, written


def _with_pelican(site: Site, stage: Stage, old: Manifest, now: State) -> _Made:
    with uncollected():
        from timeline.site import pelican_run

    this = Run(site.output, staged=True)
    warnings = pelican_run.run(site, stage.folder, this)
    new = this.manifest or Manifest()
    stage.folder.mkdir(parents=True, exist_ok=True)
    staged = stage.files(this.alone)
    new.warnings = [list(astuple(warning)) for warning in warnings]
    new.others = [path for path in staged if path not in new.pages]
    if not this.volatile:
        new.signature = now.whole
        new.frame = now.frame if now.frame and this.given and this.given.save(site.cache, now.frame) else ""
    return new, this.texts, staged


def _there(output: Path, manifest: Manifest) -> bool:
    """Whether nothing at the top of the published folder is missing."""
    there = {path.name for path in output.iterdir()} if output.is_dir() else set()
    return there.issuperset(Paths((*manifest.pages, *manifest.others)).tops())


def _disk(error: OSError, site: Site, *, begun: bool) -> Problem:
    """Return the problem of a file that cannot be written; `begun` when some published files were replaced already."""
    place = Path(str(error.filename2 or error.filename or site.output))
    shown = place.relative_to(site.root).as_posix() if place.is_relative_to(site.root) else str(place)
    state = "some published pages are new, the others as they were" if begun else "the published site is as it was"
    return Problem(
        shown, 0, 0, "cannot-write", f"cannot be written: {error.strerror or error}", f"{state}; mend this and build again"
    )
