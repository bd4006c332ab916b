"""``timeline review --web``: the review on a page of this computer's own."""

from __future__ import annotations

import secrets

import click

from timeline.cli.report import count, next_step, say
from timeline.cli.reviewpage.server import Server
from timeline.events.review import Review


def serve(review: Review, port: int = 0, browse: bool = True) -> None:
    """Serve the review to this computer's browser until Ctrl-C; only who knows the printed address can use it."""
    server = Server(review, port, secrets.token_urlsafe(24))
    say(f"Review {count(review.total, 'event')} at {server.address}")
    say("Press Ctrl-C here when you are done.")
    if browse:
        click.launch(server.address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("")
    finally:
        server.server_close()
    next_step(f"{count(review.done, 'event')} decided, {len(review.queue)} left", "timeline build")
