"""What a law asks of the sum of a column, by the population of the commune: `options.legal_total`.

Article R. 581-2 of the code de l'environnement asks for square metres of free display: said as an
information, never a fault. It does not say whether a started band of inhabitants counts: both
readings are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import ceil
from typing import Any

import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.pipeline.depot import Depot, Issue
from ckanext.opendatacommunal.pipeline.fields.numbers import is_number, plain

CODE = "legal-total"


def compare_with_the_law(depot: Depot) -> Depot:
    for field in depot.gabarit.public_fields:
        law = field.options.get("legal_total")
        if law and field.name in depot.values.columns:
            depot = depot.with_issues(_said(depot, field, law))
    return depot


def _said(depot: Depot, field: Field, law: Mapping[str, Any]) -> list[Issue]:
    place = communes.get(depot.settings.commune or "")
    cells = _counted(depot.values, field, law["where"])
    if place is None or not place.population or not cells:
        return []
    total = sum((Decimal(cell) for cell in cells), Decimal(0))
    least, most = (_asked(place.population, law, started=started) for started in (False, True))
    params = {
        "total": plain(total),
        "least": str(least),
        "most": str(most),
        "population": place.population,
        "law": law["text"],
        "case": "one-reading" if least == most else "two-readings",
    }
    return [Issue(CODE, "info", None, field.name, None, params)]


def _counted(values: pl.DataFrame, field: Field, where: Mapping[str, list[str]]) -> list[str]:
    """Cells that are numbers, of the rows of the kinds that the law counts."""
    if any(name not in values.columns for name in where):
        return []
    counted = pl.all_horizontal(pl.col(name).is_in(kinds) for name, kinds in where.items())
    cells = values.filter(counted)[field.name].drop_nulls()
    return [cell for cell in cells if is_number(cell)]


def _asked(population: int, law: Mapping[str, Any], *, started: bool) -> int:
    """The least that the law asks; `started`: whether a band of inhabitants counts once begun."""
    asked = int(law["base"])
    for band in law["bands"]:
        beyond = min(population, band.get("to", population)) - band["above"]
        if beyond > 0:
            count = beyond / band["every"]
            asked += band["more"] * (ceil(count) if started else int(count))
    return asked
