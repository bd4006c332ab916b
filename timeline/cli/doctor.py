"""``timeline doctor``: what is installed, what is kept, which settings hold."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from dataclasses import fields
from importlib import metadata
from pathlib import Path

import click

from timeline import __version__
from timeline.cli.options import examples
from timeline.config import PREFIX, Settings
from timeline.sitefolder import CONF, Site, open_site

EXTRAS = {
    "spacy": ("nlp", "sentence parser: better titles, dates put on the right verb"),
    "pagefind": ("search", "full-text search"),
    "ghp-import": ("publish", "timeline publish"),
}
NEEDED = (
    "pelican",
    "jinja2",
    "pyyaml",
    "dateparser",
    "edtf",
    "pydantic",
    "click",
    "rich",
    "watchfiles",
    "babel",
    "markdown",
)


@click.command(epilog=examples("timeline doctor", "timeline doctor --site mysite"))
@click.option("--site", "folder", type=click.Path(path_type=Path), default=Path(), metavar="DIR", help="The site's folder.")
def command(folder: Path) -> None:
    """Say which versions and extras are installed, what is cached, and which settings hold: paste it into a bug report."""
    for line in (*_versions(), *_extras()):
        click.echo(line)
    if not (folder / CONF).is_file():
        click.echo(f"\nThere is no site in {folder}: no {CONF}. Make one with: timeline init mysite")
        return
    for line in _site(open_site(folder)):
        click.echo(line)


def _versions() -> Iterator[str]:
    yield f"timeline     {__version__}"
    yield f"Python       {platform.python_version()} on {platform.system()} ({sys.executable})"
    for name in NEEDED:
        yield f"{name:12} {_version(name) or 'missing: pip install --upgrade pelican-timeline'}"


def _extras() -> Iterator[str]:
    yield "\nExtras:"
    for name, (extra, what) in EXTRAS.items():
        version = _version(name)
        yield f"  {name:11} {version or 'not installed':14} {what}" + (
            "" if version else f' → pip install "pelican-timeline[{extra}]"'
        )


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _site(site: Site) -> Iterator[str]:
    yield f"\nSite:        {site.root}"
    yield f"  content    {site.content}"
    yield f"  output     {site.output}" + ("" if site.output.is_dir() else " (not built yet)")
    kept = [path for path in site.cache.rglob("*") if path.is_file()] if site.cache.is_dir() else []
    size = sum(path.stat().st_size for path in kept)
    yield f"  cache      {site.cache} ({len(kept)} files, {size / 1e6:.1f} MB; may be deleted at any time)"
    yield "\nSettings (set in pelicanconf.py, else default):"
    for each in fields(Settings):
        name = PREFIX + each.name.upper()
        origin = "pelicanconf.py" if name in site.pelican else "default"
        yield f"  {name:22} {getattr(site.settings, each.name)!r:12} {origin:15} {each.metadata['doc']}"
