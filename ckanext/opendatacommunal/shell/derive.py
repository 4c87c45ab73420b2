"""`opendatacommunal derive`: the rows that a cleaned table gives to a gabarit nobody deposits."""

from __future__ import annotations

import csv
import io

import click

from ckanext.opendatacommunal.deriving import derive as rows_of
from ckanext.opendatacommunal.pipeline.depot import ROW
from ckanext.opendatacommunal.pipeline.reading.table import read_table
from ckanext.opendatacommunal.shell import options, output
from ckanext.opendatacommunal.shell.command import command
from ckanext.opendatacommunal.shell.errors import Failure
from ckanext.opendatacommunal.shell.language import _


@command(
    help=_("Make the rows of the gabarit SLUG from FILE, a cleaned table of the one it comes from.")
)
@options.file_argument
@click.option("--gabarit", "slug", metavar="SLUG", required=True, help=_("Gabarit to make."))
@click.option("--out", metavar="F", required=True, help=_("Table to write (CSV)."))
@options.gabarits_dir_option
@options.language_option
def derive(*, file: str, slug: str, out: str, gabarits_dirs: tuple[str, ...], language: str) -> int:
    found = options.known_gabarit(slug, gabarits_dirs)
    how = found.derived
    if how is None or how.of_portal:
        raise Failure("not-derived", slug=slug)
    source = options.known_gabarit(how.source, gabarits_dirs)
    table = read_table(options.existing_file(file), [field.name for field in source.fields])
    needed = {*how.where, *(source.natural_key or ())}
    missing = sorted(needed - set(table.header))
    if missing:
        raise Failure("not-the-source", name=file, source=source.slug, missing=missing)
    rows = (dict(zip(table.header, row, strict=False)) for row in table.rows.drop(ROW).iter_rows())
    text = io.StringIO()
    writer = csv.DictWriter(
        text, [field.name for field in found.public_fields], lineterminator="\n"
    )
    writer.writeheader()
    writer.writerows(made for _, made in rows_of(found, rows))
    output.write(out, text.getvalue())
    return 0
