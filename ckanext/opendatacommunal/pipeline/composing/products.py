"""Fields that others make by multiplying: `options.product` of a gabarit, such as the surface of a
panel, its width by its height by its faces.

An empty cell is filled where all the factors are known; those of `or_one` count for one when they
are empty. A cell that says otherwise, by more than `within` of it, is a question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

import polars as pl

from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.pipeline import answers
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot, Issue, Question
from ckanext.opendatacommunal.pipeline.fields import Context, read_cell
from ckanext.opendatacommunal.pipeline.fields.numbers import plain

RULE = "product-differs"
_CENTIEMES = Decimal("0.01")


def multiply(depot: Depot) -> Depot:
    for field in depot.gabarit.public_fields:
        product = field.options.get("product")
        if product and all(name in depot.values.columns for name in product["of"]):
            depot = _fill(depot, field, product)
    return depot


def _fill(depot: Depot, field: Field, product: Mapping[str, Any]) -> Depot:
    held = {row for each in depot.open_questions if each.field == field.name for row in each.rows}
    asked: dict[str, Question] = {}
    rows: dict[str, list[int]] = {}
    issues: list[Issue] = []
    cells: list[str | None] = []
    for row in depot.values.iter_rows(named=True):
        given, made = row.get(field.name), _product(row, product)
        if made is None or row[ROW] in held or (given and _near(given, made, product)):
            cells.append(given)
            continue
        if not given:
            cells.append(made)
            continue
        named = f"{given} / {made}"  # never a cell: the profile says nothing of other rows
        params = {"given": given, "computed": made}
        question = Question(RULE, field.name, named, (), (made, given), params)
        said = answers.said(question, depot.settings)
        value, wrong = _answered(said, question, field, depot)
        cells.append(value)
        issues += wrong
        if said is None or not said.remembered:
            asked[question.id] = question
            rows.setdefault(question.id, []).append(row[ROW])
    values = depot.values.with_columns(pl.Series(field.name, cells, dtype=pl.String))
    questions = [replace(each, rows=tuple(rows[id_])) for id_, each in asked.items()]
    return replace(depot, values=values).with_questions(questions).with_issues(issues)


def _answered(
    said: answers.Said | None, question: Question, field: Field, depot: Depot
) -> tuple[str | None, list[Issue]]:
    """The value that was answered; the cell stays empty until then."""
    if said is None:
        return None, []
    if said.answer is None:
        return question.params["given"], []
    settings = depot.settings
    context = Context(settings.today, settings.commune, settings.epci)
    reading = read_cell(said.answer, field, context)
    if not reading.settled or reading.value is None:
        return None, [answers.bad_answer(question, said.answer)]
    return reading.value, []


def _product(row: Mapping[str, str | None], product: Mapping[str, Any]) -> str | None:
    """In hundredths at most; None where a factor is not known."""
    cells = [row.get(name) for name in product["of"]]
    cells += [row.get(name) or "1" for name in product.get("or_one", ())]
    total = Decimal(1)
    for cell in cells:
        try:
            total *= Decimal(cell or "")
        except InvalidOperation:
            return None
    return plain(total.quantize(_CENTIEMES)) if total.adjusted() < 12 else None


def _near(given: str, made: str, product: Mapping[str, Any]) -> bool:
    try:
        return abs(Decimal(given) - Decimal(made)) <= Decimal(str(product["within"])) * Decimal(
            made
        )
    except InvalidOperation:
        return True
