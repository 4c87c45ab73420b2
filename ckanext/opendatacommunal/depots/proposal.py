"""Propose the gabarit and the organisation of a file whose sender named neither."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.opendatacommunal import config, confined
from ckanext.opendatacommunal.depots import lookup
from ckanext.opendatacommunal.depots.access import Person
from ckanext.opendatacommunal.model import Depot


def complete(depot: Depot, path: Path, limits: confined.Limits) -> None:
    """Fill `depot.gabarit` and `depot.organisation_id` where the file tells them.

    `depot.proposal` keeps what was proposed and why: {slug, score, reasons, commune,
    commune_reason}. An organisation is only proposed to somebody who deposits for it.
    """
    if depot.gabarit and depot.organisation_id:
        return
    arguments = ["propose", str(path), "--json", "-"]
    if config.epci():
        arguments += ["--epci", str(config.epci())]
    for each in config.gabarits_dirs():
        arguments += ["--gabarits-dir", each]
    found: dict[str, Any] = json.loads(confined.run(arguments, path.parent.parent, limits))
    depot.proposal = found
    if not depot.gabarit:
        depot.gabarit = _known_gabarit(found.get("slug"))
    if not depot.organisation_id:
        depot.organisation_id = _organisation(depot, found.get("commune"))
    depot.message = _missing(depot)


def _known_gabarit(slug: str | None) -> str | None:
    try:
        return lookup.gabarit(slug).slug if slug else None
    except tk.ObjectNotFound:
        return None


def _organisation(depot: Depot, insee: str | None) -> str | None:
    if not insee:
        return None
    try:
        found = lookup.commune(insee).organisation_id
    except tk.ObjectNotFound:
        return None
    user = model.User.get(depot.created_by) if depot.created_by else None
    person = Person(user.name if user else None)
    return found if person.edits(found) or person.helps_all else None


def _missing(depot: Depot) -> str | None:
    if not depot.gabarit and not depot.organisation_id:
        return tk._("Say which template this file follows and whose data it is.")
    if not depot.gabarit:
        return tk._("Say which template this file follows.")
    if not depot.organisation_id:
        return tk._("Say whose data it is.")
    return None
