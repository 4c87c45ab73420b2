"""Numbers as the French write them, to digits and a decimal point; shared by several kinds.

One dot or comma followed by three digits (`1.220`) has two readings, thousand or decimal: the rest
of the column decides, or one question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .reading import Context, Reading, ask, changed, refuse, unchanged

DECIMAL, THOUSAND = "decimal", "thousand"
MARK = "number-mark"
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_SPACED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_COMMA = re.compile(r"[+-]?\d+,\d+")
_TWO_MARKS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+|[+-]?\d{1,3}(?:,\d{3})+\.\d+")
_MANY_MARKS = re.compile(r"[+-]?\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})")
_TWO_READINGS = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}")


def survey(values: Iterable[str], field: Field, context: Context) -> Mapping[str, str]:
    """What `.` and `,` before three digits mean in this column, if another cell shows it."""
    distinct = list(values)
    seen = {mark: _meanings(distinct, mark) for mark in ".,"}
    return {MARK + mark: next(iter(found)) for mark, found in seen.items() if len(found) == 1}


def _meanings(values: Iterable[str], mark: str) -> set[str]:
    other = "," if mark == "." else "."
    m, o = re.escape(mark), re.escape(other)
    decimal = re.compile(
        rf"\d+{m}(?:\d{{1,2}}|\d{{4,}})(?!\d|{o})|(?:0|\d{{4,}}){m}\d+|\d{o}\d{{3}}{m}\d"
    )
    thousand = re.compile(rf"\d{{1,3}}(?:{m}\d{{3}}){{2,}}|\d{m}\d{{3}}{o}\d")
    found: set[str] = set()
    for value in values:
        if thousand.search(value):
            found.add(THOUSAND)
        elif decimal.search(value):
            found.add(DECIMAL)
    return found


def plain_cell(cell: pl.Expr, field: Field) -> pl.Expr:
    """Digits and a decimal point that cannot be a mark of thousands."""
    return cell.str.contains(r"^(?:0|[1-9]\d*)(?:\.\d{1,2})?$")


def parse(raw: str, field: Field, context: Context) -> Reading:
    """Digits and a decimal point, or a refusal `not-a-number`: words are not guessed."""
    two = _TWO_READINGS.fullmatch(raw)
    if two:
        meaning = context.decided.get(MARK) or context.decided.get(MARK + two[1])
        if meaning == THOUSAND:
            return changed(raw, raw.replace(two[1], ""), "thousands")
        if meaning == DECIMAL:
            return changed(raw, raw.replace(",", "."), "decimal-comma")
        return ask(MARK, (DECIMAL, THOUSAND), whole_column=True, params={"example": raw})
    if _PLAIN.fullmatch(raw):
        return unchanged(raw)
    value, rule = _written(raw)
    if value is None or not is_number(value):
        return refuse("not-a-number")
    return changed(raw, value, rule)


def _written(raw: str) -> tuple[str | None, str]:
    if _COMMA.fullmatch(raw):
        return raw.replace(",", "."), "decimal-comma"
    if _SPACED.fullmatch(raw):
        return raw.replace(" ", "").replace(",", "."), "thousands"
    if _TWO_MARKS.fullmatch(raw):
        last = max(raw.rfind("."), raw.rfind(","))
        whole = raw[:last].replace(".", "").replace(",", "")
        return f"{whole}.{raw[last + 1 :]}", "thousands"
    if _MANY_MARKS.fullmatch(raw):
        return raw.replace(".", "").replace(",", ""), "thousands"
    return None, ""


def is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def plain(number: Decimal) -> str:
    """Digits without exponent nor useless zeros: 12000, 0.5."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
