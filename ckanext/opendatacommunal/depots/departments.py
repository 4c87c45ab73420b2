"""The departments of an organisation that each deposit a part of its own (law 6).

Their parts never replace one another. Unless several deposit, there is one, `principal`.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.opendatacommunal.model import Depot, Publication
from ckanext.opendatacommunal.pipeline.reading.names import plain

PRINCIPAL = "principal"
LONGEST = 60


def departments_of(organisation_ids: Iterable[str]) -> dict[str, list[str]]:
    """Organisation → names of its departments, `principal` left out, in alphabetical order."""
    ids = list(organisation_ids)
    named = sa.union(
        *(
            sa.select(table.organisation_id, table.source).where(
                table.organisation_id.in_(ids), table.source != PRINCIPAL
            )
            for table in (Depot, Publication)
        )
    )
    found: dict[str, list[str]] = {}
    for organisation_id, name in model.Session.execute(named):
        found.setdefault(organisation_id, []).append(name)
    return {each: sorted(names, key=plain) for each, names in found.items()}


def department(given: str | None, organisation_id: str | None) -> str:
    """The name as the organisation has written it before, whatever capitals, accents and spaces it
    has now. Raises `ValidationError` when it is too long."""
    name = " ".join((given or "").split())
    if not name or plain(name) == PRINCIPAL:
        return PRINCIPAL
    if len(name) > LONGEST:
        raise tk.ValidationError({"source": [tk._("Write a shorter name of the department.")]})
    known = departments_of([organisation_id]) if organisation_id else {}
    same = (each for each in known.get(str(organisation_id), ()) if plain(each) == plain(name))
    return next(same, name)
