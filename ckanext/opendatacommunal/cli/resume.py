"""`ckan opendatacommunal resume`."""

from __future__ import annotations

import click

import ckan.plugins.toolkit as tk

from ckanext.opendatacommunal import jobs


@click.command()
def resume() -> None:
    """End what a process that died has left: publications, checks, erasures.

    Harmless at any time. The job worker does the same by itself when it starts.
    """
    done = jobs.resume()
    click.echo(
        tk._(
            "Publications ended: {publications}, checks done: {checks}, erasures ended: {purges}."
        ).format(**done)
    )
