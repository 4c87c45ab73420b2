"""The key of Luhn (ISO/IEC 7812), which SIREN and SIRET end with."""

from __future__ import annotations

import unicodedata

import polars as pl


def has_key(digits: str) -> bool:
    """Whether the digits, each second one from the right doubled, add up to a multiple of 10."""
    doubled = (2 * int(digit) if i % 2 else int(digit) for i, digit in enumerate(reversed(digits)))
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0


def surely_has_key(cell: pl.Expr, length: int) -> pl.Expr:
    """True for texts of just `length` digits with the right key; what begins by a sign is not."""
    number = cell.cast(pl.Int64, strict=False)
    total = pl.lit(0, dtype=pl.Int64)
    for place in range(length):
        digit = number // 10**place % 10
        if place % 2:
            digit = 2 * digit - 9 * (digit > 4).cast(pl.Int64)
        total = total + digit
    right_length = (cell.str.len_bytes() == length) & ~cell.str.starts_with("+")
    return right_length & (number >= 0) & (total % 10 == 0)


def compact(text: str) -> str:
    """Without spaces and dots of any script; digits in full width as plain ones."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if sign != "." and not sign.isspace())
