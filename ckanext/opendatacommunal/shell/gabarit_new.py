"""`opendatacommunal gabarit new`: the folder of a gabarit from a Table Schema."""

from __future__ import annotations

from pathlib import Path

import click

from ckanext.opendatacommunal.importing import make_folder
from ckanext.opendatacommunal.linting import lint
from ckanext.opendatacommunal.messages import N_, translator
from ckanext.opendatacommunal.shell import options
from ckanext.opendatacommunal.shell.command import command
from ckanext.opendatacommunal.shell.errors import Failure
from ckanext.opendatacommunal.shell.gabarit_lint import report
from ckanext.opendatacommunal.shell.language import _

MADE = N_("{folder}: made, to be read over.")


@command(help=_("Make the folder of the gabarit SLUG from a Table Schema."))
@click.argument("slug", metavar="SLUG")
@click.option(
    "--from", "source", metavar="schema.json", required=True, help=_("Table Schema to start from.")
)
@click.option("--dir", "parent", metavar=_("DIR"), default=".", help=_("Folder to make it in."))
@click.option("--title", metavar="T", help=_("Title, instead of the schema’s."))
@options.language_option
def new(slug: str, source: str, parent: str, title: str | None, language: str) -> int:
    if not Path(parent).is_dir():
        raise Failure("no-such-folder", name=parent)
    folder = make_folder(options.existing_file(source), Path(parent) / slug, title=title)
    translate = translator(language)
    click.echo(translate(MADE).format(folder=folder))
    return report({slug: lint(folder, translate)}, translate)
