"""The key of Luhn (ISO/IEC 7812), which SIREN and SIRET end with, for a whole column at once."""

from __future__ import annotations

import polars as pl


def surely_has_key(cell: pl.Expr, length: int) -> pl.Expr:
    """True for texts of just `length` digits that, each second one from the right doubled, add up
    to a multiple of 10; what begins by a sign is none."""
    number = cell.cast(pl.Int64, strict=False)
    total = pl.lit(0, dtype=pl.Int64)
    for place in range(length):
        digit = number // 10**place % 10
        if place % 2:
            digit = 2 * digit - 9 * (digit > 4).cast(pl.Int64)
        total = total + digit
    right_length = (cell.str.len_bytes() == length) & ~cell.str.starts_with("+")
    return right_length & (number >= 0) & (total % 10 == 0)
