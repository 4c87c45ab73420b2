"""`ckan opendatacommunal communes …`: the communes of the site and their organisations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

import ckan.plugins.toolkit as tk

from ckanext.opendatacommunal import config, organisations
from ckanext.opendatacommunal import loading as l
from ckanext.opendatacommunal.messages import N_, translator

Translate = Callable[[str], str]

DONE = {
    "create": N_("+ {name}: organisation created for {title}"),
    "adopt": N_("= {name}: organisation adopted for {title}"),
    "update": N_("~ {name}: brought up to date for {title}"),
}
TO_DO = {
    "create": N_("+ {name}: organisation to be created for {title}"),
    "adopt": N_("= {name}: organisation to be adopted for {title}"),
    "update": N_("~ {name}: to be brought up to date for {title}"),
}
MERGED = N_("- {name} ({insee}) is now part of {into}; its organisation is kept, without a commune")
GONE = N_("- {name} ({insee}) is no longer in {epci}; its organisation is kept")
COUNTS = N_("{create} created, {adopt} adopted, {update} updated, {keep} unchanged.")
TO_DO_COUNTS = N_(
    "{create} to create, {adopt} to adopt, {update} to update, {keep} unchanged. Nothing was"
    " written."
)
NO_CHANGE = N_("No change: {keep} organisations are as they should be.")
NOTHING_WRITTEN = N_("Nothing was changed. What stands in the way:")
WHICH_EPCI = N_("Say which EPCI: --epci SIREN, or the option opendatacommunal.epci.")
COMMUNES_ALONE = N_(
    "Only the communes of {epci} were looked at: this site is that of the EPCI {home} (option"
    " opendatacommunal.epci)."
)
EPCI_OPTION = N_("Now write opendatacommunal.epci = {siren} in the configuration of CKAN.")


@click.group()
def communes() -> None:
    """Communes of the site and their organisations."""


@communes.command()
@click.option("--epci", "siren", metavar="SIREN", help="EPCI whose communes are loaded.")
@click.option("--adopt", is_flag=True, help="Use the organisations that are already there.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option(
    "--polygons",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Outlines of the communes, GeoJSON in WGS84, over those of the package.",
)
def load(siren: str | None, adopt: bool, dry_run: bool, polygons: Path | None) -> None:
    """Make or bring up to date the organisation of the métropole and of each of its communes."""
    _ = translator(tk.config["ckan.locale_default"])
    home = config.epci()
    siren = siren or home
    if not siren:
        raise click.UsageError(_(WHICH_EPCI))
    try:
        plan = l.plan(
            siren,
            organisations.existing(),
            organisations.known(),
            metropole=config.metropole() if home in (None, siren) else None,
            adopt=adopt,
            polygons=l.read_polygons(polygons) if polygons else None,
        )
    except l.LoadingError as error:
        raise click.ClickException(_(error.sentence).format_map(error.params)) from error
    if plan.obstacles:
        lines = [_(each.sentence).format_map(each.params) for each in plan.obstacles]
        raise click.ClickException("\n".join([_(NOTHING_WRITTEN), *lines]))
    _show(plan, dry_run, _)
    if home is None:
        click.echo(_(EPCI_OPTION).format(siren=siren))
    elif siren != home:
        click.echo(_(COMMUNES_ALONE).format(epci=plan.epci.name, home=home))


def _show(plan: l.Plan, dry_run: bool, _: Translate) -> None:
    """Apply a plan unless `dry_run`; one line for each change, then the counts."""
    sentences = TO_DO if dry_run else DONE

    def say(step: l.Step) -> None:
        if step.kind != "keep":
            title = f"{step.commune.name} ({step.commune.code})" if step.commune else plan.epci.name
            click.echo(_(sentences[step.kind]).format(name=step.name, title=title))

    if dry_run:
        for step in plan.steps:
            say(step)
    else:
        organisations.apply(plan, say)
    for departure in plan.departures:
        click.echo(_departure(departure, plan, _))
    counts = {kind: plan.count(kind) for kind in ("create", "adopt", "update", "keep")}
    if plan.changes_nothing:
        click.echo(_(NO_CHANGE).format(**counts))
    else:
        click.echo(_(TO_DO_COUNTS if dry_run else COUNTS).format(**counts))


def _departure(departure: l.Departure, plan: l.Plan, _: Translate) -> str:
    sentence = MERGED if departure.into else GONE
    return _(sentence).format(
        name=departure.name,
        insee=departure.insee,
        into=departure.into,
        epci=plan.epci.name,
    )
