"""``timeline publish``: put the built site on a branch that a host serves."""

from __future__ import annotations

import contextlib
import subprocess
from importlib.util import find_spec
from pathlib import Path

import click

from timeline import pipeline
from timeline.cli.options import examples, site_option
from timeline.cli.report import next_step, say, show
from timeline.errors import Problem, TimelineError
from timeline.hosts import HOSTS, problems
from timeline.sitefolder import Site


@click.command(
    epilog=examples(
        "timeline publish",
        "timeline publish --branch pages --remote upstream",
        "timeline publish --no-push       (only makes the commit on the branch)",
    )
)
@click.option("--branch", default="gh-pages", show_default=True, help="The branch that the host serves.")
@click.option("--remote", default="origin", show_default=True, help="The git remote to push to.")
@click.option("--message", default="Publish the timeline", show_default=True, help="The commit message.")
@click.option("--push/--no-push", default=True, help="Whether to push the branch.")
@click.option(
    "--host",
    type=click.Choice(list(HOSTS)),
    default="github",
    show_default=True,
    help="Whose limits to check the site against first.",
)
@site_option
@click.pass_context
def command(ctx: click.Context, branch: str, remote: str, message: str, push: bool, host: str, site: Site) -> None:
    """Commit what `timeline build` wrote to a branch of its own, and push it."""
    _ready(site, remote if push else "")
    if show((*pipeline.check(site), *problems(site.output, site.root, host))):
        say("Nothing was published.")
        ctx.exit(1)
    from ghp_import import GhpError, ghp_import

    try:
        with contextlib.chdir(site.root):
            ghp_import(str(site.output), remote=remote, branch=branch, mesg=message, push=push, nojekyll=True)
    except (GhpError, subprocess.CalledProcessError) as error:
        reason = (str(getattr(error, "message", "")).strip().splitlines() or [str(error)])[-1]
        raise _problem("not-published", f"git could not publish: {reason}", f"see whether you may push to {remote}") from error
    if push:
        say(f"Published: branch {branch} of {remote} now holds the site. GitHub Pages: Settings → Pages → branch {branch}.")
    else:
        next_step(f"Branch {branch} now holds the site", f"git push {remote} {branch}")


def _ready(site: Site, remote: str) -> None:
    """Raise `TimelineError` where something is missing that publishing needs."""
    if find_spec("ghp_import") is None:
        raise _problem("no-extra", "publishing needs one more package", 'pip install "pelican-timeline[publish]"')
    if not (site.output / "index.html").is_file() and not (site.output / site.settings.prefix / "index.html").is_file():
        raise _problem("not-built", "there is no built site yet", "run: timeline build")
    if _git(site.root, "rev-parse", "--git-dir"):
        raise _problem("no-git", "the site's folder is no git repository", "run: git init, then add a remote")
    if remote and _git(site.root, "remote", "get-url", remote):
        raise _problem(
            "no-remote",
            f"git knows no remote called {remote}",
            f"run: git remote add {remote} ADDRESS, or name one with --remote",
        )


def _git(folder: Path, *args: str) -> int:
    try:
        return subprocess.run(["git", *args], cwd=folder, capture_output=True, check=False).returncode
    except OSError as error:
        raise _problem("no-git", "git is not installed", "install git") from error


def _problem(code: str, message: str, hint: str) -> TimelineError:
    return TimelineError(Problem("output", 0, 0, code, message, hint))
