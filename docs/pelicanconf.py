"""These pages as a site, in the project's own theme: `make docs` writes it to docs/output/.

Pages stay plain Markdown that reads well on a code host: the first heading is the title, links lead to other .md files.
"""

import re
from pathlib import Path

from pelican.readers import MarkdownReader

from timeline import chronicle

SITENAME = "timeline"
SITESUBTITLE = "Dated prose in, a chronology people can trust out"
PATH = "."
OUTPUT_PATH = "output"
ARTICLE_PATHS: list[str] = []
PAGE_PATHS = [""]
PAGE_EXCLUDES = ["output", "events", "images"]
STATIC_PATHS = ["images"]
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
RELATIVE_URLS = True
THEME = chronicle()
PLUGINS = ["timeline"]
PAGE_URL = "docs/{slug}/index.html"  # so that links work from disk too
PAGE_SAVE_AS = "docs/{slug}/index.html"


class Page(MarkdownReader):
    """Markdown without metadata: title from the heading, address from the file name, links to .md files resolved by Pelican."""

    def read(self, source_path):
        """Return the page's HTML and its metadata."""
        html, metadata = super().read(source_path)
        title = re.match(r"\s*<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
        name = Path(source_path).stem
        metadata = {"title": title[1] if title else name, "slug": name, **metadata}
        html = re.sub(r'href="(?!\w+:)([\w-]+\.md)(#[\w-]*)?"', r'href="{filename}\1\2"', html[title.end() :] if title else html)
        html = re.sub(r'<a href="\.\./[^"]*">(.*?)</a>', r"\1", html)  # files of the repository, which are not on this site
        return html.replace('src="images/', 'src="{static}images/'), metadata


READERS = {"md": Page}
