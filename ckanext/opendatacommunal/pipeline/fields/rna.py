"""RNA: the number of an association, `W` and nine signs."""

from __future__ import annotations

import re

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .company_code import code_digits, is_siren, is_siret
from .reading import Context, Example, FieldType, Reading, ask, changed, refuse

_RNA = re.compile(r"W(?:\d{9}|\d[A-Z]\d{7})")
_MARKS = re.compile(r"[ .\-/_]")
_LABEL = re.compile(r"^(?:n[°o]?\s*)?rna\s*:?\s*", re.IGNORECASE)
_NO_LETTER = re.compile(r"\d{9}")


def parse(raw: str, field: Field, context: Context) -> Reading:
    bare = _MARKS.sub("", _LABEL.sub("", raw)).upper()
    if _RNA.fullmatch(bare):
        return changed(raw, bare, "code-writing")
    digits = code_digits(raw)
    if digits and (is_siren(digits) or is_siret(digits)):
        return refuse("siren-not-rna")
    if _NO_LETTER.fullmatch(bare):
        return ask("lost-letter", (f"W{bare}",))
    return refuse("not-an-rna")


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.str.contains(r"^W\d{9}$")


RNA = FieldType(
    "rna",
    ("rna",),
    parse,
    (
        Example("W692001234", "W692001234"),
        Example("w692001234", "W692001234"),
        Example("W 692 001 234", "W692001234"),
        Example("W-692001234", "W692001234"),
        Example("W692.001.234", "W692001234"),
        Example("RNA : W692001234", "W692001234"),
        Example("n° RNA W692001234", "W692001234"),
        Example("W9R1001234", "W9R1001234"),
        Example("692001234", asks=True),
        Example("216901231", error="siren-not-rna"),
        Example("21690123100011", error="siren-not-rna"),
        Example("W69200123", error="not-an-rna"),
        Example("0691012345", error="not-an-rna"),
        Example("en cours", error="not-an-rna"),
        Example("néant", None),
    ),
    plain=plain,
    sample=Field("rna", "rna", "Numéro RNA"),
)
