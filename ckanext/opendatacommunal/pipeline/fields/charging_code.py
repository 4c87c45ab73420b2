"""Identifier of a charging station or point, as AFIREV gives it: `FRA68P68021001`, no separator.

What is out of roaming has none and says so: `Non concerné`.
"""

from __future__ import annotations

import re

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .matching import fold
from .reading import Context, Example, FieldType, Reading, changed, refuse
from .spreadsheet_damage import SHORTENED, is_shortened

NONE = "Non concerné"
_CODE = re.compile(r"[A-Z]{2}[A-Z0-9]{4,33}")
_MARKS = re.compile(r"[\s*.\-_/]")
_NO_CODE = frozenset(
    ("non concerne", "non concernee", "pas concerne", "hors itinerance", "non itinerant", "aucun")
)


def parse(raw: str, field: Field, context: Context) -> Reading:
    if fold(raw) in _NO_CODE:
        return changed(raw, NONE, "list-writing")
    if is_shortened(raw):
        return refuse(SHORTENED)
    bare = _MARKS.sub("", raw).upper()
    if _CODE.fullmatch(bare) and any(map(str.isdigit, bare)):
        return changed(raw, bare, "code-writing")
    return refuse("not-a-charging-code")


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.str.contains(r"^FR[A-Z0-9]{4,31}\d$")


CHARGING_CODE = FieldType(
    "charging_code",
    (),
    parse,
    (
        Example("FRA68P68021001", "FRA68P68021001"),
        Example("FR*A68*P68021*001", "FRA68P68021001"),
        Example("fr-a68-e680210015", "FRA68E680210015"),
        Example("FR A68 P68021 001", "FRA68P68021001"),
        Example("Non concerné", "Non concerné"),
        Example("non concernée", "Non concerné"),
        Example("hors itinérance", "Non concerné"),
        Example("NC", None),
        Example("6802100", error="not-a-charging-code"),
        Example("en cours", error="not-a-charging-code"),
        Example("2,43E+13", error=SHORTENED),
    ),
    plain=plain,
    sample=Field("id_pdc", "charging_code", "Identifiant du point de recharge"),
)
