"""The crash loop, as SQLite does it: run a command, make its 1st, 2nd, 3rd … disk operation fail, and look at what is left.

    python -m tests.trust.torture [--points N] [--site FOLDER]

For each scenario and kind of fault it prints how many points were tried and how many held; every violation is named. After a
fault: sources as before or as intended, no published file half; after the next run: all as intended, and nothing beside it.
"""

import argparse
import contextlib
import functools
import os
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.trust import sites
from tests.trust.faults import KINDS, Disk, install

SCENARIOS = {
    "first build": ("build", False),
    "build after edits": ("build", True),
    "extract after edits": ("extract", True),
}
"""Name → the verb, and whether the site was built before and edited since."""
SIZES = (0, 1, 200, 1000, 4000, 10_000, 40_000, 100_000, 1_000_000)
"""File-size limits in bytes (as of ``ulimit -f``)."""
TEMPORARY = ".timeline-new-"
CACHE = ".timeline/"
WORKING = (".output.staging/", ".output.journal")
PATIENCE = 120


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code (negative: the signal that killed it), what it printed, disk operations it did."""

    code: int
    text: str
    operations: int = 0


def run(site: Path, verb: str, prepare: Callable[[], Disk | None] = lambda: None) -> Ended:
    """Run ``timeline VERB`` in `site`, in a child of this process; `prepare` is called in the child first."""
    inner, outer = os.pipe()
    child = os.fork()
    if not child:
        os.close(inner)
        _child(site, verb, prepare, outer)
    os.close(outer)
    text, end = b"", time.monotonic() + PATIENCE
    while ready := select.select([inner], [], [], max(0, end - time.monotonic()))[0]:
        part = os.read(inner, 65536)
        if not part:
            break
        text += part
    if not ready:
        os.kill(child, signal.SIGKILL)
        text += b"\nHANGS"
    os.close(inner)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    said, _, count = text.decode("utf-8", "replace").partition("\0")
    return Ended(code, said, int(count or 0))


def _child(site: Path, verb: str, prepare: Callable[[], Disk | None], outer: int) -> None:
    code = 99
    try:
        os.dup2(outer, 1)
        os.dup2(outer, 2)
        os.chdir(site)
        disk = prepare()
        code = _call(verb)
        os.write(outer, b"\0%d" % (disk.count if disk else 0))
    finally:
        os._exit(code)


def _call(verb: str) -> int:
    from timeline.cli.main import main

    sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
    try:
        main([verb])
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
    return 0


@dataclass(frozen=True)
class Scenario:
    """A command, the site before it, and the same site after it ran undisturbed."""

    name: str
    verb: str
    before: Path
    after: Path
    operations: int

    def points(self, most: int) -> Iterator[int]:
        """Yield the numbers of operations to fail, at most so many."""
        return (1 + i for i in spread(self.operations, most))


def spread(count: int, most: int) -> list[int]:
    """Return at most so many of the numbers below `count`, spread evenly, the first and the last among them."""
    if count <= most:
        return list(range(count))
    return sorted({round(i * (count - 1) / max(1, most - 1)) for i in range(most)})


def scenario(name: str, folder: Path) -> Scenario:
    """Prepare a scenario below `folder`; the undisturbed run also counts its operations."""
    verb, edited = SCENARIOS[name]
    before, after = folder / "before", folder / "after"
    sites.make(before)
    if edited:
        ended = run(before, "build")
        assert ended.code == 0, ended.text
        sites.edit(before)
    shutil.copytree(before, after)
    here = folder / "site"  # every run happens at one place, as places may be written down
    shutil.copytree(before, here)
    ended = run(here, verb, functools.partial(_faulty, here, "kill", 0))
    assert ended.code == 0, ended.text
    shutil.rmtree(after)
    here.rename(after)
    return Scenario(name, verb, before, after, ended.operations)


def _faulty(site: Path, kind: str, point: int) -> Disk:
    disk = Disk(f"{site}{os.sep}", point, kind)
    install(disk)
    return disk


def _small_files(size: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def disturb(case: Scenario, here: Path, prepare: Callable[[], Disk | None]) -> Iterator[str]:
    """Run a scenario's command in `here` with one fault, then undisturbed; yield what is not as promised."""
    shutil.rmtree(here, ignore_errors=True)
    shutil.copytree(case.before, here)
    before, after = sites.tree(case.before), sites.tree(case.after)
    ended = run(here, case.verb, prepare)
    if ended.code not in (0, 1, -signal.SIGKILL) or "Traceback" in ended.text:
        yield f"ended with {ended.code}: {ended.text.strip()[-400:]}"
    if ended.code == 1 and not ended.text.strip():
        yield "ended with 1 and said nothing"
    yield from _torn(sites.tree(here), before, after)
    again = run(here, case.verb)
    if again.code != 0:
        yield f"the next run ended with {again.code}: {again.text.strip()[-400:]}"
    yield from _unlike(here, case.after, after)


def _torn(now: dict[str, bytes], before: dict[str, bytes], after: dict[str, bytes]) -> Iterator[str]:
    """Yield sources and published files that are neither old nor new."""
    for path in sorted({*now, *before, *after}):
        if not path.startswith(("content/", "output/", "pelicanconf.py")) or TEMPORARY in path:
            continue
        if now.get(path) not in (before.get(path), after.get(path)):
            yield f"{path} is neither old nor new" if path in now else f"{path} is gone"


def _unlike(here: Path, intended: Path, after: dict[str, bytes]) -> Iterator[str]:
    """Yield what the next run left different from an undisturbed one; a cache may differ or be missing, as it always may."""
    now = sites.tree(here)
    for path in sorted({*now, *after}):
        if path not in after:
            yield f"after the next run {path} is left over"
        elif path not in now:
            if not path.startswith(CACHE):
                yield f"after the next run {path} is missing"
        elif not path.startswith(CACHE) and now[path] != after[path]:
            yield f"after the next run {path} is not as intended"
    folders = {p.relative_to(here) for p in here.rglob("*") if p.is_dir()} ^ {
        p.relative_to(intended) for p in intended.rglob("*") if p.is_dir()
    }
    yield from (f"after the next run the folder {path} differs" for path in sorted(folders))


@dataclass(frozen=True)
class Tally:
    """What one kind of fault did to one scenario: points tried, points that did not hold, and how."""

    scenario: str
    kind: str
    tried: int
    failed: dict[int, list[str]]


def torture(most: int, folder: Path, names: tuple[str, ...] = tuple(SCENARIOS)) -> Iterator[Tally]:
    """Try all scenarios with all kinds of fault, each at `most` points at the most."""
    _warm_up()
    for name in names:
        place = folder / name.replace(" ", "-")
        place.mkdir(parents=True)
        case, here = scenario(name, place), place / "site"
        for kind in KINDS:
            yield _tally(case, here, kind, list(case.points(most)), functools.partial(_faulty, here, kind))
        sizes = [SIZES[i] for i in spread(len(SIZES), most)]
        yield _tally(case, here, "file size", sizes, _small_files)


def _tally(case: Scenario, here: Path, kind: str, points: list[int], fault: Callable[[int], Disk | None]) -> Tally:
    found = {point: list(disturb(case, here, functools.partial(fault, point))) for point in points}
    return Tally(case.name, kind, len(points), {point: wrong for point, wrong in found.items() if wrong})


def _warm_up() -> None:
    """Import once what every run needs, so that a run costs a fork."""
    import timeline.article.loading
    import timeline.cli.build
    import timeline.cli.extract
    import timeline.events.draft
    import timeline.site.build
    import timeline.temporal.resolver  # noqa: F401


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--points", type=int, default=100_000, help="at most so many points for each fault and scenario")
    options.add_argument("--only", choices=list(SCENARIOS), action="append", help="a scenario (else all)")
    chosen = options.parse_args()
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        for tally in torture(chosen.points, Path(folder).resolve(), tuple(chosen.only or SCENARIOS)):
            print(
                f"{tally.scenario:22}{tally.kind:12}{tally.tried - len(tally.failed):6} of {tally.tried} points hold", flush=True
            )
            for point, wrong in tally.failed.items():
                broken += 1
                print(*(f"    {point}: {line}" for line in wrong), sep="\n", flush=True)
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
