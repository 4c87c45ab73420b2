"""`fold` for a whole column: French text all at once, text in other letters one by one."""

from __future__ import annotations

import polars as pl

from .matching import fold
from .street import in_full
from .street_words import DOTTED_TITLES, TITLES, TYPES, TYPES_BEFORE_AN_ARTICLE

_FRENCH = r"^[\x00-\xffŒœŸ‘’“”–—…€]*$"
"""Text whose letters and accents are read alike one by one and all at once."""

_MADE_FULL = "|".join(sorted({*TYPES, *TYPES_BEFORE_AN_ARTICLE, *TITLES, *DOTTED_TITLES}))
_MAY_BE_SHORT = rf"(?:^|[^a-z])(?:{_MADE_FULL})(?:[^a-z]|$)"

_LIGATURES = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "²": "2"}


def folded(column: pl.Series) -> pl.Series:
    """`fold` of each cell; an empty one is ""."""
    cells = column.fill_null("")
    bare = (
        cells.str.replace_many(list(_LIGATURES), list(_LIGATURES.values()))
        .str.to_lowercase()
        .str.normalize("NFD")
        .str.replace_all(r"[\u0300-\u034e]", "")
        .str.replace_all(r"[^a-z0-9\ufffd]+", " ")
        .str.strip_chars(" ")
    )
    others = cells.filter(~_is_french(cells)).unique()
    return replaced(bare, cells, {each: fold(each) for each in others})


def folded_in_full(column: pl.Series) -> pl.Series:
    """The folded name `in_full` of each street; only those with a shortened word are looked at."""
    cells = column.fill_null("")
    bare = folded(cells)
    short = cells.filter(bare.str.contains(_MAY_BE_SHORT) | ~_is_french(cells)).unique()
    return replaced(bare, cells, {each: fold(in_full(each)) for each in short})


def _is_french(cells: pl.Series) -> pl.Series:
    """Whether `folded` and what is told from it hold for a cell without a look at each letter."""
    return cells.str.contains(_FRENCH)


def replaced(found: pl.Series, cells: pl.Series, known: dict[str, str]) -> pl.Series:
    """What was `found` for each of the cells, or what is `known` for that cell."""
    if not known:
        return found
    own = cells.replace_strict(list(known), list(known.values()), default=None)
    return own.fill_null(found)
