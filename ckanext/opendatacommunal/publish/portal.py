"""What the portal publishes of an organisation, one row a dataset: the source of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.opendatacommunal.communes.names import plain
from ckanext.opendatacommunal.depots import lookup
from ckanext.opendatacommunal.deriving import Row, derive
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.publish.plan import Record
from ckanext.opendatacommunal.publish.siret import siret_of
from ckanext.opendatacommunal.publish.tables import site_context
from ckanext.opendatacommunal.sheet.schemas import in_use


def records(gabarit: Gabarit, organisation: Any) -> Iterator[Record]:
    """The rows of `gabarit` that the sheets of the organisation's datasets give, by identifier.

    A sheet without all that the schema requires gives none.
    """
    commune = lookup.commune_of(organisation.id)
    required = [each.name for each in gabarit.public_fields if each.required]
    owner = {
        "organisation": organisation.title or organisation.name,
        "organisation_siret": siret_of(organisation),
        "scale": "commune" if commune else "",
    }
    rows = [{**_row(dataset), **owner} for dataset in _datasets(gabarit, organisation)]
    rows.sort(key=lambda row: row["identifier"] or "")
    for _, made in derive(gabarit, rows):
        if all(made[name] for name in required):
            yield {
                "identifier": made[gabarit.role("identifier") or ""],
                "period": "",
                "commune": commune.insee if commune else None,
                "key": None,
                "public": made,
                "internal": {},
                "lon": None,
                "lat": None,
            }


def _datasets(gabarit: Gabarit, organisation: Any) -> Iterator[dict[str, Any]]:
    """The public ones of the gabarits in use; not the catalogue, which would tell of itself."""
    for each in in_use():
        package = lookup.dataset_of(each.slug, organisation.id)
        if each.slug == gabarit.slug or package is None or package.private:
            continue
        if package.state == "active":
            yield tk.get_action("package_show")(site_context(), {"id": package.id})


def _row(dataset: dict[str, Any]) -> Row:
    """Every value as text, under names of this module; lists of codes as their last part."""
    covered = (dataset.get("temporal_coverage") or [{}])[0]
    territory = (dataset.get("spatial_coverage") or [{}])[0]
    formats = [each["format"].lower() for each in dataset["resources"] if each.get("format")]
    return {
        "identifier": dataset["identifier"],
        "title": dataset["title"],
        "notes": dataset["notes"],
        "theme": _code((dataset.get("theme") or [""])[0]),
        "territory": territory.get("text"),
        "start": covered.get("start") or dataset.get("issued"),
        # The national schema knows no open period: it ends with the last update.
        "end": covered.get("end") or dataset.get("modified"),
        "issued": dataset.get("issued"),
        "frequency": _code(dataset.get("frequency") or ""),
        "modified": dataset.get("modified"),
        "keywords": ";".join(plain(each["name"]) for each in dataset.get("tags", ())),
        "licence": dataset.get("license_id"),
        "resources": str(len(dataset["resources"])),
        "formats": ";".join(dict.fromkeys(formats)),
        "url": tk.h.url_for(
            f"{dataset['type']}.read", id=dataset["name"], qualified=True, locale="default"
        ),
    }


def _code(uri: str) -> str:
    return uri.rpartition("/")[2]
