"""What names a row is told of a whole table as of one row, in any letters."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.opendatacommunal.gabarits import find
from ckanext.opendatacommunal.pipeline.fields.folded import folded, folded_in_full
from ckanext.opendatacommunal.pipeline.fields.matching import fold
from ckanext.opendatacommunal.pipeline.fields.street import in_full
from ckanext.opendatacommunal.pipeline.fields.street_words import DOTTED_TITLES, TITLES, TYPES
from ckanext.opendatacommunal.pipeline.identity.natural_keys import (
    KEY,
    keys_of_both,
    natural_key,
    natural_keys,
)

WORDS = ["Rue", "R.", "r ", "du", "Foch", "8 Mai 45", "L'Œuvre", "Ça", "É", "12av", "N.-D.", "²"]
texts = st.one_of(
    st.text(max_size=20),
    st.text(st.characters(max_codepoint=0x17F), max_size=20),
    st.lists(st.sampled_from([*WORDS, *TYPES, *TITLES, *DOTTED_TITLES]), max_size=5).map(" ".join),
    st.lists(st.sampled_from([*WORDS, *TITLES]), max_size=4).map("\u0301. ".join),
)


@given(st.lists(texts, max_size=8))
def test_columns_are_folded_as_their_cells_are(cells: list[str]) -> None:
    column = pl.Series(cells, dtype=pl.String)
    assert folded(column).to_list() == [fold(each) for each in cells]
    assert folded_in_full(column).to_list() == [fold(in_full(each)) for each in cells]


CELLS = st.sampled_from(
    ["", None, "Parc", "PARC", "Straße", "STRASSE", "Chloé", "Chloe", "2024", "2023-05-01", "7.1"]
)


@pytest.mark.parametrize(
    "slug", ["parcs-jardins", "prenoms", "menus", "deliberations", "toilettes"]
)
@given(rows=st.lists(st.lists(CELLS, min_size=6, max_size=6), min_size=1, max_size=6))
def test_tables_have_the_keys_of_their_rows(slug: str, rows: list[list[str | None]]) -> None:
    gabarit = find(slug)
    assert gabarit is not None
    names = [*gabarit.natural_key, *(gabarit.period.fields if gabarit.period else ())]
    names = list(dict.fromkeys(names))[:6]
    table = pl.DataFrame(rows, dict.fromkeys("abcdef", pl.String), orient="row")
    told = zip("abcdef", names, strict=False)
    table = table.select(pl.col(each).alias(name) for each, name in told)
    keys = [natural_key(row, gabarit) for row in table.iter_rows(named=True)]
    assert natural_keys(table, gabarit).to_list() == keys
    half = table.height // 2
    here, there = keys_of_both(table[:half], table[half:], gabarit)
    assert here[KEY].to_list() == keys[:half]
    shared = {*keys[:half]} - {None}
    assert [key for key in there[KEY] if key in shared] == [
        key for key in keys[half:] if key in shared
    ]
