"""Find what a name or an id stands for. Raises CKAN's `ObjectNotFound` with a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.opendatacommunal import config, gabarits
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.model import Commune, Depot
from ckanext.opendatacommunal.sheet.schemas import dataset_type, in_use


def gabarit(slug: str) -> Gabarit:
    for each in in_use():
        if each.slug == slug:
            return each
    raise tk.ObjectNotFound(tk._("There is no template “{slug}” here.").format(slug=slug))


def deposited_gabarit(slug: str) -> Gabarit:
    """One that files are handed in for. Raises `ValidationError`, which says where to go."""
    found = gabarit(slug)
    if found.derived is not None:
        words = tk._("Nobody fills in this template: its rows are made from what is published.")
        raise tk.ValidationError({"gabarit": [words]})
    if found.relay is not None:
        words = tk._("This is not handed in here, but there: {url}").format(url=found.relay.url)
        raise tk.ValidationError({"gabarit": [words]})
    return found


def relayed_gabarit(slug: str) -> Gabarit:
    """One that is handed in elsewhere. Raises `ValidationError`."""
    found = gabarit(slug)
    if found.relay is None:
        raise tk.ValidationError({"gabarit": [tk._("These data are handed in here.")]})
    return found


def gabarit_ever(slug: str) -> Gabarit:
    """The same, or one that the operator no longer uses: its data can still be taken away."""
    found = gabarits.find(slug, config.gabarits_dirs())
    return found or gabarit(slug)


def organisation(reference: str) -> model.Group:
    """The active organisation of that name or id."""
    found = model.Group.get(reference)
    if found is None or not found.is_organization or found.state != "active":
        raise tk.ObjectNotFound(
            tk._("There is no organisation “{name}” here.").format(name=reference)
        )
    return found


def extras_of(organisation: Any) -> dict[str, Any]:
    """What the organisation's own form keeps beside CKAN's columns (`siren`, `email`, `url`)."""
    return dict(organisation.extras or {})


def metropole() -> model.Group:
    return organisation(config.metropole())


def depot(identifier: str, *, lock: bool = False) -> Depot:
    """The dépôt of that id; `lock`: nobody else changes it until the transaction ends."""
    found = model.Session.get(Depot, identifier, with_for_update=lock, populate_existing=lock)
    if found is None:
        raise tk.ObjectNotFound(tk._("This dépôt does not exist."))
    return found


def dataset_of(slug: str, organisation_id: str) -> model.Package | None:
    """The dataset of an organisation for a gabarit, the active one first.

    By type and owner: its name is made of that of the organisation, which may have changed since.
    """
    of_owner = _parts([slug]).where(model.Package.owner_org == organisation_id)
    return model.Session.scalars(of_owner).first()


def datasets_by_owner(slugs: Iterable[str]) -> dict[tuple[str, str], str]:
    """(organisation, gabarit) → name of its active dataset, for these gabarits."""
    named = {dataset_type(slug): slug for slug in slugs}
    active = _parts(named.values()).where(model.Package.state == "active")
    found = model.Session.scalars(active)
    return {(str(each.owner_org), named[each.type]): each.name for each in found}


def _parts(slugs: Iterable[str]) -> sa.Select[tuple[model.Package]]:
    """All datasets of the gabarits, the métropole-wide ones left out."""
    whole = sa.literal(dataset_type("")).concat(model.Package.name)
    return (
        sa.select(model.Package)
        .where(model.Package.type.in_([dataset_type(slug) for slug in slugs]))
        .where(model.Package.type != whole)
        .order_by(model.Package.state, model.Package.metadata_created)
    )


def commune_of(organisation_id: str) -> Commune | None:
    """The commune whose town hall this organisation is."""
    query = sa.select(Commune).where(Commune.organisation_id == organisation_id)
    return model.Session.scalars(query).first()


def commune(insee: str) -> Commune:
    """The commune of that current or old code."""
    found = model.Session.get(Commune, insee)
    if found is None:
        query = sa.select(Commune).where(Commune.old_codes.contains([insee]))
        found = model.Session.scalars(query).first()
    if found is None:
        raise tk.ObjectNotFound(
            tk._("There is no commune with the code {insee} here.").format(insee=insee)
        )
    return found
