"""The postcode of rows that have none, in a commune of several: asked, street by street.

One question for all such rows of a commune; its answer is kept for the streets that it was asked
for, and for no other: next year only the new ones are asked about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.communes import Commune
from ckanext.opendatacommunal.pipeline import answers
from ckanext.opendatacommunal.pipeline.depot import ROW, Correction, Depot, Question

RULE = "postcode-unknown"
CONTRADICTED = "commune-mismatch"
"""A row whose commune is asked is not asked its postcode as well."""

SHOWN_STREETS = 8

Wanting = dict[str, dict[str, list[int]]]
"""INSEE code → street (else name) → rows."""


def settle_postcodes(depot: Depot, held: Collection[int]) -> Depot:
    """Fill what was answered, ask for the others. `held`: rows to leave alone."""
    name, insee = depot.gabarit.role("postcode"), depot.gabarit.role("insee")
    if name is None or insee is None or name in depot.gabarit.part_names:
        return depot  # an address without its postcode says enough
    filled: dict[int, str] = {}
    for code, streets in _wanting(depot, name, insee, held).items():
        place = communes.get(code)
        if place is None or len(place.postcodes) < 2:
            continue
        asked, rows_of = _remembered(depot, name, place, streets, filled)
        if asked is None:
            continue
        answer = depot.settings.answers.get(asked.id)
        depot = depot.with_questions([asked])
        if answer and not _is_postcode(answer):
            depot = depot.with_issues([answers.bad_answer(asked, answer)])
        elif answer:
            filled |= dict.fromkeys(rows_of, answer.strip())
    return _fill(depot, name, insee, filled) if filled else depot


def _wanting(depot: Depot, name: str, insee: str, held: Collection[int]) -> Wanting:
    apart = {row for q in depot.questions if q.rule == CONTRADICTED for row in q.rows}
    helps = [depot.gabarit.role("street"), depot.gabarit.role("name")]
    told = [pl.col(each) for each in helps if each and each in depot.values.columns]
    rows = depot.values.filter(
        pl.col(name).is_null() & pl.col(insee).is_not_null() & ~pl.col(ROW).is_in([*held, *apart])
    ).select(ROW, insee, pl.coalesce(*told, pl.lit("")).alias("street"))
    found: Wanting = {}
    for row, code, street in rows.iter_rows():
        found.setdefault(code, {}).setdefault(street, []).append(row)
    return found


def _remembered(
    depot: Depot, name: str, place: Commune, streets: dict[str, list[int]], filled: dict[int, str]
) -> tuple[Question | None, list[int]]:
    """`filled` gets the rows of the streets that were answered for in an earlier file; for the
    others, the question and its rows."""
    known = depot.settings.profile.values.get(name, {})
    rows: list[int] = []
    left: list[str] = []
    for street, found in streets.items():
        key = depot.settings.profile.known(name, _key(place, street)) if street else None
        if key is None:
            left.append(street)
            rows += found
        elif _is_postcode(known[key]):
            filled |= dict.fromkeys(found, str(known[key]))
    if not rows:
        return None, []
    shown = [*left[:SHOWN_STREETS], *(["…"] if len(left) > SHOWN_STREETS else [])]
    question = Question(
        RULE,
        name,
        place.name,
        tuple(sorted(rows)),
        place.postcodes,
        {"commune": place.name, "streets": shown},
        holds_row=True,
        about=tuple(_key(place, street) for street in left),
    )
    return question, rows


def _key(place: Commune, street: str) -> str:
    return f"{street}, {place.name}"


def _is_postcode(text: str | None) -> bool:
    text = (text or "").strip()
    return len(text) == 5 and text.isascii() and text.isdigit()


def _fill(depot: Depot, name: str, insee: str, filled: dict[int, str]) -> Depot:
    """Postcodes into their rows, and the arrondissement that one names instead of its city."""
    codes = dict(
        depot.values.filter(pl.col(ROW).is_in(list(filled))).select(ROW, insee).iter_rows()
    )
    districts = {row: communes.district_of(code, filled[row]) for row, code in codes.items()}
    values = depot.values.with_columns(_put(name, filled), _put(insee, districts))
    depot = replace(depot, values=values)
    if depot.source_of(insee) is None:
        return depot
    return depot.with_corrections(_of_districts(insee, codes, districts))


def _put(name: str, cells: dict[int, str]) -> pl.Expr:
    rows = pl.Series(list(cells), dtype=pl.Int64)
    new = pl.Series(list(cells.values()), dtype=pl.String)
    return pl.col(ROW).replace_strict(rows, new, default=pl.col(name)).alias(name)


def _of_districts(
    insee: str, codes: dict[int, str], districts: dict[int, str]
) -> Iterator[Correction]:
    for row, code in codes.items():
        if districts[row] != code:
            yield Correction(row, insee, code, districts[row], "territory")
