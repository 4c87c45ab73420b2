"""The identifiers that rows carry: kept where they are their own, else asked."""

from __future__ import annotations

import re

import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.pipeline import answers
from ckanext.opendatacommunal.pipeline.depot import ROW, Correction, Question
from ckanext.opendatacommunal.pipeline.identity.naming import Naming, carries_number
from ckanext.opendatacommunal.pipeline.identity.plain_identifiers import plainly_own
from ckanext.opendatacommunal.pipeline.identity.previous import PLACE, Row


def keep_carried(naming: Naming) -> None:
    """Name the rows by the identifier that each carries."""
    name = naming.identifier or ""
    if name not in naming.rows.columns:
        return
    _keep_published(naming, name)
    own = plainly_own(naming.rows, naming.gabarit, naming.reserved)
    if own.height:
        naming.claim_all(own.with_columns(pl.lit(None).alias(PLACE)))
    carrying = naming.rows.filter(pl.col(name) != "")
    if naming.previous.others.len():
        # Copied with the table of another year, whose rows stay as they are: it gets its own.
        copied = pl.col(name).is_in(naming.previous.others.implode())
        naming.copied = dict(carrying.filter(copied).select(ROW, name).iter_rows())
        carrying = carrying.filter(~copied)
    known = naming.previous.identifiers.join(
        carrying.select(pl.col(name).alias("identifier")).unique(), on="identifier"
    )
    places = dict(known.iter_rows())
    for row in carrying.iter_rows(named=True):
        _keep(naming, row, row[name], places.get(row[name]))
    naming.settle()


def _keep_published(naming: Naming, name: str) -> None:
    """Rows that alone carry the identifier of a published one of the same scope."""
    known = naming.previous.identifiers
    if known.is_empty():
        return
    told = naming.rows.select(ROW, pl.col(name).alias("identifier"))
    told = told.filter(pl.col("identifier").is_unique())
    if naming.previous.others.len():
        told = told.filter(~pl.col("identifier").is_in(naming.previous.others.implode()))
    found = told.join(known, on="identifier", maintain_order="left")
    if found.height:
        naming.claim_all(found)


def _keep(naming: Naming, row: Row, given: str, before: int | None) -> None:
    """The identifier that the row carries, if it is its own: the same commune, the same number."""
    if before is not None:
        naming.claim(row, given, before)
        return
    shape = re.fullmatch(naming.gabarit.identifier_shape, given)
    insee, number = place_of(naming, row), row.get(naming.number or "")
    mine = (
        shape is not None
        and shape["prefix"] == naming.gabarit.identifier_prefix
        and _is_in(shape["place"], insee)
        and (not number or carries_number(naming.gabarit, given, number))
    )
    if mine:
        naming.claim(row, given, None)
    else:
        _ask(naming, row, given)


def _ask(naming: Naming, row: Row, given: str) -> None:
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
        naming.given[row[ROW]] = given
        naming.doubtful.add(row[ROW])
        return
    answer = said.answer or given
    if answer == given:
        naming.claim(row, given, None)
        return
    naming.corrections.append(
        Correction(row[ROW], naming.identifier or "", given, answer, "answer")
    )
    known_as = naming.previous.identifiers.filter(pl.col("identifier") == answer)[PLACE]
    naming.claim(row, answer, known_as[0] if known_as.len() else None)


def place_of(naming: Naming, row: Row) -> str | None:
    """Where the row is: its own commune, else that of the depositor, else his SIREN."""
    if naming.insee:
        return row.get(naming.insee)
    siret = row.get(naming.siret or "") or ""
    return naming.depot.settings.commune or siret[:9] or None


def _is_in(place: str, other: str | None) -> bool:
    """Whether a place of an identifier is the other one, maybe under an older code."""
    today = communes.current(place)
    return other in (None, place) or (today is not None and today == communes.current(other))
