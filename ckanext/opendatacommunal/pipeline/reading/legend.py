"""The row right below the names that says how the columns are filled in, and is no data."""

from __future__ import annotations

import re
from collections.abc import Collection

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import ROW
from ckanext.opendatacommunal.pipeline.reading.header import FIGURE, Header, known_names
from ckanext.opendatacommunal.pipeline.reading.names import plain

# How to fill a column in, cell by cell below its name.
LEGEND = re.compile(
    r"(?:texte?|chaine|nombre|numerique|entier|decimal|date|heure|booleen|liste|champ|valeur|code"
    r"|alphanumerique|oui_(?:ou_)?non|o_n|vrai_faux|0_1|jj_mm_aaaa|aaaa(?:_mm_jj)?|url|m2?|ha|euros?"
    r"|\d+_(?:chiffres?|caracteres?)|(?:champ_)?(?:obligatoire|facultati(?:f|ve)|requis|optionnel(?:le)?)"
    r"|libre|ouvert|ferme|unite|sans_unite)(?:_(?:libre|entier|decimal|court|long|obligatoire"
    r"|facultati(?:f|ve)|deroulante|ouverte?|fermee?))*"
)
SEVERAL_WORDS = re.compile(r"[^\W\d_]{2,}\W+[^\W\d_]{2,}")

FEWEST_IN_SEQUENCE = 4
FEWEST_NAMES = 3
FEWEST_ROWS, FEWEST_COLUMNS = 3, 2
"""Rows below, and columns of figures, from which words in their place are an explanation."""

LOOKED_AT = 200


def legend_of(
    filled: pl.DataFrame, header: Header, words: Collection[str]
) -> tuple[int, str, list[str]] | None:
    """(row, code, cells) of that row, None where there is none. `filled`: the rows below the names
    that are not blank; `words`: keys of the names that a column may have.

    The code is `repeated-header` for other names of the same columns, `legend-row` where the row
    can be nothing else, `legend-of-words` where only the figures below it tell so.
    """
    if filled.height < 2 or filled[ROW][0] != header.row + 1 or not header.row:
        return None
    row, *cells = filled.row(0)
    written = [cell.strip() for cell in cells if cell and cell.strip()]
    if len(written) < 2:
        return None
    if all(LEGEND.fullmatch(plain(cell)) for cell in written) or _count(written):
        return row, "legend-row", written
    if _are_names(written, words):
        return row, "repeated-header", written
    return (row, "legend-of-words", written) if _explains_figures(filled) else None


def _count(written: list[str]) -> bool:
    """`1 2 3 4`, `(1) (2) (3) (4)` or `A B C D`: what a form calls its columns."""
    bare = [plain(cell) for cell in written]
    numbers = [str(place) for place in range(1, len(bare) + 1)]
    letters = [chr(ord("a") + place) for place in range(len(bare))]
    return len(bare) >= FEWEST_IN_SEQUENCE and bare in (numbers, letters)


def _are_names(written: list[str], words: Collection[str]) -> bool:
    known = known_names(written, words)
    figures = any(FIGURE.match(cell) for cell in written)
    return not figures and known >= FEWEST_NAMES and known >= 0.6 * len(written)


def _explains_figures(filled: pl.DataFrame) -> bool:
    """Whether the first row has words wherever the rows below have nothing but figures."""
    below = filled.slice(1, LOOKED_AT)
    if below.height < FEWEST_ROWS:
        return False
    told = 0
    for name in filled.columns[1:]:
        held = [cell.strip() for cell in below[name].drop_nulls() if cell.strip()]
        if len(held) < FEWEST_ROWS or not all(map(FIGURE.match, held)):
            continue
        first = (filled[name][0] or "").strip()
        if first and not (SEVERAL_WORDS.search(first) or LEGEND.fullmatch(plain(first))):
            return False
        told += bool(first)
    return told >= FEWEST_COLUMNS
