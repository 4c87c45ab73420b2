"""`opendatacommunal gabarit`: one gabarit, to fill in or to read."""

from __future__ import annotations

import io

import click

from ckanext.opendatacommunal.gabarit_page import empty_table, gabarit_page
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.shell import options, output
from ckanext.opendatacommunal.shell.command import command
from ckanext.opendatacommunal.shell.errors import Failure
from ckanext.opendatacommunal.shell.language import _
from ckanext.opendatacommunal.workbook import Place, write_workbook


@command(help=_("Write the gabarit SLUG as a workbook, an empty table, a page or a schema."))
@click.argument("slug", metavar="SLUG")
@click.option("--xlsx", metavar="F", help=_("Workbook to fill in."))
@click.option("--csv", "csv_file", metavar="F", help=_("Empty table (CSV)."))
@click.option("--html", metavar="F", help=_("Page that documents every column."))
@click.option("--schema", metavar="F", help=_("The Table Schema, as it is in the folder."))
@click.option("--commune", metavar="INSEE", help=_("Commune that fills in the workbook."))
@click.option("--rows", metavar=_("OLD.csv"), help=_("Rows that the workbook begins with."))
@options.gabarits_dir_option
@options.language_option
def gabarit(
    *,
    slug: str,
    xlsx: str | None,
    csv_file: str | None,
    html: str | None,
    schema: str | None,
    commune: str | None,
    rows: str | None,
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
        place, held = _place(commune), _rows(rows, found)
        write_workbook(found, workbook, translate, place=place, rows=held)
        output.write(xlsx, workbook.getvalue())
    return 0


def _place(insee: str | None) -> Place | None:
    if insee is None:
        return None
    from ckanext.opendatacommunal import communes  # noqa: PLC0415 - not every workbook names one

    known = communes.get(communes.current(insee) or insee)
    if known is None:
        raise Failure("unknown-commune", insee=insee)
    return Place.of(known)


def _rows(name: str | None, gabarit: Gabarit) -> list[dict[str, str | None]]:
    if name is None:
        return []
    from ckanext.opendatacommunal.pipeline.identity.previous_rows import (  # noqa: PLC0415 - polars
        read_previous,
    )

    table = read_previous(options.existing_file(name), gabarit)
    return [] if table is None else table.to_dicts()
