"""``timeline completion``: let the shell finish verbs, options and file names."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from timeline.cli.options import examples

HOW = {
    "bash": 'eval "$(timeline completion bash)"   # into ~/.bashrc',
    "zsh": 'eval "$(timeline completion zsh)"    # into ~/.zshrc',
    "fish": "timeline completion fish > ~/.config/fish/completions/timeline.fish",
}


@click.command(epilog=examples(*HOW.values()))
@click.argument("shell", type=click.Choice(list(HOW)))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script for SHELL."""
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(ctx.find_root().command, {}, "timeline", "_TIMELINE_COMPLETE").source())
