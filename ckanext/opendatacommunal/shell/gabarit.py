"""`opendatacommunal gabarits` and `gabarit`: what is asked of communes, and what to fill in."""

from __future__ import annotations

import click

from ckanext.opendatacommunal.gabarit_files import empty_table, page, workbook
from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.shell import options, output
from ckanext.opendatacommunal.shell.errors import Failure
from ckanext.opendatacommunal.shell.language import _


@click.command(help=_("List the gabarits."))
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


@click.command(help=_("Write the gabarit SLUG as a workbook, an empty table, a page or a schema."))
@click.argument("slug", metavar="SLUG")
@click.option("--xlsx", metavar="F", help=_("Workbook to fill in."))
@click.option("--csv", "csv_file", metavar="F", help=_("Empty table (CSV)."))
@click.option("--html", metavar="F", help=_("Page that documents every column."))
@click.option("--schema", metavar="F", help=_("The Table Schema, as it is in the folder."))
@options.gabarits_dir_option
@options.language_option
def gabarit(
    *,
    slug: str,
    xlsx: str | None,
    csv_file: str | None,
    html: str | None,
    schema: str | None,
    gabarits_dirs: tuple[str, ...],
    language: str,
) -> int:
    found = options.known_gabarit(slug, gabarits_dirs)
    translate = translator(language)
    if not (xlsx or csv_file or html or schema):
        raise Failure("nothing-to-write")
    if schema:
        output.write(schema, found.schema_bytes)
    if csv_file:
        output.write(csv_file, empty_table(found))
    if html:
        output.write(html, page(found, translate, language))
    if xlsx:
        output.write(xlsx, workbook(found, translate))
    return 0
