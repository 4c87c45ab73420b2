"""What other columns of the file show of a cell, for its reader (`Context.decided`)."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.pipeline import answers
from ckanext.opendatacommunal.pipeline.depot import Depot
from ckanext.opendatacommunal.pipeline.fields import Context, field_type
from ckanext.opendatacommunal.pipeline.fields.beneficiary import NUMBERLESS
from ckanext.opendatacommunal.pipeline.fields.reading import ORDER

DATED_KINDS = ("date", "days", "datetime")


def date_order(depot: Depot, context: Context) -> Mapping[str, str]:
    """Whether dates begin with the day or the month, where the columns that tell agree: a file is
    written in one way, and one column may tell what another does not."""
    shown = set()
    for field in depot.gabarit.public_fields:
        survey = field_type(field.kind).survey if field.kind in DATED_KINDS else None
        if survey and field.name in depot.values.columns:
            cells = depot.values[field.name].drop_nulls().unique(maintain_order=True)
            shown.add(survey(map(answers.key_of, cells), field, context).get(ORDER))
    told = shown - {None}
    return {ORDER: str(told.pop())} if len(shown) > 1 and len(told) == 1 else {}


def numberless(depot: Depot, field: Field) -> Mapping[str, str]:
    """The values of which no row has a number in the fields of `options.numbers`."""
    numbers = field.options.get("numbers")
    if not numbers:
        return {}
    here = [name for name in numbers if name in depot.values.columns]
    without = pl.all_horizontal([pl.lit(True), *(pl.col(name).is_null() for name in here)])
    known = depot.values.group_by(field.name).agg(without.all().alias("without"))
    names = known.filter("without")[field.name].drop_nulls().sort()
    return {f"{NUMBERLESS}{answers.key_of(name)}": "1" for name in names}
