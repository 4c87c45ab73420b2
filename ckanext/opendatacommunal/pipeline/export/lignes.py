"""Every row with its state, one JSON object a line: what a server keeps of a dépôt."""

from __future__ import annotations

import json
from typing import Any

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot
from ckanext.opendatacommunal.pipeline.identity.natural_keys import natural_key
from ckanext.opendatacommunal.pipeline.reporting.report import publishable_rows


def lignes(depot: Depot) -> bytes:
    """{row, identifier, key, period, commune, public, internal, publishable, codes, change, lon,
    lat}, in the order of the file. `commune`: INSEE code of today; `lon`, `lat`: of published
    points only."""
    publishable = set(publishable_rows(depot))
    lines = [
        json.dumps(_ligne(depot, record, publishable), ensure_ascii=False)
        for record in depot.values.iter_rows(named=True)
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _ligne(depot: Depot, record: dict[str, Any], publishable: set[int]) -> dict[str, Any]:
    gabarit, row = depot.gabarit, record[ROW]
    insee = record.get(gabarit.role("insee") or "") or depot.settings.commune
    return {
        "row": row,
        "identifier": record.get(gabarit.role("identifier") or ""),
        "key": natural_key(record, gabarit),
        "period": gabarit.period_of(record),
        "commune": communes.current(insee) if insee else None,
        "public": {each.name: record.get(each.name) for each in gabarit.public_fields},
        "internal": {each.name: record.get(each.name) for each in gabarit.internal_fields},
        "publishable": row in publishable,
        "codes": list(depot.set_aside.get(row, ())),
        "change": depot.changes.get(row, "added"),
        "lon": _degrees(record.get(gabarit.role("longitude") or "")),
        "lat": _degrees(record.get(gabarit.role("latitude") or "")),
    }


def _degrees(cell: str | None) -> float | None:
    try:
        return float(cell) if cell else None
    except ValueError:
        return None
