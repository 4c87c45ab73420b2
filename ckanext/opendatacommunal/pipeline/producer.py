"""The producer's own name, where a schema asks for it on every row: that of the depositing commune.

His SIRET is in no public list of ours: it is asked once, and the profile remembers it.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.pipeline.depot import Depot


def fill_producer(depot: Depot) -> Depot:
    """Name the commune in the cells of role `producer_name` that are empty."""
    name = depot.gabarit.role("producer_name")
    place = communes.get(depot.settings.commune) if depot.settings.commune else None
    if name is None or place is None or depot.values.is_empty():
        return depot
    held = {row for each in depot.open_questions if each.field == name for row in each.rows}
    if held or any(each.field == name for each in depot.issues if each.severity == "error"):
        return depot
    cell = pl.col(name) if name in depot.values.columns else pl.lit(None, dtype=pl.String)
    return replace(depot, values=depot.values.with_columns(cell.fill_null(place.name).alias(name)))
