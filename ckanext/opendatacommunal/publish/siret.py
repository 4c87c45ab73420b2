"""The SIRET of a producer: what its form says, else what it has published of itself.

No public list of ours has it, and it cannot be worked out from the SIREN.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from stdnum.fr import siret

from ckan import model

from ckanext.opendatacommunal.depots import lookup
from ckanext.opendatacommunal.model import Ligne, LigneState
from ckanext.opendatacommunal.sheet.schemas import in_use


def siret_of(organisation: Any) -> str | None:
    """Fourteen digits with the right keys, or None."""
    extras = lookup.extras_of(organisation)
    commune = lookup.commune_of(organisation.id)
    siren = commune.siren if commune else extras.get("siren")
    said = siret.compact(str(extras.get("siret") or ""))
    if siret.is_valid(said):
        return said
    found = (each for each in _published(organisation.id) if siren and each.startswith(siren))
    return next((each for each in found if siret.is_valid(each)), None)


def _published(organisation_id: str) -> Iterator[str]:
    """What the column of the producer's SIRET holds in one public row of each gabarit."""
    for gabarit in in_use():
        name = gabarit.role("producer_siret")
        if name is None:
            continue
        cell = Ligne.public[name].as_string()
        query = sa.select(cell).where(
            Ligne.gabarit == gabarit.slug,
            Ligne.organisation_id == organisation_id,
            Ligne.state == LigneState.PUBLIEE,
            cell != "",
        )
        yield from model.Session.scalars(query.order_by(Ligne.identifier).limit(1))
