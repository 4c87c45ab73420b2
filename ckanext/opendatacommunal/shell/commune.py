"""`opendatacommunal commune`: any spelling of a commune to its code."""

from __future__ import annotations

import click

from ckanext.opendatacommunal.communes import commune_command
from ckanext.opendatacommunal.shell import options, output
from ckanext.opendatacommunal.shell.command import command
from ckanext.opendatacommunal.shell.language import _


@command(help=_("Find the INSEE code of each NAME: a spelling, a postcode, an old code."))
@click.argument("names", metavar=_("NAME…"), nargs=-1, required=True)
@options.epci_option
@options.json_option
@options.language_option
def commune(names: tuple[str, ...], epci: str | None, json_file: str | None, language: str) -> int:
    found = commune_command(names, epci)
    if json_file:
        output.write_json(json_file, found)
    if json_file != output.STANDARD_OUTPUT:
        for each in found:
            others = ", ".join(f"{place['insee']} {place['name']}" for place in each["candidates"])
            known = f"{each['insee']} {each['name']}" if each["insee"] else f"? {others}"
            click.echo(f"{each['query']}: {known}")
    return 0 if all(each["insee"] for each in found) else 1
