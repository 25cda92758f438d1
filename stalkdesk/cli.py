"""The command line: which command lives where. Nothing a command needs is imported before it is called."""

from __future__ import annotations

import importlib
from typing import Any

import click

from stalkdesk import __version__

_COMMANDS = {
    "assess": ("stalkdesk.commands.assess", "what these answers mean under a question set"),
    "questions": ("stalkdesk.commands.questions", "list, show, check, draw and compare question sets"),
}


class _Lazy(click.Group):
    """Commands by name, imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _ = _COMMANDS[cmd_name]
        return importlib.import_module(module).command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in _COMMANDS.items()])


@click.group(cls=_Lazy, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="stalkdesk")
@click.pass_context
def cli(ctx: click.Context, **_: Any) -> None:
    """Guided stalking screening for police call handlers and front desks.

    It sets priorities and predicts nothing. Danger now goes by voice, radio or the force's own
    command and control, never by this program.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main() -> None:
    """Run the command line and leave with its exit status."""
    cli(prog_name="stalkdesk")
