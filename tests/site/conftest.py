"""Small sites made of event files alone, built by Pelican in this process."""

import textwrap
from pathlib import Path

import pytest
from pelican import Pelican
from pelican.log import console
from pelican.settings import read_settings

from timeline.site import build
from timeline.sitefolder import open_site

CONF = """
from timeline import chronicle
SITENAME = "Demo"
PATH = "content"
PLUGINS = ["timeline"]
THEME = chronicle()
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
ARTICLE_PATHS = ["articles"]
"""


class SmallSite:
    conf = CONF

    def __init__(self, folder: Path, fresh: bool = True) -> None:
        self.folder = folder
        self.output = folder / "output"
        if fresh:
            self.write("pelicanconf.py", CONF)
            (folder / "content" / "events").mkdir(parents=True)

    def replace(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")

    def pelican(self, **settings: object) -> None:
        """Build as plain ``pelican content`` does."""
        console.quiet = True
        conf = str(self.folder / "pelicanconf.py")
        override = {"PATH": str(self.folder / "content"), "OUTPUT_PATH": str(self.output), **settings}
        Pelican(read_settings(conf, override=override)).run()

    def build(self, **options: object) -> build.Built:
        """Build as ``timeline build`` does: staged, then published."""
        return build.run(open_site(self.folder), **options)

    def read(self, path: str) -> str:
        return (self.output / path).read_text(encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        return {p.relative_to(self.output).as_posix(): p.read_bytes() for p in self.output.rglob("*") if p.is_file()}


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return SmallSite(tmp_path)


@pytest.fixture
def demo(site: SmallSite) -> SmallSite:
    """One article with two marks, and a hand-written file with a BCE day, a decade and an approximate year."""
    site.write(
        "content/articles/demo/a.md",
        """
        Title: Strikes
        Date: 2019-12-30

        The military carried out **strikes on Sunday** against bases.

        There was an [attack last month](https://example.org/) as well.
        """,
    )
    site.write(
        "content/events/demo/a.yaml",
        """
        article: articles/demo/a.md

        events:
          - id: strikes-aaaa
            date: 2019-12-29
            title: Strikes <b>hit</b> bases
            actors: [U.S. military]
            places: [Iraq]
            found:
              - text: on Sunday
                date: 2019-12-29
                rule: weekday
                quote: The military carried out strikes on Sunday against bases.
                anchor: 2019-12-30 (published)
          - id: attack-bbbb
            date: 2019-11
            title: Attack
            found:
              - text: last month
                date: 2019-11
                rule: last
                quote: There was an attack last month as well.
                anchor: 2019-12-30 (published)
        """,
    )
    site.write(
        "content/events/demo/hand.yaml",
        """
        - date: -0043-03-15
          title: Caesar is murdered
          tags: [Rome]
        - date: 196X
          title: A decade of change
          tags: [rome]
          aliases: [old-name]
        - date: 1868~
          title: About then
        """,
    )
    return site
