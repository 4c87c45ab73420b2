"""`opendatacommunal read`: what a file holds, as text, nothing changed."""

from __future__ import annotations

import csv
import io

import click

from ckanext.opendatacommunal.messages import N_, sentence, translator
from ckanext.opendatacommunal.pipeline.depot import ROW
from ckanext.opendatacommunal.pipeline.read import known_words
from ckanext.opendatacommunal.pipeline.reading.table import Table, read_table
from ckanext.opendatacommunal.shell import options, output
from ckanext.opendatacommunal.shell.command import command
from ckanext.opendatacommunal.shell.language import _

SAMPLE_ROWS = 10
NO_NAMES = N_("(no line of column names)")


@command(help=_("Show what is found in FILE: sheet, encoding, header, first rows."))
@options.file_argument
@options.sheet_option
@options.json_option
@click.option("--out", metavar="F", help=_("Write the table as text, unchanged (CSV)."))
@options.gabarits_dir_option
@options.language_option
def read(
    *,
    file: str,
    sheet: str | None,
    json_file: str | None,
    out: str | None,
    gabarits_dirs: tuple[str, ...],
    language: str,
) -> int:
    path = options.existing_file(file)
    words = known_words(options.all_gabarits(gabarits_dirs).values())
    table = read_table(path, words, sheet=sheet)
    if json_file:
        sample = table.rows.drop(ROW).head(SAMPLE_ROWS).fill_null("").rows()
        found = {
            "file": table.file.as_dict(),
            "header": list(table.header),
            "sample": [list(row) for row in sample],
        }
        output.write_json(json_file, found)
    if out:
        output.write(out, as_csv(table))
    if output.STANDARD_OUTPUT not in (json_file, out):
        _say(table, language)
    return 0


def as_csv(table: Table) -> bytes:
    """Header and data rows, every cell as found: UTF-8, comma."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.header)
    writer.writerows(table.rows.drop(ROW).iter_rows())
    return out.getvalue().encode("utf-8")


def _say(table: Table, language: str) -> None:
    file = table.file
    found = (file.format, file.encoding, file.delimiter, file.sheet)
    click.echo(" · ".join(repr(each) if each == "\t" else each for each in found if each))
    nameless = translator(language)(NO_NAMES)
    click.echo(" | ".join(table.header) if file.header_row else nameless)
    for issue in table.issues:
        params = {"row": issue.row, "value": issue.value, **issue.params}
        click.echo(f"- {sentence(issue.code, params, translator(language))[0]}")
