"""The command line: which command lives where. Nothing a command needs is imported before it is called."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

import click

from stalkdesk import __version__

_COMMANDS = {
    "assess": ("stalkdesk.commands.assess", "what these answers mean under a question set"),
    "call": ("stalkdesk.commands.call", "take a call line by line, without screen control"),
    "records": ("stalkdesk.commands.records", "list, show, export records, and who looked at them"),
    "people": ("stalkdesk.commands.people", "who of those on this desk may be meant, and why"),
    "sync": ("stalkdesk.commands.sync", "what is on its way to the force's system, and send it now"),
    "practice": ("stalkdesk.commands.practice", "fill a practice desk with made-up records"),
    "doctor": ("stalkdesk.commands.doctor", "what this terminal and this desk can do, and what is missing"),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which desk the command is about, as given before its name."""

    practice: bool
    home: str | None


@click.group(cls=_Lazy, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="stalkdesk")
@click.option(
    "--practice", is_flag=True, help="A practice desk: no set-up, sample records, nothing leaves this machine."
)
@click.option("--home", metavar="DIR", help="Where the desk keeps its records; for practice, DIR-practice beside it.")
@click.option("--new", type=click.Choice(["call", "walk-in"]), help="Open straight in a new contact.")
@click.option("--caller-number", metavar="N", default="", help="With --new: the number they ring from.")
@click.option("--incident", metavar="REF", default="", help="With --new: the command-and-control reference.")
@click.pass_context
def cli(
    ctx: click.Context, *, practice: bool, home: str | None, new: str | None, caller_number: str, incident: str
) -> None:
    """Guided stalking screening for police call handlers and front desks.

    Without a command it opens the desk. It sets priorities and predicts nothing. Danger now goes by voice,
    radio or the force's own command and control, never by this program.
    """
    ctx.obj = Chosen(practice=practice, home=home)
    if ctx.invoked_subcommand is not None:
        return
    if new is None and (caller_number or incident):
        raise click.UsageError("--caller-number and --incident go with --new call or --new walk-in")
    from stalkdesk.app import run

    ctx.exit(run(practice=practice, home=home, new=new, caller_number=caller_number, incident=incident))
