"""`opendatacommunal propose`: what a file seems to be, before anybody has said it."""

from __future__ import annotations

import click

from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline.propose import propose as guess
from ckanext.opendatacommunal.shell import options, output
from ckanext.opendatacommunal.shell.command import command
from ckanext.opendatacommunal.shell.language import _


@command(help=_("Guess the gabarit and the commune of FILE from its columns and its name."))
@options.file_argument
@options.epci_option
@options.json_option
@options.gabarits_dir_option
@options.language_option
def propose(
    *,
    file: str,
    epci: str | None,
    json_file: str | None,
    gabarits_dirs: tuple[str, ...],
    language: str,
) -> int:
    path = options.existing_file(file)
    found = guess(path, options.deposited_gabarits(gabarits_dirs), epci)
    if json_file:
        output.write_json(json_file, found.as_dict(translator(language)))
    if json_file != output.STANDARD_OUTPUT:
        click.echo(f"{found.slug or '?'}  {found.commune or '?'}")
    return 0 if found.slug and found.commune else 1
