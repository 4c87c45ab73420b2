"""The French checks; `tests/oracles` holds them against Validata's."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn as stdnum_luhn

from ckanext.opendatacommunal.messages import SENTENCES, sentence, translator
from ckanext.opendatacommunal.pipeline import schema_checks
from ckanext.opendatacommunal.pipeline.depot import ROW
from ckanext.opendatacommunal.pipeline.judging.table_schema import CellError, errors
from ckanext.opendatacommunal.pipeline.schema_checks import MODULES, luhn
from ckanext.opendatacommunal.pipeline.schema_checks.siren import is_siren
from ckanext.opendatacommunal.pipeline.schema_checks.siret import is_siret


def found(checks: list[dict[str, Any]], kind: str = "string", **columns: Any) -> list[CellError]:
    text = {name: pl.Series(cells, dtype=pl.String) for name, cells in columns.items()}
    height = len(next(iter(columns.values())))
    table = pl.DataFrame({ROW: list(range(2, height + 2)), **text})
    fields = [{"name": name, "type": kind} for name in columns]
    return errors(table, {"fields": fields, "custom_checks": checks})


def check(name: str, **params: Any) -> list[dict[str, Any]]:
    return [{"name": name, "params": params}]


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("french-siren-value", ["216902668", "216 902 668", None], ["216902669", "21690266"]),
        ("french-siret-value", ["21690266800013", "35600000049837"], ["21690266800014", "abc"]),
        ("nomenclature-actes-value", ["Urbanisme/Permis", "FINANCES LOCALES/x"], ["Truc/x"]),
        ("year-interval-value", ["2017/2018"], ["2018/2017", "2017/2017", "2017"]),
        ("opening-hours-value", ["Mo-Fr 08:00-18:00", "24/7"], ["8h-12h", "lundi"]),
        ("phone-number-value", ["04 72 00 00 00", "+32 2 555 12 12", "115"], ["12", "abc"]),
    ],
)
def test_checks_of_one_column(name: str, good: list[str | None], bad: list[str]) -> None:
    assert found(check(name, column="x"), x=good) == []
    wrong = found(check(name, column="x"), x=bad)
    assert [(each.row, each.field, each.code) for each in wrong] == [
        (row, "x", name) for row in range(2, len(bad) + 2)
    ]


def test_columns_filled_together() -> None:
    together = check("cohesive-columns-value", column="x", othercolumns=["y"])
    wrong = found(together, x=["a", None, "a", None], y=["b", None, None, "b"])
    assert [(each.row, each.field) for each in wrong] == [(4, "x"), (5, "x")]
    (absent,) = found(together, x=["a"])
    assert (absent.row, absent.field, absent.expected) == (1, None, ["y"])


def test_two_columns_compared() -> None:
    in_order = check("compare-columns-value", column="x", column2="y", op="<=")
    assert found(in_order, x=["9", "a", None], y=["10", "b", "1"]) == []
    wrong = found(in_order, x=["11", "b", "a"], y=["10", "a", "1"])
    assert [(each.row, each.constraint) for each in wrong] == [(2, "<="), (3, "<="), (4, "<=")]


def test_a_total() -> None:
    total = check("sum-columns-value", column="x", columns=["y", "z"])
    wrong = found(total, "number", x=["3", "3.0", "4", None], y=["1", "1", "1", "1"], z=["2"] * 4)
    assert [(each.row, each.field, each.expected) for each in wrong] == [(4, "x", 3)]


def test_one_of_two() -> None:
    either = check("one-of-required", column1="x", column2="y")
    (wrong,) = found(either, x=["a", None, None], y=[None, "b", None])
    assert (wrong.row, wrong.field) == (4, None)


def test_a_check_that_is_unknown_or_incomplete_is_said_once() -> None:
    asked = [*check("truc"), *check("siret"), *check("compare-columns-value", column="x", op="?")]
    wrong = found(asked, x=["1", "2"])
    assert [(each.row, each.code, each.constraint) for each in wrong] == [
        (None, "check-error", "unknown"),
        (None, "check-error", "incomplete"),
        (None, "check-error", "incomplete"),
    ]


@given(st.text("0123456789 .+-", max_size=16) | st.integers(10**8, 10**14).map(str))
def test_the_key_of_a_column_at_once_is_that_of_one_number(text: str) -> None:
    column = pl.DataFrame({"x": [text]})
    for length, right in ((9, is_siren), (14, stdnum_luhn.is_valid)):
        sure = column.select(luhn.surely_has_key(pl.col("x"), length).fill_null(value=False)).item()
        assert not sure or right(text)


def test_la_poste_has_a_key_of_its_own() -> None:
    assert is_siret("35600000049837")
    assert not is_siret("35600000049838")


@pytest.mark.parametrize("name", sorted(MODULES))
def test_every_check_has_a_french_sentence(name: str) -> None:
    french = translator("fr")
    for code in [name, *(each for each in SENTENCES if each.startswith(f"{name}:"))]:
        case = code.partition(":")[2]
        text, remedy = sentence(name, {"row": 2, "column": "x", "value": "v", "case": case}, french)
        assert text not in ("", name)
        assert text != SENTENCES[code][0], "translated"
        assert remedy


def test_a_check_is_found_by_each_of_its_names() -> None:
    for name, module in MODULES.items():
        found = import_module(f"{schema_checks.__name__}.{module}")
        assert name in found.NAMES
        assert set(found.NAMES) <= set(MODULES)
