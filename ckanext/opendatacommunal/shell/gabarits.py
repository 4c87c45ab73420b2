"""`opendatacommunal gabarits`: what is asked of communes."""

from __future__ import annotations

import click

from ckanext.opendatacommunal.shell import options, output
from ckanext.opendatacommunal.shell.command import command
from ckanext.opendatacommunal.shell.language import _


@command(help=_("List the gabarits."))
@options.json_option
@options.gabarits_dir_option
@options.language_option
def gabarits(json_file: str | None, gabarits_dirs: tuple[str, ...], language: str) -> int:
    known = options.all_gabarits(gabarits_dirs)
    listed = [
        {
            "slug": each.slug,
            "title": each.title,
            "version": each.version,
            "kind": each.kind,
            "source": each.source,
            "fields": [field.name for field in each.public_fields],
            "internal_fields": [field.name for field in each.internal_fields],
            "periodicity": each.periodicity,
        }
        for each in known.values()
    ]
    if json_file:
        output.write_json(json_file, listed)
    if json_file != output.STANDARD_OUTPUT:
        for each in known.values():
            click.echo(f"{each.slug}  {each.title} ({each.version})")
    return 0
