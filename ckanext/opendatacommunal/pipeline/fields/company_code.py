"""Digits and keys of SIREN and SIRET; shared by the kinds that hold one or may be taken for one.

Keys by Luhn's rule, and La Poste's own rule for its many places (`stdnum`).
"""

from __future__ import annotations

import re

import polars as pl

_MARKS = re.compile(r"[ .\-/_']")
_DIGITS = re.compile(r"(\d+?)(?:[.,]0{1,2})?")
_LABEL = re.compile(r"^(?:n[°o]?\s*)?(?:siret|siren)\s*(?:n[°o]\s*)?:?\s*", re.IGNORECASE)
_MOST_ZEROS_LOST = 2


def code_digits(raw: str) -> str | None:
    """The digits of a code written with marks between them, None if anything else is in it."""
    bare = _LABEL.sub("", raw)
    whole = _DIGITS.fullmatch(bare) or _DIGITS.fullmatch(_MARKS.sub("", bare))
    return whole[1] if whole else None


def with_zeros(digits: str, length: int) -> str | None:
    """With the zeros that a number loses at its start, None if too many are missing."""
    lost = length - len(digits)
    return digits.zfill(length) if 1 <= lost <= _MOST_ZEROS_LOST else None


def is_siren(digits: str) -> bool:
    from stdnum.fr import siren  # noqa: PLC0415 - only columns of such codes pay for it

    return digits.strip("0") != "" and siren.is_valid(digits)


def is_siret(digits: str) -> bool:
    from stdnum.fr import siret  # noqa: PLC0415

    return digits.strip("0") != "" and siret.is_valid(digits)


def has_key(cell: pl.Expr, length: int) -> pl.Expr:
    """Whether a cell of `length` digits follows Luhn's rule; anything may be in the cell."""
    total = pl.lit(0, dtype=pl.Int32)
    for place in range(length):
        digit = cell.str.slice(place, 1).cast(pl.Int32, strict=False)
        twice = digit * 2
        total += digit if (length - place) % 2 else twice - pl.when(twice > 9).then(9).otherwise(0)
    return ((total % 10) == 0).fill_null(value=False)
