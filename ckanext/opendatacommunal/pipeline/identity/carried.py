"""The identifiers that rows carry: kept where they are their own, else asked."""

from __future__ import annotations

import re

import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.pipeline.depot import ROW
from ckanext.opendatacommunal.pipeline.identity.crossed import hold, sift
from ckanext.opendatacommunal.pipeline.identity.mismatched import settle_mismatched
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
        copied = carrying.filter(pl.col(name).is_in(naming.previous.others.implode()))
        cells = copied.select(ROW, name).iter_rows()
        naming.replaced |= {row: (cell, "other-period") for row, cell in cells}
    carrying = carrying.filter(~pl.col(ROW).is_in(list(naming.replaced)))
    doubtful = [row for row in carrying.iter_rows(named=True) if not _keep(naming, row, row[name])]
    settle_mismatched(naming, doubtful)
    naming.settle()


def _keep_published(naming: Naming, name: str) -> None:
    """Rows that carry the identifier of a published one of the same scope."""
    known = naming.previous.identifiers
    if known.is_empty():
        return
    told = naming.rows.select(ROW, pl.col(name).alias("identifier"))
    if naming.previous.others.len():
        told = told.filter(~pl.col("identifier").is_in(naming.previous.others.implode()))
    kept, waiting = sift(naming, told.join(known, on="identifier", maintain_order="left"))
    shared = pl.col("identifier").is_duplicated()
    several = kept.filter(shared).select(ROW, PLACE, carried="identifier")
    several = several.join(naming.rows, on=ROW, maintain_order="left")
    naming.claim_all(kept.filter(~shared))
    for row in several.iter_rows(named=True):
        naming.claim(row, row["carried"], row[PLACE])
    naming.settle()
    hold(naming, waiting)


def _keep(naming: Naming, row: Row, given: str) -> bool:
    """Keep the identifier that the row carries, if it can be its own: that of a new row of the same
    commune, with the same number."""
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
    return mine


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
