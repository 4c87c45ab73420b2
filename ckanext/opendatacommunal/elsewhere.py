"""What a commune hands in elsewhere: where, by which law, and whether it says it has done so."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ckan import model

from ckanext.opendatacommunal.depots import show
from ckanext.opendatacommunal.expectations import duty_dict
from ckanext.opendatacommunal.gabarits import duty
from ckanext.opendatacommunal.model import Commune, Declaration
from ckanext.opendatacommunal.sheet.schemas import in_use


def of_commune(commune: Commune) -> list[dict[str, Any]]:
    """One entry a relayed gabarit: `{slug, title, url, commune_url, why, duty, declared}`.

    `commune_url`: what the national portal shows of this commune, or None. `declared`: the moment
    its town hall said that it is there, or None.
    """
    said = sa.select(Declaration).where(Declaration.organisation_id == commune.organisation_id)
    declared = {each.gabarit: show.moment(each.declared) for each in model.Session.scalars(said)}
    found = []
    for gabarit in in_use():
        if gabarit.relay is None:
            continue
        own = gabarit.relay.commune_url
        asked = duty(gabarit.obligations, commune.population, commune.agents)
        found.append(
            {
                "slug": gabarit.slug,
                "title": gabarit.title,
                "url": gabarit.relay.url,
                "commune_url": own.format(insee=commune.insee) if own else None,
                "why": dict(gabarit.relay.why),
                "duty": duty_dict(asked),
                "declared": declared.get(gabarit.slug),
            }
        )
    return found
