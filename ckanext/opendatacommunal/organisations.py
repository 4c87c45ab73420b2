"""Organisations of the town halls: read for a plan of `loading`, made by it, kept in step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import sqlalchemy as sa

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan import model as core
from ckan.lib import search
from ckan.model.types import make_uuid

from ckanext.opendatacommunal import config, model
from ckanext.opendatacommunal.loading import Departure, Organisation, Plan, Step


class OrganisationMixin(p.SingletonPlugin):
    """An organisation's SIREN and INSEE are those of the table of communes, whoever edits it."""

    p.implements(p.IOrganizationController, inherit=True)

    # IPackageController has methods of the same names: CKAN calls these for datasets too.

    def create(self, entity: Any) -> None:
        if isinstance(entity, core.Group):
            mirror(entity)

    def edit(self, entity: Any) -> None:
        if isinstance(entity, core.Group):
            mirror(entity)


def mirror(organisation: Any) -> None:
    """Write over the extras of an organisation (`model.Group`) what the table says of it."""
    commune = core.Session.scalar(
        sa.select(model.Commune).where(model.Commune.organisation_id == organisation.id)
    )
    siren = config.epci() if organisation.name == config.metropole() else None
    ours = {"insee": commune.insee, "siren": commune.siren} if commune else {"siren": siren}
    known = {key: value for key, value in ours.items() if value}
    if organisation.is_organization and known:
        organisation.extras = {**dict(organisation.extras or {}), **known}


def existing() -> list[Organisation]:
    """Every organisation and group of the site, the deleted ones too: they keep their name."""
    groups: Iterable[Any] = core.Session.scalars(sa.select(core.Group).order_by(core.Group.name))
    return [
        Organisation(
            id=group.id,
            name=group.name,
            title=group.title or "",
            extras=dict(group.extras or {}),
            deleted=group.state == core.State.DELETED,
            group=not group.is_organization,
        )
        for group in groups
    ]


def known() -> dict[str, dict[str, Any]]:
    """The table of communes: INSEE → columns."""
    columns = model.Commune.__table__.columns.keys()
    return {
        commune.insee: {column: getattr(commune, column) for column in columns}
        for commune in core.Session.scalars(sa.select(model.Commune))
    }


def apply(plan: Plan, progress: Callable[[Step], None] = lambda step: None) -> None:
    """Do what a plan without obstacles says, as the site's own user.

    CKAN commits after each organisation; a load that was cut short is finished by the next one.
    """
    if plan.obstacles:
        raise ValueError("A plan with obstacles is not applied")
    for step in plan.steps:
        if step.kind != "keep":
            _apply_step(step)
        progress(step)
    for departure in plan.departures:
        _follow(departure)
    core.Session.commit()


def _apply_step(step: Step) -> None:
    if step.organisation is None:
        _create(step)
        return
    _write_row(step, step.organisation.id)
    core.Session.flush()
    extras = {**step.organisation.extras, **step.extras}
    if step.title is None and extras == step.organisation.extras:
        core.Session.commit()
        return
    changes: dict[str, Any] = {"id": step.organisation.id, "extras": _as_list(extras)}
    if step.title is not None:
        changes["title"] = step.title
    tk.get_action("organization_patch")(_context(), changes)


def _create(step: Step) -> None:
    """The row goes with the organisation in one transaction: neither is ever there alone."""
    context, identifier = _context(), make_uuid()
    _write_row(step, identifier)
    tk.get_action("organization_create")(
        context,
        {
            "id": identifier,
            "name": step.name,
            "title": step.title,
            "extras": _as_list(step.extras),
        },
    )
    # CKAN makes its creator an admin: the site's user is nobody's referent.
    tk.get_action("member_delete")(
        _context(), {"id": identifier, "object": context["user"], "object_type": "user"}
    )


def _write_row(step: Step, organisation_id: str) -> None:
    if step.commune is None:
        return
    row = core.Session.get(model.Commune, step.commune.code)
    if row is None:
        row = model.Commune()
        core.Session.add(row)
    for column, value in {**step.values, "organisation_id": organisation_id}.items():
        setattr(row, column, value)


def _follow(departure: Departure) -> None:
    """A merged commune leaves the table, its rows go to the new one; its organisation stays."""
    row = core.Session.get(model.Commune, departure.insee)
    if row is None:
        return
    if departure.into is None:
        row.epci = departure.epci
        return
    core.Session.delete(row)
    core.Session.execute(
        sa.update(model.Ligne)
        .where(model.Ligne.commune == departure.insee)
        .values(commune=departure.into)
    )
    core.Session.commit()
    for package_id in _datasets_of(departure.insee):
        search.rebuild(package_id)


def _datasets_of(insee: str) -> list[str]:
    """Datasets whose field `communes` names this code."""
    names = sa.cast(core.Package.extras["communes"], sa.Text)
    return list(core.Session.scalars(sa.select(core.Package.id).where(names.contains(insee))))


def _context() -> Any:
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return {"user": user["name"], "ignore_auth": True}


def _as_list(extras: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in extras.items()]
