"""How a question may be answered, for whoever shows it; the steps themselves read the answers."""

from __future__ import annotations

from typing import Literal

from ckanext.opendatacommunal.gabarits import Field, Gabarit
from ckanext.opendatacommunal.messages import RULES
from ckanext.opendatacommunal.pipeline.clean import accepter
from ckanext.opendatacommunal.pipeline.depot import Question
from ckanext.opendatacommunal.pipeline.recognising.asking import (
    OR_VALUE,
    WHICH_COLUMN,
    WHICH_FIELD,
)
from ckanext.opendatacommunal.pipeline.recognising.claims import address_of, position_of

COLUMN_RULES = ("two-columns", WHICH_COLUMN)

AS_WRITTEN = ("capitals", "personal-data")
"""Questions on a whole column that leave its cells as the person wrote them."""

Leaving = Literal["kept", "as-written", "emptied", "column-out", "no-column", "not-offered"]


def is_closed(asked: Question, gabarit: Gabarit) -> bool:
    """Whether its candidates are all that may be answered."""
    if asked.field is None:
        return True
    if asked.rule in COLUMN_RULES:
        or_value = asked.params.get("case") == OR_VALUE
        return not or_value or _has_words(gabarit[asked.field])
    if any(f"{asked.rule}:{each}" in RULES for each in asked.candidates):
        return True
    if asked.field not in gabarit or not asked.candidates:
        return False
    field = gabarit[asked.field]
    return field.kind == "enum" and _has_words(field) and {*field.values} <= {*asked.candidates}


def _has_words(field: Field) -> bool:
    """Whether it takes certain words only."""
    return field.kind == "boolean" or (bool(field.values) and not field.open)


def leaving(asked: Question, gabarit: Gabarit) -> Leaving:
    """What the answer “leave it” comes to: the value stays, or its cell is left empty where the
    schema does not take it; all its cells stay; the column is left out; none of them is it."""
    if asked.rule == WHICH_FIELD:
        return "column-out"
    if asked.rule in COLUMN_RULES:
        return "no-column"
    if asked.field is None or asked.field not in gabarit:
        return "not-offered"
    if asked.value is None and asked.rule in AS_WRITTEN:
        return "as-written"
    kept = accepter(gabarit, gabarit[asked.field])(asked.value or "")
    return "kept" if asked.value and kept else "emptied"


def places_for(gabarit: Gabarit) -> list[str]:
    """What a person may say that a column is: a field, or a cell that holds several of them."""
    whole = ((address_of(gabarit), "street"), (position_of(gabarit), "longitude"))
    split = [name for name, role in whole if gabarit.role(role) and name not in gabarit]
    return [*(each.name for each in gabarit.readable_fields), *split]
