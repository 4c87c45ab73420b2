"""The two licences that a public body may choose for its data (CRPA, article D. 323-2-1)."""

from __future__ import annotations

from dataclasses import dataclass

from ckan import model
from ckan.model.license import License


@dataclass(frozen=True)
class Licence:
    """`id` is the one data.gouv.fr uses, `uri` the one that stands for it in DCAT.

    `kind`: what it asks, in the words of the ADMS licence types.
    """

    id: str
    title: str
    uri: str
    kind: str


LICENCES = {
    licence.id: licence
    for licence in (
        Licence(
            "lov2",
            "Licence Ouverte / Open Licence version 2.0",
            "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
            "Attribution",
        ),
        Licence(
            "odc-odbl",
            "Open Data Commons Open Database License (ODbL) 1.0",
            "https://opendatacommons.org/licenses/odbl/1-0/",
            "ViralEffect-ShareAlike",
        ),
    )
}


def complete_register() -> None:
    """Add to CKAN's list the licences it does not know, so that pages show their titles."""
    register = model.Package.get_license_register()
    known = register.keys()
    for licence in LICENCES.values():
        if licence.id not in known:
            register.licenses.append(
                License(
                    {
                        "id": licence.id,
                        "title": licence.title,
                        "url": licence.uri,
                        "domain_data": True,
                        "od_conformance": "approved",
                        "status": "active",
                    }
                )
            )
