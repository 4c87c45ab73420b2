"""Identifiers of ours that disagree with the commune or the number of their row: always asked.

A few are asked one by one, with the identifier that the row would have; many are one question.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ckanext.opendatacommunal.pipeline import answers
from ckanext.opendatacommunal.pipeline.depot import ROW, Correction, Question
from ckanext.opendatacommunal.pipeline.identity.naming import Naming
from ckanext.opendatacommunal.pipeline.identity.previous import PLACE, Row

REPLACE, KEEP = "remplacer", "garder"

MOST_QUESTIONS = 3
"""Identifiers asked one by one; more of them are one question."""

MOST_SHOWN = 5


def settle_mismatched(naming: Naming, rows: Sequence[Row]) -> None:
    """Ask of the identifiers that these rows carry, and do as was answered."""
    name = naming.identifier or ""
    if len(rows) > MOST_QUESTIONS:
        _settle_all(naming, [(row, row[name]) for row in rows])
        return
    for row in rows:
        _settle(naming, row, row[name])


def _settle(naming: Naming, row: Row, given: str) -> None:
    insee, number = row.get(naming.insee or ""), row.get(naming.number or "")
    made = naming.gabarit.identifier(insee, number) if insee and number else None
    question = Question(
        "identifier-mismatch",
        naming.identifier,
        given,
        (row[ROW],),
        (made,) if made else (),
        {"insee": insee, "number": number},
        holds_row=True,
    )
    said = answers.said(question, naming.depot.settings)
    if said is None or not said.remembered:
        naming.questions[question.id] = question
    if said is None:
        _wait(naming, row, given)
        return
    answer = said.answer or given
    if answer == given:
        naming.claim(row, given, None)
        return
    corrected = Correction(row[ROW], naming.identifier or "", given, answer, "answer")
    naming.corrections.append(corrected)
    known = naming.previous.identifiers.filter(pl.col("identifier") == answer)[PLACE]
    naming.claim(row, answer, known[0] if known.len() else None)


def _settle_all(naming: Naming, carried: Sequence[tuple[Row, str]]) -> None:
    cells = [given for _, given in carried]
    question = Question(
        "identifiers-mismatch",
        naming.identifier,
        str(len(carried)),
        tuple(row[ROW] for row, _ in carried),
        (REPLACE, KEEP),
        {"names": cells[:MOST_SHOWN]},
        holds_row=True,
        about=tuple(cells),
    )
    naming.questions[question.id] = question
    answer = naming.depot.settings.answers.get(question.id, "")
    if answer not in (REPLACE, KEEP, None, ""):
        naming.issues.append(answers.bad_answer(question, answer))
    for row, given in carried:
        if answer == REPLACE:
            naming.replaced[row[ROW]] = (given, "answer")
        elif answer in (KEEP, None):
            naming.claim(row, given, None)
        else:
            _wait(naming, row, given)


def _wait(naming: Naming, row: Row, given: str) -> None:
    naming.given[row[ROW]] = given
    naming.doubtful.add(row[ROW])
