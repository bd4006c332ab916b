"""Let editors complete and check event files while a person types: the schema beside the site, and where VS Code looks for it."""

from __future__ import annotations

import json
from pathlib import Path

from timeline import atomic

SCHEMA_COPY = ".timeline/events-1.schema.json"
SETTINGS = ".vscode/settings.json"


def install(root: Path, content: str = "content") -> list[str]:
    """Bring a site's copy of the event schema up to date and, unless there are any, write settings for VS Code.

    `content` is the content folder's path below `root`. Settings that exist are a person's and stay; generated event files
    name the schema in their first line anyway. Returns the paths written, relative to `root`.
    """
    schema = Path(__file__).parents[1].joinpath("schema", "events-1.json").read_bytes()
    settings = {"yaml.schemas": {SCHEMA_COPY: [f"{content}/events/**/*.yaml", f"{content}/events/**/*.yml"]}}
    written = []
    if not (root / SCHEMA_COPY).is_file() or (root / SCHEMA_COPY).read_bytes() != schema:
        atomic.replace(root / SCHEMA_COPY, schema)
        written.append(SCHEMA_COPY)
    if not (root / SETTINGS).exists():
        atomic.sweep((root / SETTINGS).parent)
        atomic.replace(root / SETTINGS, (json.dumps(settings, indent=2) + "\n").encode())
        written.append(SETTINGS)
    return written
