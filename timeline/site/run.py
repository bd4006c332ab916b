"""What one build shares between whoever started it and the generator that runs inside Pelican."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from timeline.site.given import Given
from timeline.site.output import Manifest
from timeline.site.staging import NOWHERE, Alone


@dataclass
class Run:
    """One build of the site into the `published` folder; `staged` when Pelican writes elsewhere and the caller publishes.

    The generator leaves what was `given`, the new `manifest`, fingerprints of the articles' `texts` by path, and the paths it has
    `written`; `alone` tells where nobody else has written; `volatile` when the same sources may give another site next time
    (an article dated in the future, a file that could not be copied).
    """

    published: Path
    staged: bool = False
    given: Given | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    manifest: Manifest | None = None
    written: list[str] = field(default_factory=list)
    alone: Alone = NOWHERE
    volatile: bool = False
