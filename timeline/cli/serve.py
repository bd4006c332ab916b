"""``timeline serve``: the site in a browser, following every edit."""

from __future__ import annotations

import threading
import webbrowser
from collections.abc import Iterator
from pathlib import Path

import click

from timeline import pipeline
from timeline.cli.options import examples, site_option
from timeline.cli.report import count, next_step, say, show
from timeline.errors import TimelineError
from timeline.sitefolder import Site, open_site


@click.command(
    epilog=examples(
        "timeline serve",
        "timeline serve --port 4000 --open",
        "timeline serve --frozen      (only the events that are in the files)",
    )
)
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port; if it is taken, the next free one."
)
@click.option("--open", "browse", is_flag=True, help="Open the site in your browser.")
@click.option("--frozen", is_flag=True, help="Leave articles unread and event files unchanged.")
@site_option
def command(port: int, browse: bool, frozen: bool, site: Site) -> None:
    """Build the site, show it on this machine, and rebuild it whenever you save a file.

    The page in your browser reloads by itself, and shows what is wrong if something is. Ctrl+C ends it.
    """
    from timeline.site.serve import Preview, Watcher, follow, server

    preview = Preview(f"{threading.get_native_id()}-")
    opened = server(site.output, preview, port)
    address = f"http://127.0.0.1:{opened.server_address[1]}/{site.settings.prefix}"
    if opened.server_address[1] != port:
        say(f"Port {port} is taken.")
    watcher, ended = Watcher(lambda: watched(site)), threading.Event()
    threading.Thread(target=opened.serve_forever, daemon=True).start()
    say(f"{address} follows your edits; Ctrl+C ends it.")
    if browse:
        webbrowser.open(address)

    broken = False

    def build() -> bool:
        try:
            outcome = pipeline.build(open_site(site.root, site.conf.name), frozen=frozen, durable=False)
        except TimelineError as error:
            problems, built = error.problems, None
        else:
            problems, built = outcome.problems, outcome.built
            if outcome.proposed:
                next_step(f"{count(outcome.proposed, 'event')} proposed", "timeline review")
        nonlocal broken
        show(problems)
        errors = [problem for problem in problems if problem.severity == "error"]
        changed = len(built.changed) + len(built.gone) if built else 0
        preview.tell(errors, changed=bool(changed))
        if changed:
            say(f"{count(changed, 'file')} changed.")
        elif errors:
            say(f"{count(len(errors), 'error')}: you still see the site as it was.")
        elif broken:
            say("That is mended; the site is as it was.")
        broken = bool(errors)
        return built is not None

    try:
        follow(build, watcher, ended)
    except KeyboardInterrupt:
        say("")
    finally:
        ended.set()
        preview.close()
        opened.shutdown()
        opened.server_close()
        watcher.close()


def watched(site: Site) -> Iterator[Path]:
    """Yield what a site is made of: content, settings, and the folders of its templates and theme."""
    from timeline.site.theme import chronicle

    yield site.content
    yield site.conf
    for name in ("THEME", "THEME_TEMPLATES_OVERRIDES"):
        stated = site.pelican.get(name) or ()
        for folder in (stated,) if isinstance(stated, str) else stated:
            yield site.root / folder
    yield Path(chronicle())
