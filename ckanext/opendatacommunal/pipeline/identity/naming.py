"""What is known of the rows of a dépôt while they are given their identifiers, and its writing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.depot import ROW, Correction, Depot, Issue, Question
from ckanext.opendatacommunal.pipeline.identity.plain_identifiers import (
    filled_cells,
    none,
    plainly_own,
)
from ckanext.opendatacommunal.pipeline.identity.previous import Previous, Row


@dataclass
class Naming:
    """The rows of a dépôt on their way to an identifier each.

    `own`: (row, identifier) of those that `plainly_own` names. The others one by one: `given`, row
    → identifier. `taken`: identifier → row, of all.
    """

    depot: Depot
    previous: Previous
    matched: dict[int, Row] = field(default_factory=dict)
    own: pl.DataFrame = field(default_factory=none)
    given: dict[int, str] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)
    doubtful: set[int] = field(default_factory=set)
    nameless: set[int] = field(default_factory=set)
    copied: dict[int, str] = field(default_factory=dict)
    highest: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.gabarit: Gabarit = self.depot.gabarit
        self.identifier = self.gabarit.role("identifier")
        self.number = self.gabarit.role("number")
        self.insee = self.gabarit.role("insee")
        self.siret = self.gabarit.role("producer_siret")

    @cached_property
    def numbers_shifted(self) -> bool:
        """Whether a row found again by its content carries the number of another one.

        Asked once the rows were found by content.
        """
        if self.number is None or self.number not in self.depot.values.columns:
            return False
        numbers = self.depot.values.select(ROW, self.number)
        return any(
            number and row in self.matched and not has_number(self.gabarit, self.given[row], number)
            for row, number in numbers.iter_rows()
        )

    @cached_property
    def numbers_written(self) -> dict[int, str]:
        """Row → its number as the file has it; empty where it has no such column."""
        index = next((c.index for c in self.depot.columns if c.field == self.number), None)
        if index is None or self.number is None:
            return {}
        return dict(self.depot.raw.select(ROW, pl.col(f"c{index}").fill_null("")).iter_rows())

    def rows(self, skipped: frozenset[int]) -> Sequence[Row]:
        """The rows to name one by one; those that `plainly_own` names are named by it.

        Only the columns that name a row: dictionaries of all would cost more than the rest.
        """
        roles = ("identifier", "number", "insee", "internal_code", "name", "longitude", "latitude")
        names = {*map(self.gabarit.role, roles), *self.gabarit.natural_key, self.siret}
        names |= (
            {*map(self.gabarit.role, ("street", "house_number"))} if self.previous.rows else set()
        )
        names |= set(self.gabarit.period.fields if self.gabarit.period else ())
        here = [name for name in self.depot.values.columns if name in names]
        values = self.depot.values.select(ROW, *here)
        if skipped:
            values = values.filter(~pl.col(ROW).is_in(list(skipped)))
        self.own = plainly_own(values, self.gabarit, self.reserved)
        if self.own.is_empty():
            return values.rows(named=True)
        values = values.filter(~pl.col(ROW).is_in(self.own[ROW].implode()))
        if values.height:
            rows = self.own[ROW].to_list()
            self.taken = dict(zip(self.own["identifier"].to_list(), rows, strict=True))
        return values.rows(named=True)

    @property
    def reserved(self) -> list[str]:
        """Identifiers that are, or were, those of other rows."""
        return [
            *self.previous.by_identifier,
            *self.of_other_periods,
            *self.depot.settings.reserved,
        ]

    @cached_property
    def of_other_periods(self) -> frozenset[str]:
        """Identifiers of published rows that the file does not speak of."""
        given = (row.get(self.identifier or "") for row in self.previous.others)
        return frozenset(identifier for identifier in given if identifier)


def has_number(gabarit: Gabarit, identifier: str, number: str) -> bool:
    shape = re.fullmatch(gabarit.identifier_shape, identifier)
    return shape is not None and number.isdigit() and int(number) == int(shape["number"])


def named(naming: Naming) -> Depot:
    """Write identifiers and numbers; a number that gives way to an older one is listed."""
    depot, given = naming.depot, naming.given
    identifier = naming.identifier or ""
    values = depot.values.with_columns(_identifiers(naming, identifier))
    if naming.number:
        values = values.with_columns(_numbers(naming, values, identifier, naming.number))
    naming.corrections += [
        Correction(row, identifier, copied, given[row], "other-period")
        for row, copied in naming.copied.items()
        if row in given
    ]
    depot = replace(depot, values=values)
    depot = depot.with_corrections(naming.corrections).with_issues(naming.issues)
    return depot.with_questions(naming.questions.values())


def _identifiers(naming: Naming, name: str) -> pl.Expr:
    rows, given = list(naming.given), list(naming.given.values())
    others = pl.col(ROW).replace_strict(
        pl.Series(rows, dtype=naming.depot.values[ROW].dtype),
        pl.Series(given, dtype=pl.String),
        default=None,
    )
    if naming.own.is_empty():
        return others.alias(name)
    own = pl.col(ROW).is_in(naming.own[ROW].implode())
    return pl.when(own).then(pl.col(name)).otherwise(others).alias(name)


def _numbers(naming: Naming, values: pl.DataFrame, identifier: str, name: str) -> pl.Series:
    """The number of each row: its own if it is that of its identifier, else the identifier's."""
    told = values.select(ROW, *filled_cells(values, name, "number"), pl.col(identifier))
    own = pl.col(ROW).is_in(naming.own[ROW].implode()) & pl.col("number").is_not_null()
    told = told.with_columns(own.alias("own"))
    looked_at = told.filter(~pl.col("own"))
    shape = pl.col(identifier).str.extract(f"^(?:{naming.gabarit.identifier_shape})$", 3)
    same = pl.col("number").str.strip_chars_start("0") == shape.str.strip_chars_start("0")
    digits = pl.col("number").str.contains(r"^[0-9]+$")
    doubtful = pl.col(ROW).is_in(list(naming.doubtful))
    looked_at = looked_at.with_columns(
        pl.when(~doubtful).then(shape).alias("shape"),
        (pl.col("number").is_null() | (same & digits)).alias("own"),
    )
    other = looked_at.filter(pl.col("shape").is_not_null() & ~pl.col("own"))
    naming.corrections += [
        Correction(row, name, number, kept, "number-kept")
        for row, number, kept in other.select(ROW, "number", "shape").iter_rows()
    ]
    if other.height:
        said = {"count": other.height}
        naming.issues.append(Issue("number-kept", "warning", None, name, None, said))
    kept = pl.when("own").then(pl.coalesce("number", "shape")).otherwise("shape")
    shown = pl.when(pl.col("shape").is_null()).then("number").otherwise(kept)
    found = looked_at.select(ROW, shown.alias("found"))
    told = told.join(found, on=ROW, how="left", maintain_order="left")
    return told.select(pl.when("own").then("number").otherwise("found").alias(name)).to_series()
