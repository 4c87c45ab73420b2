"""`ckan opendatacommunal …`: one module a group of commands."""

from __future__ import annotations

import click

from ckanext.opendatacommunal.cli.communes import communes
from ckanext.opendatacommunal.cli.gabarit import gabarit
from ckanext.opendatacommunal.cli.resume import resume

__all__ = ["opendatacommunal"]


@click.group()
def opendatacommunal() -> None:
    """Open data shared between a métropole and its communes."""


opendatacommunal.add_command(communes)
opendatacommunal.add_command(gabarit)
opendatacommunal.add_command(resume)
