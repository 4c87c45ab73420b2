"""A command whose help is in the language of the person, the words of click included."""

from __future__ import annotations

from functools import partial

import click

from ckanext.opendatacommunal.shell.language import _

WORDS = {
    "Show this message and exit.": _("Show this help."),
    "Show the version and exit.": _("Show the version."),
    "[required]": _("[compulsory]"),
}
"""Of click, in English whatever the language of the machine → ours."""


def write_options(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    records = [each.get_help_record(ctx) for each in command.get_params(ctx)]
    with formatter.section(_("Options")):
        formatter.write_dl([(names, _said(text)) for names, text in filter(None, records)])


def _said(text: str) -> str:
    for word, ours in WORDS.items():
        text = text.replace(word, ours)
    return text


class _Command(click.Command):
    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_options(self, ctx, formatter)


command = partial(click.command, cls=_Command)
"""In the place of `click.command`."""
