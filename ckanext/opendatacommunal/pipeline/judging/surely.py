"""Which cells of a column are valid beyond doubt, told by polars for the whole column at once.

Only a sieve: a cell that does not pass is read by `judged`. What passes must be valid for `judged`
too; a property test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl

from ckanext.opendatacommunal.pipeline.cell_types import FALSE_VALUES, TRUE_VALUES
from ckanext.opendatacommunal.pipeline.judging.judged import Judged

# `is_in` hashes; a few comparisons are quicker.
FEW_WORDS = 4


def tests_of(judged: Judged) -> list[pl.Expr] | None:
    """Expressions on the column, all true where a cell that is filled surely has no flaw.

    An empty list: anything goes. None: only reading each value tells.
    """
    make = _OF_TYPE.get(judged.kind)
    if make is None:
        return None
    made = make(judged)
    if made is None:
        return None
    tests, number = made
    for name in judged.tests:
        expected = judged.constraints[name]
        test = _constraint(name, expected, judged, number)
        if test is None:
            return None
        tests.append(test)
    words = sorted(judged.missing - {""})
    if judged.required and words:
        tests.append(~pl.col(judged.name).is_in(words))
    return tests


def all_true(tests: list[pl.Expr]) -> pl.Expr:
    """One expression that is true where all of these are, and never null."""
    return pl.all_horizontal(tests).fill_null(value=False) if tests else pl.lit(value=True)


def surely_filled(judged: Judged) -> pl.Expr:
    """True where the cell surely has a value of its type, never null."""
    make, cell = _OF_TYPE.get(judged.kind), pl.col(judged.name)
    made = make(judged) if make else None
    if made is None:
        return pl.lit(value=False)
    return all_true([*made[0], cell.is_not_null(), ~_is_one_of(cell, [*judged.missing, ""])])


Made = tuple[list[pl.Expr], pl.Expr | None]


def _string(judged: Judged) -> Made | None:
    cell = pl.col(judged.name)
    if judged.format == "uri":
        return [cell.str.starts_with("https:") | cell.str.starts_with("http:")], None
    return ([], None) if judged.format == "default" else None


def _boolean(judged: Judged) -> Made:
    words = [*judged.column.get("trueValues", TRUE_VALUES)]
    words += judged.column.get("falseValues", FALSE_VALUES)
    return [_is_one_of(pl.col(judged.name), words)], None


def _number(judged: Judged) -> Made | None:
    cell = pl.col(judged.name)
    group, mark = judged.column.get("groupChar", ""), judged.column.get("decimalChar", ".")
    if group:
        cell = cell.str.replace_all(group, "", literal=True)
    tests = []
    if mark != ".":
        tests.append(~cell.str.contains(".", literal=True))
        cell = cell.str.replace_all(mark, ".", literal=True)
    number = cell.cast(pl.Float64, strict=False)
    return [*tests, number.is_finite()], number


def _integer(judged: Judged) -> Made:
    number = pl.col(judged.name).cast(pl.Int64, strict=False)
    return [number.is_not_null()], number


def _year(judged: Judged) -> Made:
    cell = pl.col(judged.name)
    number = cell.cast(pl.UInt16, strict=False)
    return [cell.str.len_chars() == 4, number.is_not_null()], number


_DATE_PARTS = {"%d": 2, "%m": 2, "%Y": 4}


def _date(judged: Judged) -> Made | None:
    form = "%Y-%m-%d" if judged.format == "default" else judged.format
    if sorted(re.findall(r"%.", form)) != sorted(_DATE_PARTS) or not form.isascii():
        return None
    width = sum(_DATE_PARTS.values()) + len(re.sub(r"%.", "", form))
    cell = pl.col(judged.name)
    day = cell.str.to_date(form, strict=False)
    # polars takes a sign, a space or one digit where Python would not.
    digits = "^" + re.sub(r"%(.)", _digits, re.escape(form).replace(r"\%", "%")) + "$"
    return [cell.str.len_bytes() == width, cell.str.contains(digits), day.dt.year() > 0], day


def _digits(found: re.Match[str]) -> str:
    return f"[0-9]{{{_DATE_PARTS['%' + found[1]]}}}"


_OF_TYPE: dict[str, Callable[[Judged], Made | None]] = {
    "string": _string,
    "any": lambda _judged: ([], None),
    "boolean": _boolean,
    "number": _number,
    "integer": _integer,
    "year": _year,
    "date": _date,
}


def _constraint(name: str, expected: Any, judged: Judged, number: pl.Expr | None) -> pl.Expr | None:
    cell = pl.col(judged.name)
    if name in ("minimum", "maximum"):
        return _beyond_limit(name, expected, judged, number)
    if judged.kind != "string":
        return None
    if name == "enum":
        return _is_one_of(cell, [str(each) for each in expected])
    if name == "pattern":
        return cell.str.contains(f"^(?:{expected})$") if same_in_polars(expected) else None
    length = cell.str.len_chars()
    return length >= expected if name == "minLength" else length <= expected


def _beyond_limit(
    name: str, expected: Any, judged: Judged, number: pl.Expr | None
) -> pl.Expr | None:
    limit = judged.read(expected)
    if limit is None or number is None:
        return None
    if isinstance(limit, date):
        return number >= limit if name == "minimum" else number <= limit
    # Strictly: what rounds to the limit itself is read exactly.
    return number > float(limit) if name == "minimum" else number < float(limit)


def _is_one_of(cell: pl.Expr, words: list[str]) -> pl.Expr:
    if 0 < len(words) <= FEW_WORDS:
        return pl.any_horizontal(cell == word for word in words)
    return cell.is_in(words)


# What means the same to both engines. `\w` and `\s` do not: the letters and spaces differ.
_PLAIN_PATTERN = re.compile(r"(?:[^\\(]|\((?!\?)|\(\?:|\\(?:[dD]|[!-/:;=?@\[-`{-~]))*")


def same_in_polars(pattern: str) -> bool:
    """Whether what polars finds to match the whole pattern surely matches it for Python."""
    if not _PLAIN_PATTERN.fullmatch(pattern) or re.search(r"&&|\[:|--|~~", pattern):
        return False
    try:
        pl.select(pl.lit("").str.contains(f"^(?:{pattern})$"))
    except pl.exceptions.ComputeError:
        return False
    return True
