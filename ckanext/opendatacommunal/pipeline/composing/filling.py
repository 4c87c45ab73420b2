"""What the tool knows of a row without being told, field by role or option and never by name.

The producer's own name; a value that stands where nobody says otherwise (`options.default`); which
register a number is of (`options.type_of`); the name of a matter from its code, or its code from
its name. Only empty cells that no question is about are filled. The SIRET of a town hall is in no
public list of ours: where whoever calls does not know it, it is asked once, and remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot
from ckanext.opendatacommunal.pipeline.fields.acts import code_of, name_of
from ckanext.opendatacommunal.pipeline.fields.company_code import is_siret

_UAI = re.compile(r"\d{7}[A-Z]")


def fill(depot: Depot) -> Depot:
    if depot.values.is_empty():
        return depot
    depot = _fill_producer(depot)
    for field in depot.gabarit.public_fields:
        depot = _fill_type(_fill_default(depot, field), field)
    depot = _fill_from(depot, "matter_code", "matter_name", name_of)
    return _fill_from(depot, "matter_name", "matter_code", code_of)


def _fill_producer(depot: Depot) -> Depot:
    name, number = map(depot.gabarit.role, ("producer_name", "producer_siret"))
    settings = depot.settings
    place = communes.get(settings.commune) if settings.commune else None
    if number and settings.siret and not depot.gabarit[number].options.get("confirm"):
        depot = _with(depot, number, pl.lit(settings.siret))
    known = place.name if place else settings.producer
    if not name or not known:
        return depot
    siren = depot.gabarit.role("producer_siren")
    if siren is None:
        own = place.siren if place else (settings.siret or "")[:9]
        return _with(depot, name, _beside(depot, number, own, known))
    if place is None:
        return depot
    # Who answers for a thing may be somebody else: the commune only where nobody is named at all.
    here = [each for each in (name, siren) if each in depot.values.columns]
    if any(depot.values[each].drop_nulls().len() for each in here) or not place.siren:
        return depot
    return _with(_with(depot, name, pl.lit(place.name)), siren, pl.lit(place.siren))


def _beside(depot: Depot, number: str | None, siren: str | None, name: str) -> pl.Expr:
    """The name in the rows whose SIRET is the producer's, or missing: a budget may be another's."""
    if not siren or not number or number not in depot.values.columns:
        return pl.lit(name)
    own = pl.col(number).is_null() | pl.col(number).str.starts_with(siren)
    return pl.when(own).then(pl.lit(name))


def _fill_default(depot: Depot, field: Field) -> Depot:
    default = field.options.get("default")
    return depot if default is None else _with(depot, field.name, pl.lit(str(default)))


def _fill_type(depot: Depot, field: Field) -> Depot:
    """`options.type_of`: the field of the number; `options.types`: `siret`, `uai`, `other`, `none`
    → the word of the schema."""
    number, words = field.options.get("type_of"), field.options.get("types", {})
    if not number:
        return depot
    if number not in depot.values.columns:
        return _with(depot, field.name, pl.lit(words["none"]))
    told = _replaced(depot.values[number], lambda cell: words[_register_of(cell)])
    return _with(depot, field.name, told.fill_null(words["none"]))


def _register_of(number: str) -> str:
    if is_siret(number):
        return "siret"
    return "uai" if _UAI.fullmatch(number) else "other"


def _fill_from(depot: Depot, source: str, target: str, find: Callable[[str], str | None]) -> Depot:
    known, wanted = depot.gabarit.role(source), depot.gabarit.role(target)
    if not known or not wanted or known not in depot.values.columns:
        return depot
    return _with(depot, wanted, _replaced(depot.values[known], find))


def _replaced(cells: pl.Series, find: Callable[[str], str | None]) -> pl.Series:
    distinct = cells.drop_nulls().unique(maintain_order=True).to_list()
    found = pl.Series([find(each) for each in distinct], dtype=pl.String)
    return cells.replace_strict(distinct, found, default=None, return_dtype=pl.String)


def _with(depot: Depot, name: str, what: pl.Expr | pl.Series) -> Depot:
    """The column, its empty cells filled, but for those that are wrong or asked about."""
    held = pl.col(ROW).is_in(list(_held(depot, name)))
    cell = pl.col(name) if name in depot.values.columns else pl.lit(None, dtype=pl.String)
    filled = pl.when(held).then(cell).otherwise(cell.fill_null(what))
    return replace(depot, values=depot.values.with_columns(filled.alias(name)))


def _held(depot: Depot, name: str) -> Iterable[int]:
    wrong = {i.row for i in depot.issues if i.field == name and i.severity == "error"}
    asked = {row for each in depot.open_questions if each.field == name for row in each.rows}
    return {row for row in wrong if row is not None} | asked
