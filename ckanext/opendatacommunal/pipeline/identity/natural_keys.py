"""The words that name a row when it has no identifier, of one row and of a whole table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.fields.folded import folded, folded_in_full, replaced
from ckanext.opendatacommunal.pipeline.fields.matching import fold
from ckanext.opendatacommunal.pipeline.fields.street import in_full
from ckanext.opendatacommunal.pipeline.identity.periods import periods_of

KEY = "_key"
"""Column of natural keys beside the rows they name."""

EXACT_KINDS = ("given_name", "date", "number", "integer", "year", "siret")
"""Kinds whose accents and marks tell two values apart."""

_PERIOD = "_period"
_LOWERED_ALIKE = r"^[\x00-\x7f\xa0-\xb4\xb6-\xde\xe0-\xff]*$"
"""Letters that `casefold` only puts in lower case."""


def natural_key(row: Mapping[str, Any], gabarit: Gabarit) -> str | None:
    """The words that name a row when it has no identifier; None if one of them is missing
    that the gabarit requires: a place without a landmark is named by its street.

    Its period among them: what comes back each year is another row each year (law 6).
    """
    parts = []
    if _tells_period(gabarit):
        parts.append(gabarit.period_of(row))
        if not parts[0] or not gabarit.natural_key:
            return None
    for name in gabarit.natural_key:
        text = row.get(name) or ""
        kind = gabarit[name].kind
        # Chloe and Chloé are two first names, 7.1 and 71 two codes.
        exact = kind in EXACT_KINDS
        told = text.casefold() if exact else fold(in_full(text) if kind == "street" else text)
        if not told and gabarit[name].required:
            return None
        parts.append(told)
    return "|".join(parts) if any(parts) else None


def natural_keys(table: pl.DataFrame, gabarit: Gabarit) -> pl.Series:
    """`natural_key` of each row of a table whose columns are fields of the gabarit."""
    names = _parts_of(gabarit)
    return _joined(_told(table, names, gabarit), names, gabarit)


def keys_of_both(
    here: pl.DataFrame, there: pl.DataFrame, gabarit: Gabarit
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Both tables with their `KEY`; of `there`, only the rows that may have a key of `here`.

    Streets take the longest: those of rows of another name are not looked at.
    """
    names = _parts_of(gabarit)
    streets = [name for name in names if name in gabarit and gabarit[name].kind == "street"]
    others = [name for name in names if name not in streets]
    ours, theirs = (_told(table, others, gabarit) for table in (here, there))
    if others and here.height and there.height:
        marks = [table.select(pl.concat_str(others, separator="|")) for table in (ours, theirs)]
        near = marks[1].to_series().is_in(marks[0].to_series().unique().implode())
        there, theirs = there.filter(near), theirs.filter(near)
    found = []
    for table, told in ((here, ours), (there, theirs)):
        whole = told.hstack(_told(table, streets, gabarit)) if streets else told
        found.append(table.with_columns(_joined(whole, names, gabarit).alias(KEY)))
    return found[0], found[1]


def _tells_period(gabarit: Gabarit) -> bool:
    return gabarit.period is not None and not {*gabarit.period.fields} <= {*gabarit.natural_key}


def _parts_of(gabarit: Gabarit) -> list[str]:
    """Names of the parts of a key, in their order; none where nothing names a row."""
    if not gabarit.natural_key:
        return []
    return [*([_PERIOD] if _tells_period(gabarit) else []), *gabarit.natural_key]


def _told(table: pl.DataFrame, names: Iterable[str], gabarit: Gabarit) -> pl.DataFrame:
    """What each row says for each part, as keys write it; empty where it says nothing."""
    parts = []
    for name in names:
        if name == _PERIOD:
            part = periods_of(table, gabarit)
        elif name not in table.columns:
            part = pl.repeat("", table.height, dtype=pl.String, eager=True)
        else:
            part = _as_in_keys(table[name].cast(pl.String).fill_null(""), gabarit[name].kind)
        parts.append(part.alias(name))
    return pl.DataFrame(parts)


def _as_in_keys(cells: pl.Series, kind: str) -> pl.Series:
    if kind == "street":
        return folded_in_full(cells)
    if kind not in EXACT_KINDS:
        return folded(cells)
    others = cells.filter(~cells.str.contains(_LOWERED_ALIKE)).unique()
    return replaced(cells.str.to_lowercase(), cells, {each: each.casefold() for each in others})


def _joined(told: pl.DataFrame, names: list[str], gabarit: Gabarit) -> pl.Series:
    if not names:
        return pl.repeat(None, told.height, dtype=pl.String, eager=True)
    needed = [name for name in names if name == _PERIOD or gabarit[name].required]
    says = pl.any_horizontal(pl.col(name) != "" for name in names)
    says &= pl.all_horizontal(pl.lit(value=True), *(pl.col(name) != "" for name in needed))
    key = pl.when(says).then(pl.concat_str(names, separator="|"))
    return told.select(key.alias(KEY)).to_series()
