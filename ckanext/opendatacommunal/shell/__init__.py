"""The command `opendatacommunal`: what the pipeline does, without CKAN and without a server.

Exit status: 0 all is well; 1 something to settle, what can be published is written all the same;
2 unreadable file or wrong usage, one clear sentence on standard error. Each command imports what it
needs only when it runs, so that help comes at once.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import sys
import threading
from collections.abc import Callable

import click

from ckanext.opendatacommunal.shell import options
from ckanext.opendatacommunal.shell.command import write_options
from ckanext.opendatacommunal.shell.errors import Failure, is_defect, sentence_of
from ckanext.opendatacommunal.shell.language import _, chosen_language

COMMANDS = {
    "gabarits": ("gabarits", "gabarits", _("List the gabarits.")),
    "gabarit": ("gabarit", "gabarit", _("Write a gabarit: workbook, empty table, page, schema.")),
    "gabarit lint": (
        "gabarit_lint",
        "lint",
        _("Explain every mistake in the folder of a gabarit."),
    ),
    "gabarit new": ("gabarit_new", "new", _("Make the folder of a gabarit from a Table Schema.")),
    "read": ("read", "read", _("Show what is found in a file, unchanged.")),
    "check": ("check", "check", _("Clean and check a file against a gabarit.")),
    "validate": ("validate", "validate", _("Judge a file by a Table Schema, nothing changed.")),
    "propose": ("propose", "propose", _("Guess the gabarit and the commune of a file.")),
    "consolidate": (
        "consolidate",
        "consolidate",
        _("Bring the files of a whole folder together: table, board, return sheets."),
    ),
    "derive": ("derive", "derive", _("Make the table of a gabarit that nobody deposits.")),
    "commune": ("commune", "commune", _("Any spelling, postcode or old code to an INSEE code.")),
}
"""Name → (module of this package, function in it, what it does)."""


MEMORY_GIVEN_BACK = ("_RJEM_MALLOC_CONF", "dirty_decay_ms:150,muzzy_decay_ms:150")
"""What polars' allocator reads when it is loaded: milliseconds after which what a step has freed
goes back to the system. It would keep it ten seconds: on a file of 27 MB, a quarter more memory at
most. To give all back at once costs a tenth of a second there."""

OBJECTS_BETWEEN_SEARCHES = 100_000
"""Python would look for objects that only each other hold at every 700 new ones, through all that
was loaded: a thirtieth of the time of a command, which makes hardly any."""


class _Commands(click.Group):
    """Commands whose modules are imported one by one, when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A name of two words first: `gabarit lint` is not the gabarit called lint."""
        two = " ".join(args[:2])
        if two in COMMANDS:
            return two, self.get_command(ctx, two), args[2:]
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            raise Failure("unknown-command", name=cmd_name, names=list(COMMANDS))
        module, function, _help = COMMANDS[cmd_name]
        return getattr(importlib.import_module(f"{__name__}.{module}"), function)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, text) for name, (_m, _f, text) in COMMANDS.items()])


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "Open data shared between a métropole and its communes: read, clean and check the files "
        "of town halls. “-” as the name of a file to write is standard output."
    ),
)
@click.version_option(package_name="ckanext-opendatacommunal")
@options.language_option
def cli(language: str) -> None:
    """`language` is read by each command, where it says none itself."""


def main(
    arguments: list[str] | None = None,
    on_defect: Callable[[BaseException], None] | None = None,
) -> None:
    """Run the command and end the process with its status. Shows no traceback, whatever comes.

    `on_defect` is given an exception that nobody foresaw, before the person is. `arguments`: those
    of the process if None.
    """
    os.environ.setdefault(*MEMORY_GIVEN_BACK)
    gc.set_threshold(OBJECTS_BETWEEN_SEARCHES)
    try:
        status = cli.main(arguments, prog_name="opendatacommunal", standalone_mode=False)
    except BrokenPipeError:
        # The reader of our output has left (`… | head`): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    except SystemExit:
        raise
    except BaseException as error:  # even what a library calls a panic
        if os.environ.get("OPENDATACOMMUNAL_DEBUG"):
            raise
        if on_defect and is_defect(error):
            on_defect(error)
        click.echo(sentence_of(error, chosen_language(arguments)), err=True)
        status = error.status if isinstance(error, Failure) else 2
    status = status if isinstance(status, int) else 0
    if arguments is None:
        _leave(status)
    sys.exit(status)


def _leave(status: int) -> None:
    """End the process as its end would, without taking down piece by piece what it has loaded:
    for a command that lasts a third of a second, that is a quarter of its time."""
    if threading.active_count() > 1:
        return
    atexit._run_exitfuncs()  # temporary folders go, as they always do
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # told, or not, where it always is
        return
    os._exit(status)
