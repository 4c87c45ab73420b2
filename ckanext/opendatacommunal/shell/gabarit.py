"""`opendatacommunal gabarit`: one gabarit, to fill in or to read."""

from __future__ import annotations

import io

import click

from ckanext.opendatacommunal.gabarit_page import empty_table, gabarit_page
from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.shell import options, output
from ckanext.opendatacommunal.shell.errors import Failure
from ckanext.opendatacommunal.shell.language import _
from ckanext.opendatacommunal.workbook import write_workbook


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
        output.write(html, gabarit_page(found, translate, language))
    if xlsx:
        workbook = io.BytesIO()
        write_workbook(found, workbook, translate)
        output.write(xlsx, workbook.getvalue())
    return 0
