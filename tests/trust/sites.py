"""The small site the trust tests work on: two articles, a page, an image, event files by hand, names, an introduction."""

import base64
from pathlib import Path

CONF = """
from timeline import chronicle
SITENAME = "Trust"
PATH = "content"
OUTPUT_PATH = "output"
THEME = chronicle()
PLUGINS = ["timeline"]
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images"]
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
TIMELINE_NLP = False
"""
DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")
FILES = {
    "pelicanconf.py": CONF,
    "content/articles/river/2024-05-06-flood.md": """Title: The river bursts its banks
Date: 2024-05-06

The river burst its banks on Sunday and flooded forty houses.

The council postponed the repair of the dam last month.
""",
    "content/articles/river/2024-06-03-dam.md": """Title: The dam is inspected
Date: 2024-06-03

Engineers inspected the dam on Friday.
""",
    "content/events/river/by-hand.yaml": """# kept by hand
- id: the-dam-is-finished-abcd
  date: 1968~
  title: The dam is finished   # after ten years
  actors: [Water Board]
  places: [Millbrook]
""",
    "content/names.yaml": "- name: Millbrook\n  kind: place\n  coordinates: [51.5, -1.2]\n",
    "content/pages/method.md": "Title: Method\n\nHow this was made.\n",
    "content/timelines/river.md": "Title: The river\n\nA river and its dam.\n",
}


def write(site: Path, path: str, text: str | bytes) -> Path:
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return file


def make(site: Path, **more: str | bytes) -> Path:
    """Write the small site; `more` are further files, or other texts for those it has."""
    for path, text in {**FILES, "content/images/dot.png": DOT, **more}.items():
        write(site, path, text)
    return site


def edit(site: Path) -> None:
    """Do to a built site what people do between two builds: mend, add, retitle, delete."""
    dam = site / "content/articles/river/2024-06-03-dam.md"
    dam.write_text(dam.read_text() + "\nThe repair of the dam began yesterday.\n")
    write(
        site,
        "content/articles/river/2024-07-01-bridge.md",
        "Title: The bridge\nDate: 2024-07-01\n\nThe bridge fell on Saturday.\n",
    )
    hand = site / "content/events/river/by-hand.yaml"
    hand.write_text(hand.read_text().replace("is finished   #", "is done   #") + "- date: 2001\n  title: A dry year\n")
    (site / "content/pages/method.md").unlink()


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, links not followed, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
