"""`ckan opendatacommunal resume`."""

from __future__ import annotations

import click

import ckan.plugins.toolkit as tk

from ckanext.opendatacommunal import jobs
from ckanext.opendatacommunal.messages import N_, translator

DONE = N_("Publications ended: {publications}, checks done: {checks}, erasures ended: {purges}.")


@click.command()
def resume() -> None:
    """End what a process that died has left: publications, checks, erasures.

    Harmless at any time. The job worker does the same by itself when it starts.
    """
    # No request, so no language of a reader: that of the site.
    _ = translator(tk.config["ckan.locale_default"])
    click.echo(_(DONE).format(**jobs.resume()))
