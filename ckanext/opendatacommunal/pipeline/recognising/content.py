"""What the cells of a column say of the field it may be. They rule a field out; they alone make one
only where nothing else looks like it (an identifier of ours, a pair of coordinates)."""

from __future__ import annotations

import re

import polars as pl

from ckanext.opendatacommunal.gabarits import Field, Gabarit
from ckanext.opendatacommunal.pipeline.fields import Context, read_cell

SAMPLE = 200
UNIQUE_ROLES = ("identifier", "number")

PAIR = re.compile(
    r"\s*[\[(]?\s*[+-]?\d{1,2}[.,]\d{3,}\s*(?:[,;/ ]|, )\s*[+-]?\d{1,2}[.,]\d{3,}\s*[\])]?\s*"
)


def distinct(column: pl.Series) -> list[str]:
    """Up to 200 different cells, in the order of the file."""
    return column.drop_nulls().unique(maintain_order=True).head(SAMPLE).to_list()


def fits(column: pl.Series, field: Field, gabarit: Gabarit) -> bool:
    """Whether the cells may be this field: nearly all are read without doubt, and a field that
    tells rows apart has each value once."""
    cells = distinct(column)
    if not cells:
        return True
    context = Context()
    settled = sum(1 for cell in cells if read_cell(cell, field, context).settled)
    if settled < 0.8 * len(cells):
        return False
    telling_apart = {gabarit.role(role) for role in UNIQUE_ROLES}
    return field.name not in telling_apart or column.drop_nulls().n_unique() == column.count()


def is_pair(column: pl.Series) -> bool:
    cells = distinct(column)
    return len(cells) > 0 and all(PAIR.fullmatch(cell) for cell in cells)


def begin_with_digits(column: pl.Series) -> bool:
    """Whether half of the cells at least do."""
    cells = distinct(column)
    return sum(1 for cell in cells if cell.lstrip()[:1].isdigit()) * 2 >= len(cells) > 0


def is_identifier(column: pl.Series, gabarit: Gabarit) -> bool:
    """Identifiers that this tool has made for the same gabarit."""
    cells = distinct(column)
    if not gabarit.identifier_prefix or not cells:
        return False
    ours = re.compile(rf"{gabarit.identifier_prefix}-(?:\d{{5}}|2[AB]\d{{3}})-\d{{3,}}")
    return sum(1 for cell in cells if ours.fullmatch(cell.strip())) >= 0.8 * len(cells)
