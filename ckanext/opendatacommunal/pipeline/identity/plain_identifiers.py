"""Rows that carry an identifier of ours that can only be their own, told for all rows at once."""

from __future__ import annotations

import re

import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.depot import ROW


def plainly_own(values: pl.DataFrame, gabarit: Gabarit, reserved: pl.Series) -> pl.DataFrame:
    """(row, identifier) of the rows that carry one of ours that can only be their own: of their
    commune, with their number, on no other row, never given before. What a look at each row would
    say of them, at once for a long file."""
    name, number, insee = map(gabarit.role, ("identifier", "number", "insee"))
    if name not in values.columns or not gabarit.identifier_prefix or insee is None:
        return none()
    told = values.select(
        ROW,
        pl.col(name or "").alias("identifier"),
        *filled_cells(values, number, "told"),
        *filled_cells(values, insee, "insee"),
    )
    alone = pl.col("identifier").is_unique()
    alone = alone & ~pl.col("identifier").is_in(reserved.implode()) if reserved.len() else alone
    made = _is_made_of_its_cells(told["insee"], gabarit)
    told = told.with_columns(alone.alias("alone"), made.alias("made"))
    rest = told.filter(~pl.col("made"))
    own = pl.concat([told.filter("made"), rest.filter(_is_its_own(rest, gabarit))])
    return own.filter("alone").select(ROW, "identifier")


def _is_made_of_its_cells(codes: pl.Series, gabarit: Gabarit) -> pl.Expr:
    """The usual case: the very identifier that the tool makes of the commune and the number."""
    known = [
        code
        for code in codes.drop_nulls().unique()
        if communes.current(code) is not None
        and re.fullmatch(gabarit.identifier_shape, gabarit.identifier(code, "1"))
    ]
    digits = pl.col("told").str.contains(r"^[0-9]+$")
    same = (pl.col("identifier") == made_of(gabarit)) & digits & pl.col("insee").is_in(known)
    return same.fill_null(value=False)


def made_of(gabarit: Gabarit) -> pl.Expr:
    """The identifier that the tool makes of columns `insee` and `told`; null without both."""
    before, _, after = gabarit.identifier("\0", "\1").partition("\0")
    between, _, after = after.partition("\1")
    return pl.concat_str(
        pl.lit(before), pl.col("insee"), pl.lit(between), pl.col("told"), pl.lit(after)
    )


def _is_its_own(told: pl.DataFrame, gabarit: Gabarit) -> pl.Series:
    """As the shape of the identifier tells; a commune may have another code than it had."""
    shape = pl.col("identifier").str.extract_groups(f"^(?:{gabarit.identifier_shape})$")
    parts = told.select("told", "insee", shape.alias("shape")).unnest("shape")
    codes = parts.select(pl.col("place").append(pl.col("insee")).drop_nulls().unique()).to_series()
    today = pl.Series([communes.current(code) or "?" for code in codes], dtype=pl.String)
    same_place = pl.col("place").replace(codes, today) == pl.col("insee").replace(codes, today)
    shown = pl.col("told").str.strip_chars_start("0") == pl.col("number").str.strip_chars_start("0")
    own = (
        (pl.col("prefix") == gabarit.identifier_prefix)
        & (pl.col("insee").is_null() | same_place)
        & (pl.col("told").is_null() | (pl.col("told").str.contains(r"^[0-9]+$") & shown))
    )
    return parts.select(own.fill_null(value=False)).to_series()


def none() -> pl.DataFrame:
    return pl.DataFrame(schema={ROW: pl.Int64, "identifier": pl.String})


def filled_cells(values: pl.DataFrame, name: str | None, alias: str) -> list[pl.Expr]:
    """The cells of a column that says something; none where there is no such column."""
    if name not in values.columns:
        return [pl.lit(None, dtype=pl.String).alias(alias)]
    return [pl.when(pl.col(name or "") != "").then(pl.col(name or "")).alias(alias)]
