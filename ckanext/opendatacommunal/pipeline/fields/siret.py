"""SIRET: the fourteen digits of an establishment, with their key, as text.

A lost zero at the start is asked: a digit missing elsewhere may leave a right key by chance. What a
spreadsheet has shortened (`2,43E+13`) is refused, never repaired.
"""

from __future__ import annotations

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .company_code import code_digits, has_key, is_siren, is_siret, with_zeros
from .reading import Context, Example, FieldType, Reading, ask, changed, refuse
from .spreadsheet_damage import SHORTENED, is_rounded, is_shortened

_LENGTH = 14


def parse(raw: str, field: Field, context: Context) -> Reading:
    digits = code_digits(raw)
    if digits is None:
        return refuse(SHORTENED if is_shortened(raw) else "not-a-siret")
    if len(digits) == _LENGTH and is_rounded(digits):
        return refuse(SHORTENED)
    if len(digits) == _LENGTH and is_siret(digits):
        return changed(raw, digits, "code-writing")
    if is_siren(digits):
        return refuse("siren-not-siret")
    whole = with_zeros(digits, _LENGTH)
    return ask("lost-zero", (whole,)) if whole and is_siret(whole) else refuse("not-a-siret")


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    """Both keys are right: that of the whole, and that of the SIREN."""
    digits = cell.str.contains(r"^[1-9]\d{13}$") & ~cell.str.contains(r"^356000000|0{8}$")
    return digits & has_key(cell, _LENGTH) & has_key(cell, 9)


SIRET = FieldType(
    "siret",
    ("siret",),
    parse,
    (
        Example("21690123100011", "21690123100011"),
        Example("216 901 231 00011", "21690123100011"),
        Example("216.901.231.00011", "21690123100011"),
        Example("216\u00a0901\u00a0231\u00a000011", "21690123100011"),
        Example("21690123100011.0", "21690123100011"),
        Example("SIRET : 21690123100011", "21690123100011"),
        Example("35600000000048", "35600000000048"),
        Example("35600000049837", "35600000049837"),
        Example("552013500012", asks=True),
        Example("21690123100012", error="not-a-siret"),
        Example("216901231", error="siren-not-siret"),
        Example("2,43E+13", error=SHORTENED),
        Example("2.43E+13", error=SHORTENED),
        Example("2,1690123E+13", error=SHORTENED),
        Example("21690100000000", error=SHORTENED),
        Example("en cours", error="not-a-siret"),
        Example("00000000000000", error="not-a-siret"),
        Example("NC", None),
    ),
    plain=plain,
    sample=Field("siret", "siret", "SIRET"),
)
