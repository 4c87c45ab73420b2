"""`number_code` and `identifier`: numbers that name a thing and are never counted with."""

from __future__ import annotations

import re

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .reading import Context, Example, FieldType, Reading, ask, changed, unchanged

_DIGITS = re.compile(r"(?:n\s*[°ºo]?\.?\s*)?(\d{1,12})(?:[.,]0+)?", re.IGNORECASE)
_IDENTIFIER = re.compile(
    r"([A-Z]{2,4})\s*[-–—‑_ /.]?\s*(\d{5}|2[AB]\d{3})\s*[-–—‑_ /.]\s*(\d{1,9})", re.I
)


def parse_number_code(raw: str, field: Field, context: Context) -> Reading:
    """Digits, with the zeros that make them as long as `options.digits` (default: as they are)."""
    found = _DIGITS.fullmatch(raw)
    if not found:
        return ask("not-a-number-code")
    digits = int(field.options.get("digits", 1))
    bare = found[1].lstrip("0") or "0"
    if bare == "0":
        return ask("not-a-number-code")
    kept = found[1] if len(found[1]) >= digits else bare.zfill(digits)
    return changed(raw, kept, "leading-zeros")


def parse_identifier(raw: str, field: Field, context: Context) -> Reading:
    """`PAR-69283-021`, whatever stands between its parts; its sense is checked in `complete`."""
    found = _IDENTIFIER.fullmatch(raw)
    if not found:
        return _of_another(raw, field)
    number = found[3] if len(found[3]) >= 3 else found[3].zfill(3)
    return changed(raw, f"{found[1].upper()}-{found[2].upper()}-{number}", "identifier-writing")


def _of_another(raw: str, field: Field) -> Reading:
    """What is no identifier of ours goes to the field of the role `options.others_to`, if any."""
    role, pattern = field.options.get("others_to"), field.constraints.get("pattern")
    if role is None or (pattern and re.fullmatch(pattern, raw)):
        return unchanged(raw)
    return Reading(None, "identifier-moved", moved={role: raw})


def plain_number_code(cell: pl.Expr, field: Field) -> pl.Expr:
    digits = int(field.options.get("digits", 1))
    return cell.str.contains(rf"^\d{{{digits},12}}$") & cell.str.contains(r"[1-9]")


def plain_identifier(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.str.contains(r"^[A-Z]{2,4}-\d{5}-\d{3,9}$")


NUMBER_CODE = FieldType(
    "number_code",
    (),
    parse_number_code,
    (
        Example("021", "021"),
        Example("21", "021"),
        Example("21.0", "021"),
        Example("N° 7", "007"),
        Example("1234", "1234"),
        Example("00021", "00021"),
        Example("21,00", "021"),
        Example("n°021", "021"),
        Example("No 12", "012"),
        Example("21-22", asks=True),
        Example("12 bis", asks=True),
        Example("A12", asks=True),
        Example("0", asks=True),
    ),
    plain=plain_number_code,
    sample=Field("num", "number_code", "Numéro", options={"digits": 3}),
)

IDENTIFIER = FieldType(
    "identifier",
    ("identifiant",),
    parse_identifier,
    (
        Example("PAR-69283-021", "PAR-69283-021"),
        Example("par 69283 21", "PAR-69283-021"),
        Example("PAR_69283_021", "PAR-69283-021"),
        Example("PAR/69283/021", "PAR-69283-021"),
        Example("PAR 69283 1021", "PAR-69283-1021"),
        Example("PAR-2A004-021", "PAR-2A004-021"),
        Example("par-2a004-21", "PAR-2A004-021"),
        Example("PAR-69283-1", "PAR-69283-001"),
        Example("PAR-69283", "PAR-69283"),
        Example("69283-021", "69283-021"),
        Example("n.c.", None),
        Example("autre chose", "autre chose"),
    ),
    plain=plain_identifier,
)
