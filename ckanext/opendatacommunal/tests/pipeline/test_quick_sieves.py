"""What is looked at first because it is quick must let through all that is then looked for."""

from __future__ import annotations

import re

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from ckanext.opendatacommunal.pipeline.depot import ROW
from ckanext.opendatacommunal.pipeline.fields.street_words import (
    MAY_HOLD_MORE,
    SURELY_NO_MORE_WITHOUT,
)
from ckanext.opendatacommunal.pipeline.reading.error_cells import ERROR, without_errors

PIECES = "rue Rue à Été côté Côté côtés d'Œuvre 12 69000 bis BP sn s/n n° , ; ( - – face près é"
STREETS = st.lists(st.sampled_from([*PIECES.split(), " ", " ", "é", "\xa0", "“"])).map("".join)
BEFORE = st.sampled_from(["", " ", "\t", "\xa0", "\u2003", "\ufeff", "é", "E", "a", "$"])
ERRORS = st.sampled_from(["#N/A", "#REF!", "#n/d", "###", "Err:502", "Err :1", "Erreur", "", "Été"])


@given(st.lists(STREETS, min_size=1))
def test_no_street_that_holds_more_is_missed(streets: list[str]) -> None:
    cells = pl.Series(streets)
    more = cells.filter(cells.str.contains(MAY_HOLD_MORE))
    assert more.str.contains(SURELY_NO_MORE_WITHOUT).all()


@given(st.lists(st.tuples(BEFORE, ERRORS).map("".join), min_size=1))
def test_no_error_of_a_spreadsheet_is_left(cells: list[str]) -> None:
    rows = pl.DataFrame({ROW: range(1, len(cells) + 1), "c0": cells})
    found, _issues = without_errors(rows, ["Nom"])
    expected = [None if re.search(ERROR, cell) else cell for cell in cells]
    assert found["c0"].to_list() == expected
