"""What the cells of a column say of the field it may be. They rule a field out; they alone make one
only where nothing else looks like it (an identifier of ours, a point in one cell), and in a file
without names, where the cells can be of one kind only."""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl

from ckanext.opendatacommunal.gabarits import Field, Gabarit
from ckanext.opendatacommunal.pipeline.fields import Context, Reading, field_type, read_cell

SAMPLE = 200
FIRST_ROWS = 10 * SAMPLE
"""Nearly always enough to find as many different cells."""
UNIQUE_ROLES = ("identifier", "number")

LOOSE_KINDS = ("text", "string", "name", "street", "house_number")
"""Anything may be one of them: their cells tell nothing."""

MEASURES = ("number", "integer", "area", "length", "power", "percentage")
"""Asked of one of their cells (`178 ha`: so large?), it is one of them all the same."""

NEARLY_ALL = 0.8

FEWEST_IN_ORDER = 4

POINT = re.compile(
    r"\s*(?:SRID=\d+;)?\s*POINT\s*Z?\s*\(.*\)\s*|\s*\{.*\"Point\".*\}\s*", re.IGNORECASE
)
"""A point of WKT or GeoJSON."""

WORD = re.compile(r"[^\W\d_]{3}|@")

PAIR = re.compile(
    r"\s*[\[(]?\s*[+-]?\d{1,2}[.,]\d{3,}\s*(?:[,;/ ]|, )\s*[+-]?\d{1,2}[.,]\d{3,}\s*[\])]?\s*"
)


METRES = re.compile(r"\s*\d{6,7}(?:[.,]\d+)?\s*[,;/ ]\s*\d{7}(?:[.,]\d+)?\s*")
"""East then north, in a projection of France."""


def distinct(column: pl.Series) -> list[str]:
    """Up to 200 different cells, in the order of the file."""
    first = column.head(FIRST_ROWS).drop_nulls().unique(maintain_order=True)
    if len(first) < SAMPLE and len(column) > FIRST_ROWS:
        first = column.drop_nulls().unique(maintain_order=True)
    return first.head(SAMPLE).to_list()


def fits(column: pl.Series, field: Field, gabarit: Gabarit, context: Context) -> bool:
    """Whether the cells may be this field: nearly all are read without doubt, and a field that
    tells rows apart has each value once."""
    if share_read(distinct(column), field, context) < NEARLY_ALL:
        return False
    telling_apart = {gabarit.role(role) for role in UNIQUE_ROLES}
    return field.name not in telling_apart or column.drop_nulls().n_unique() == column.count()


def share_read(cells: list[str], field: Field, context: Context, *, filled: bool = False) -> float:
    """The share of these cells that the field's reader is sure of, or would be once it is told how
    the whole column is written; 1 where there is no cell. `filled`: those that it would empty, such
    as `non` where a list is expected, speak neither for nor against; 0 where there are no others.
    """
    readings = _readings(cells, field, context)
    if filled:
        readings = [each for each in readings if not each.settled or each.value is not None]
    settled = sum(1 for reading in readings if reading.settled or reading.whole_column)
    return settled / len(readings) if readings else float(not filled)


def measures(cells: list[str], field: Field, context: Context) -> bool:
    """Whether the field is a measure and a cell is read as one, be it to be confirmed."""
    return field.kind in MEASURES and any(
        reading.candidates for reading in _readings(cells, field, context)
    )


def _readings(cells: list[str], field: Field, context: Context) -> list[Reading]:
    survey = field_type(field.kind).survey
    if survey is not None:
        shown = survey(cells, field, context)
        context = replace(context, decided={**context.decided, **shown})
    return [read_cell(cell, field, context) for cell in cells]


def is_pair(column: pl.Series) -> bool:
    """Whether each cell holds a point: two coordinates, or a point of WKT or GeoJSON."""
    cells = distinct(column)
    return len(cells) > 0 and all(
        any(each.fullmatch(cell) for each in (PAIR, POINT, METRES)) for cell in cells
    )


def counts_rows(column: pl.Series) -> bool:
    """Whether the cells are 0, 1, 2, 3… or 1, 2, 3, 4… down the file."""
    found = column.drop_nulls().str.strip_chars().str.replace(r"[.,]0+$", "")
    found = found.filter(found != "").str.strip_chars_start("0").replace("", "0")
    if len(found) < FEWEST_IN_ORDER or found[0] not in ("0", "1"):
        return False
    start = int(found[0])
    places = pl.int_range(start, start + len(found), eager=True).cast(pl.String)
    return bool((found == places).all())


def are_words(column: pl.Series) -> bool:
    """Whether half of the cells at least hold a word or an e-mail address."""
    cells = distinct(column)
    return sum(1 for cell in cells if WORD.search(cell)) * 2 >= len(cells) > 0


def begin_with_digits(column: pl.Series) -> bool:
    """Whether half of the cells at least do."""
    cells = distinct(column)
    return sum(1 for cell in cells if cell.lstrip()[:1].isdigit()) * 2 >= len(cells) > 0


def is_identifier(column: pl.Series, gabarit: Gabarit) -> bool:
    """Identifiers that this tool has made for the same gabarit."""
    cells = distinct(column)
    if not gabarit.identifier_prefix or not cells:
        return False
    shapes = (re.fullmatch(gabarit.identifier_shape, cell.strip()) for cell in cells)
    ours = sum(1 for shape in shapes if shape and shape["prefix"] == gabarit.identifier_prefix)
    return ours >= 0.8 * len(cells)
