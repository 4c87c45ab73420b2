"""Rows keep their identifier from one dépôt to the next (law 5); new ones get an unused number.

A row is found again by its identifier, then by what names it in the commune's software, then by its
natural key, then by its name within 30 m, then by its number. The number comes last among the signs
of an earlier row: a column 1, 2, 3… shifts as soon as a row is deleted.

Whatever many rows share is told of all of them at once; only what is left is looked at one by one.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import ROW, Depot
from ckanext.opendatacommunal.pipeline.identity import found_again, renamed
from ckanext.opendatacommunal.pipeline.identity.carried import keep_carried, place_of
from ckanext.opendatacommunal.pipeline.identity.naming import Naming, named
from ckanext.opendatacommunal.pipeline.identity.periods import periods_of
from ckanext.opendatacommunal.pipeline.identity.plain_identifiers import filled_cells, made_of
from ckanext.opendatacommunal.pipeline.identity.previous import PLACE, Previous, written_values


def name_rows(
    depot: Depot, previous: Previous, skipped: frozenset[int]
) -> tuple[Depot, pl.DataFrame]:
    """Give every row but `skipped` its identifier; also: (row, `PLACE`) of those that are previous
    rows, in the order of the file."""
    naming = Naming(depot, previous, skipped)
    if naming.identifier is None or not depot.gabarit.identifier_prefix:
        found_again.find_without_naming(naming)
        return depot, naming.found
    keep_carried(naming)
    if previous:
        found_again.find_by_code(naming)
        found_again.find_by_key(naming)
        found_again.find_by_name(naming)
    _name_by_number(naming)
    if previous and naming.rows.height:
        found_again.find_twins(naming)
        _ask_of_renamed(naming)
    _number(naming)
    return named(naming), naming.found


def _ask_of_renamed(naming: Naming) -> None:
    """Rows that may be published ones under another name keep their identifiers meanwhile."""
    if naming.rows.is_empty():
        return
    depot = naming.depot
    new = pl.col(ROW).is_in(naming.rows[ROW].implode())
    rows = written_values(replace(depot, values=depot.values.filter(new)))
    gone = naming.previous.gone(naming.found)
    for question, asked in renamed.questions_on(depot, renamed.pairs(depot.gabarit, rows, gone)):
        answer, problem = renamed.answer_to(question, depot)
        naming.questions[question.id] = question
        naming.issues += [problem] if problem else []
        if answer != renamed.OTHER:
            found_again.claim_found(naming, [(pair.row, pair.before[PLACE]) for pair in asked])


def _name_by_number(naming: Naming) -> None:
    """The number of the row; not that of an earlier row once numbers are seen to have shifted."""
    rows, gabarit, previous = naming.rows, naming.gabarit, naming.previous
    cells = (filled_cells(rows, naming.insee, "insee"), filled_cells(rows, naming.number, "told"))
    told = rows.select(ROW, *cells[0], *cells[1]).with_columns(made_of(gabarit).alias("identifier"))
    told = told.with_columns(periods_of(rows, gabarit).alias("period")).drop_nulls("identifier")
    if told.is_empty():
        return
    told = told.join(previous.identifiers, on="identifier", how="left", maintain_order="left")
    told = told.with_columns(previous.periods.gather(told[PLACE]).alias("then"))
    of_others = pl.col("identifier").is_in(previous.others.implode())
    told = told.filter(
        ~of_others & (pl.col("then").is_null() | (pl.col("then") == pl.col("period")))
    )
    if naming.numbers_shifted:
        told = told.filter(pl.col(PLACE).is_null())
    taken = pl.Series([each in naming.taken for each in told["identifier"]], dtype=pl.Boolean)
    kept = pl.Series(list(naming.depot.settings.reserved), dtype=pl.String)
    retired = pl.col(PLACE).is_null() & pl.col("identifier").is_in(kept.implode())
    free = told.filter(pl.col("identifier").is_unique() & ~taken & ~retired)
    left = told.filter(~pl.col(ROW).is_in(free[ROW].implode()))
    left = left.select(ROW, PLACE, made="identifier")
    several = naming.rows.join(left, on=ROW, maintain_order="left")
    naming.claim_all(free)
    for row in several.iter_rows(named=True):
        if not (naming.numbers_shifted and row["made"] in naming.taken):
            naming.claim(row, row["made"], row[PLACE])
    naming.settle()


def _number(naming: Naming) -> None:
    """The number after the highest ever used in that commune, so that none is used twice."""
    digits = 3
    if naming.number:
        digits = max(digits, int(naming.gabarit[naming.number].options.get("digits", digits)))
    used = pl.concat([pl.Series("", list(naming.taken), pl.String), naming.reserved])
    for row in naming.rows.iter_rows(named=True):
        place = place_of(naming, row)
        if not place:
            continue
        start = naming.gabarit.identifier(place, "")
        if start not in naming.highest:
            naming.highest[start] = _highest(used, start)
        naming.highest[start] += 1
        naming.claim(row, f"{start}{naming.highest[start]:0{digits}d}", None)


def _highest(used: pl.Series, start: str) -> int:
    numbers = used.filter(used.str.starts_with(start)).str.strip_prefix(start)
    highest = numbers.filter(numbers.str.contains("^[0-9]+$")).cast(pl.Int64, strict=False).max()
    return int(highest or 0)  # pyright: ignore[reportArgumentType]
