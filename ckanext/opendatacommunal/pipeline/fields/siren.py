"""SIREN: the nine digits of a company, association or commune, with their key, as text."""

from __future__ import annotations

import re

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .company_code import code_digits, has_key, is_siren, is_siret, with_zeros
from .reading import Context, Example, FieldType, Reading, ask, changed, refuse
from .spreadsheet_damage import SHORTENED, is_shortened

_LENGTH = 9
_VAT = re.compile(r"FR ?\d{2} ?(\d{3} ?\d{3} ?\d{3})", re.IGNORECASE)


def parse(raw: str, field: Field, context: Context) -> Reading:
    """A SIRET or a European VAT number gives the SIREN that it holds."""
    vat = _VAT.fullmatch(raw)
    digits = vat[1].replace(" ", "") if vat else code_digits(raw)
    if digits is None:
        return refuse(SHORTENED if is_shortened(raw) else "not-a-siren")
    if is_siret(digits):
        return changed(raw, digits[:_LENGTH], "siren-of-code")
    if is_siren(digits):
        return changed(raw, digits, "siren-of-code" if vat else "code-writing")
    whole = with_zeros(digits, _LENGTH)
    return ask("lost-zero", (whole,)) if whole and is_siren(whole) else refuse("not-a-siren")


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.str.contains(r"^[1-9]\d{8}$") & has_key(cell, _LENGTH)


SIREN = FieldType(
    "siren",
    ("siren",),
    parse,
    (
        Example("216901231", "216901231"),
        Example("216 901 231", "216901231"),
        Example("216.901.231", "216901231"),
        Example("216901231.0", "216901231"),
        Example("SIREN 216901231", "216901231"),
        Example("21690123100011", "216901231"),
        Example("FR 12 216901231", "216901231"),
        Example("356000000", "356000000"),
        Example("5520135", asks=True),
        Example("55201", error="not-a-siren"),
        Example("216901232", error="not-a-siren"),
        Example("2,16E+08", error=SHORTENED),
        Example("000000000", error="not-a-siren"),
        Example("mairie", error="not-a-siren"),
        Example("-", None),
    ),
    plain=plain,
    sample=Field("siren", "siren", "SIREN"),
)
