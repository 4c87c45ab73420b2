"""`opendatacommunal validate`: the verdict of a Table Schema alone, nothing changed."""

from __future__ import annotations

import click

from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.messages.verdict import tally
from ckanext.opendatacommunal.pipeline.judging.descriptor import read_schema
from ckanext.opendatacommunal.pipeline.judging.judge import judge
from ckanext.opendatacommunal.shell import options, output
from ckanext.opendatacommunal.shell.command import command
from ckanext.opendatacommunal.shell.language import _

SHOWN_ERRORS = 100


@command(help=_("Judge FILE as it is by a Table Schema; nothing is changed."))
@options.file_argument
@click.option("--schema", required=True, metavar="F", help=_("Table Schema (JSON or YAML)."))
@options.json_option
@options.language_option
def validate(*, file: str, schema: str, json_file: str | None, language: str) -> int:
    path = options.existing_file(file)
    verdict = judge(path, read_schema(options.existing_file(schema)), translator(language))
    if json_file:
        output.write_json(json_file, verdict)
    if json_file != output.STANDARD_OUTPUT:
        for error in verdict["errors"][:SHOWN_ERRORS]:
            click.echo(error["message"])
        click.echo(tally(verdict["counts"], translator(language)))
    return 0 if verdict["valid"] else 1
