"""What is published where: the board commune × gabarit, and the datasets of one commune."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.opendatacommunal import expectations
from ckanext.opendatacommunal.depots import lookup, show
from ckanext.opendatacommunal.depots.access import Person
from ckanext.opendatacommunal.depots.departments import PRINCIPAL
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.model import (
    Commune,
    Declaration,
    Depot,
    Ligne,
    LigneState,
    Publication,
    State,
)
from ckanext.opendatacommunal.sheet.schemas import in_use

NOTHING = "rien_a_declarer"

Cells = dict[tuple[str, str], dict[str, Any]]
"""(organisation, gabarit) → cell of the board."""


def board(epci: str | None, person: Person) -> dict[str, Any]:
    """The communes of the intercommunality by name, and the state of each gabarit in each."""
    query = sa.select(Commune).order_by(Commune.slug)
    if epci:
        query = query.where(Commune.epci == epci)
    gabarits = _published_here()
    cells = _cells(gabarits, person)
    communes = [_line(commune, gabarits, cells, person) for commune in model.Session.scalars(query)]
    states = Counter(cell["state"] for line in communes for cell in line["cells"].values() if cell)
    return {
        "gabarits": [{"slug": each.slug, "title": each.title} for each in gabarits],
        "communes": communes,
        "counts": {"communes": len(communes), **states},
    }


def expected_of(commune: Commune, person: Person) -> list[dict[str, Any]]:
    """What is expected of one commune (`expectations.of_commune`), in the order of the gabarits."""
    gabarits, owner = _published_here(), str(commune.organisation_id)
    cells = _cells(gabarits, person, owner)
    mine = {each.slug: cells.get((owner, each.slug)) or {} for each in gabarits}
    return expectations.of_commune(commune, gabarits, mine)


def publishers() -> dict[str, list[dict[str, Any]]]:
    """Gabarit → communes whose town hall publishes it, by name: `{insee, name}`."""
    by_owner: dict[str, list[str]] = {}
    for owner, slug in _published():
        by_owner.setdefault(owner, []).append(slug)
    town_halls = sa.select(Commune).where(Commune.organisation_id.in_(list(by_owner)))
    found: dict[str, list[dict[str, Any]]] = {}
    for commune in model.Session.scalars(town_halls.order_by(Commune.slug)):
        for slug in by_owner[str(commune.organisation_id)]:
            found.setdefault(slug, []).append({"insee": commune.insee, "name": commune.name})
    return found


def _published_here() -> list[Gabarit]:
    """What communes deposit first, then what is made of it."""
    found = [each for each in in_use() if each.kind != expectations.RELAY]
    return sorted(found, key=lambda each: each.kind != "deposit")


def _cells(gabarits: Iterable[Gabarit], person: Person, owner: str | None = None) -> Cells:
    """Of one organisation, or of all."""
    cells = {**_declared(owner), **_published(owner)}
    for cell in _waiting(person):
        # What waits hides nothing that is public.
        cells.setdefault((cell.pop("owner"), cell.pop("gabarit")), cell)
    by_slug = {each.slug: each for each in gabarits}
    names = lookup.datasets_by_owner(by_slug)
    for place, cell in cells.items():
        cell["dataset"] = names.get(place) if cell["state"] == State.PUBLIE else None
        if place[1] in by_slug:
            cell.update(expectations.next_time(cell, by_slug[place[1]]))
    return cells


def datasets_of_commune(commune: Commune, context: Any) -> list[dict[str, Any]]:
    """Datasets with public rows in the commune, whoever owns them (law 12), by title."""
    counted = (
        sa.select(Ligne.gabarit, Ligne.organisation_id, sa.func.count())
        .where(Ligne.commune == commune.insee, Ligne.state == LigneState.PUBLIEE)
        .group_by(Ligne.gabarit, Ligne.organisation_id)
    )
    known = {each.slug for each in in_use()}
    found = [
        _dataset(gabarit, owner, rows, context)
        for gabarit, owner, rows in model.Session.execute(counted)
        if gabarit in known
    ]
    return sorted((each for each in found if each), key=lambda each: each["title"])


def declarations_of(organisation_id: str | None) -> list[dict[str, Any]]:
    """Gabarits for which the organisation says it has nothing."""
    query = sa.select(Declaration).where(Declaration.organisation_id == organisation_id)
    titles = {each.slug: each.title for each in in_use() if each.relay is None}
    return [
        {"gabarit": each.gabarit, "title": titles[each.gabarit], "date": show.moment(each.declared)}
        for each in model.Session.scalars(query.order_by(Declaration.gabarit))
        if each.gabarit in titles
    ]


def _line(
    commune: Commune, gabarits: Sequence[Gabarit], cells: Cells, person: Person
) -> dict[str, Any]:
    owner = commune.organisation_id
    mine = {each.slug: cells.get((str(owner), each.slug)) for each in gabarits}
    sees = person.helps_all or person.edits(owner)
    organisation = show.organisation(owner)
    return {
        "insee": commune.insee,
        "name": commune.name,
        "population": commune.population,
        "agents": commune.agents,
        "duty": expectations.general_duty(commune)["answer"],
        "duties": {each.slug: expectations.duty_of(commune, each).answer for each in gabarits},
        "organisation": organisation,
        "cells": {
            slug: {**cell, "depot_id": cell["depot_id"] if sees else None}
            for slug, cell in mine.items()
            if cell
        },
    }


def _published(owner: str | None = None) -> Cells:
    """By the last publication of each scope; an organisation may have several.

    `departments`: those that have public rows, unless there is only one. `periods`: of the rows.
    """
    of_owner = Publication.organisation_id == owner if owner else sa.true()
    query = (
        sa.select(Publication)
        .where(Publication.facts.is_not(None), of_owner)
        .order_by(
            Publication.gabarit,
            Publication.organisation_id,
            Publication.source,
            Publication.number.desc(),
        )
        .distinct(
            Publication.gabarit,
            Publication.organisation_id,
            Publication.source,
        )
    )
    cells: Cells = {}
    for each in model.Session.scalars(query):
        facts = each.facts or {}
        if not facts["rows"]:
            continue
        cell = cells.setdefault(
            (each.organisation_id, each.gabarit),
            {
                "state": State.PUBLIE,
                "rows": 0,
                "set_aside": 0,
                "departments": [],
                "periods": [],
            },
        )
        if each.source != PRINCIPAL:
            cell["departments"].append(each.source)
        cell["periods"] = sorted({*cell["periods"], *facts.get("periods", ())})
        cell["rows"] += facts["rows"]
        cell["set_aside"] += facts["set_aside"]
        cell["date"] = max(cell.get("date", ""), each.started.isoformat())
        cell["depot_id"] = each.depot_id
    return cells


def _declared(owner: str | None = None) -> Cells:
    of_owner = Declaration.organisation_id == owner if owner else sa.true()
    return {
        (each.organisation_id, each.gabarit): {
            "state": NOTHING,
            "date": show.moment(each.declared),
            "rows": None,
            "set_aside": None,
            "depot_id": None,
        }
        for each in model.Session.scalars(sa.select(Declaration).where(of_owner))
    }


def _waiting(person: Person) -> Iterable[dict[str, Any]]:
    """The newest open dépôt of each owner and gabarit that this person may see."""
    if not person.name:
        return
    query = sa.select(Depot).where(
        Depot.state.in_(State.OPEN),
        Depot.gabarit.is_not(None),
        Depot.organisation_id.is_not(None),
    )
    if not person.helps_all:
        ids = [each.id for each in person.organisations()]
        query = query.where(Depot.organisation_id.in_(ids))
    for depot in model.Session.scalars(query.order_by(Depot.created.desc())):
        yield {
            "owner": depot.organisation_id,
            "gabarit": depot.gabarit,
            "state": depot.state,
            "date": show.moment(depot.created),
            "rows": None,
            "set_aside": depot.counts.get("set_aside"),
            "depot_id": depot.id,
        }


def _dataset(gabarit: str, owner: str, rows: int, context: Any) -> dict[str, Any] | None:
    organisation = show.organisation(owner)
    package = lookup.dataset_of(gabarit, owner)
    if organisation is None or package is None:
        return None
    try:
        found = tk.get_action("package_show")(
            {"user": context.get("user") or "", "auth_user_obj": context.get("auth_user_obj")},
            {"id": package.id},
        )
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return None
    if found["private"] or found["state"] != "active":
        return None
    return {
        "name": found["name"],
        "title": found["title"],
        "gabarit": gabarit,
        "modified": found.get("modified") or found["metadata_modified"],
        "rows": rows,
        "producer": organisation["title"],
        "url": tk.h.url_for(f"{found['type']}.read", id=found["name"], qualified=True),
    }
