"""What is known of the rows of a dépôt while they are given their identifiers, and its writing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.depot import ROW, Correction, Depot, Issue, Question
from ckanext.opendatacommunal.pipeline.identity.plain_identifiers import filled_cells
from ckanext.opendatacommunal.pipeline.identity.previous import PLACE, Previous, Row

CLAIMS = {ROW: pl.Int64, "identifier": pl.String, PLACE: pl.UInt32}
"""A row, the identifier it has now, and the previous row that it is (None: none)."""


@dataclass
class Naming:
    """The rows of a dépôt on their way to an identifier each.

    `rows`: those that have none yet, with the cells that name a row. `claims`: the rows named many
    at once, shaped as `CLAIMS`. The others one by one: `given`, row → identifier; `matched`, row →
    place of the previous row that it is. `taken`: identifier → row, of all. `nameless`: places of
    previous rows without an identifier that were found again. `replaced`: row → the identifier in
    its cell that is not kept, and by which rule.
    """

    depot: Depot
    previous: Previous
    skipped: frozenset[int] = frozenset()
    claims: list[pl.DataFrame] = field(default_factory=list)
    given: dict[int, str] = field(default_factory=dict)
    matched: dict[int, int] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)
    doubtful: set[int] = field(default_factory=set)
    nameless: set[int] = field(default_factory=set)
    replaced: dict[int, tuple[str, str]] = field(default_factory=dict)
    highest: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.gabarit: Gabarit = self.depot.gabarit
        self.identifier = self.gabarit.role("identifier")
        self.number = self.gabarit.role("number")
        self.insee = self.gabarit.role("insee")
        self.siret = self.gabarit.role("producer_siret")
        values = self.depot.values
        rows = values.select(ROW, *(name for name in values.columns if name in self._telling))
        skipped = pl.col(ROW).is_in(list(self.skipped))
        self.rows = rows.filter(~skipped) if self.skipped else rows

    @cached_property
    def _telling(self) -> set[str | None]:
        """The columns that name a row."""
        roles = ("identifier", "number", "insee", "internal_code", "name", "longitude", "latitude")
        roles += ("street", "house_number") if self.previous else ()
        names = {*map(self.gabarit.role, roles), *self.gabarit.natural_key, self.siret}
        return names | set(self.gabarit.period.fields if self.gabarit.period else ())

    def claim_all(self, claims: pl.DataFrame) -> None:
        """Name rows that nothing stands against: no other row has these identifiers."""
        claims = claims.select(pl.col(name).cast(kind) for name, kind in CLAIMS.items())
        self.claims.append(claims)
        self.rows = self.rows.filter(~pl.col(ROW).is_in(claims[ROW].implode()))
        if self.rows.height:
            pairs = claims.select("identifier", ROW).iter_rows()
            self.taken.update(pairs)

    def claim(self, row: Row, identifier: str, before: int | None) -> None:
        """Give `identifier` to the row, unless another row has it or it was retired; `before`: the
        place of the previous row that it is."""
        number = row[ROW]
        self.given[number] = identifier
        other = self.taken.get(identifier)
        if other is not None:
            self.issues.append(self._not_its_own("same-identifier", row, identifier, other))
            return
        if before is None and identifier in self.depot.settings.reserved:
            self.issues.append(self._not_its_own("identifier-taken", row, identifier, None))
        self.taken[identifier] = number
        if before is not None:
            self.matched[number] = before

    def settle(self) -> None:
        """Leave in `rows` those that were not given an identifier one by one."""
        if self.given:
            self.rows = self.rows.filter(~pl.col(ROW).is_in(list(self.given)))

    def _not_its_own(self, code: str, row: Row, identifier: str, other: int | None) -> Issue:
        """Told by what the person wrote: not by an identifier that we made of his number."""
        written = self.numbers_written.get(row[ROW])
        if row.get(self.identifier or "") == identifier or not written:
            return Issue(code, "error", row[ROW], self.identifier, identifier, {"other": other})
        params = {"other": other, "identifier": identifier, "case": "number"}
        return Issue(code, "error", row[ROW], self.number, written, params)

    @property
    def found(self) -> pl.DataFrame:
        """(row, `PLACE`) of the rows that are previous ones, in the order of the file."""
        singly = _frame({ROW: list(self.matched), PLACE: list(self.matched.values())})
        whole = pl.concat([*(each.select(ROW, PLACE) for each in self.claims), singly])
        return whole.filter(pl.col(PLACE).is_not_null()).sort(ROW)

    @property
    def free(self) -> pl.DataFrame:
        """The previous rows that no row of the file was seen to be."""
        mine = pl.Series([*self.nameless, *self.matched.values()], dtype=pl.UInt32)
        mine = pl.concat([mine.alias(PLACE), *(each[PLACE].drop_nulls() for each in self.claims)])
        names = {PLACE, *self._telling}
        known = self.previous.table.select(
            name for name in self.previous.table.columns if name in names
        )
        return known.filter(~pl.col(PLACE).is_in(mine.implode()))

    @property
    def identifiers(self) -> pl.DataFrame:
        """(row, identifier) of all rows that have one, those named at once first."""
        singly = _frame({ROW: list(self.given), "identifier": list(self.given.values())})
        return pl.concat([*(each.select(ROW, "identifier") for each in self.claims), singly])

    @cached_property
    def numbers_shifted(self) -> bool:
        """Whether a row found again by its content carries the number of another one.

        Asked once the rows were found by content.
        """
        if self.number is None or self.number not in self.depot.values.columns:
            return False
        numbers = self.depot.values.select(ROW, *filled_cells(self.depot.values, self.number, "n"))
        known = self.identifiers.join(self.found, on=ROW).join(numbers, on=ROW)
        same = has_number(self.gabarit, pl.col("identifier"), pl.col("n"))
        return known.filter(pl.col("n").is_not_null() & ~same).height > 0

    @cached_property
    def numbers_written(self) -> Mapping[int, str]:
        """Row → its number as the file has it; empty where it has no such column."""
        index = next((c.index for c in self.depot.columns if c.field == self.number), None)
        if index is None or self.number is None:
            return {}
        return dict(self.depot.raw.select(ROW, pl.col(f"c{index}").fill_null("")).iter_rows())

    @cached_property
    def reserved(self) -> pl.Series:
        """Identifiers that are, or were, those of other rows."""
        kept = pl.Series("", list(self.depot.settings.reserved), pl.String)
        known = (self.previous.identifiers["identifier"], self.previous.others)
        return pl.concat([*(each.rename("") for each in known), kept])


def _frame(columns: Mapping[str, list[object]]) -> pl.DataFrame:
    return pl.DataFrame(columns, schema={name: CLAIMS[name] for name in columns})


def number_of(gabarit: Gabarit, identifier: pl.Expr) -> pl.Expr:
    """The number in an identifier of ours; null in any other."""
    return identifier.str.extract(f"^(?:{gabarit.identifier_shape})$", 3)


def has_number(gabarit: Gabarit, identifier: pl.Expr, number: pl.Expr) -> pl.Expr:
    """Whether it is that number, whatever the zeros before it."""
    shown = number_of(gabarit, identifier).str.strip_chars_start("0")
    same = number.str.contains("^[0-9]+$") & (number.str.strip_chars_start("0") == shown)
    return same.fill_null(value=False)


def carries_number(gabarit: Gabarit, identifier: str, number: str) -> bool:
    shape = re.fullmatch(gabarit.identifier_shape, identifier)
    return shape is not None and number.isdecimal() and int(number) == int(shape["number"])


def named(naming: Naming) -> Depot:
    """Write identifiers and numbers; a number that gives way to an older one is listed."""
    depot = naming.depot
    identifier = naming.identifier or ""
    rows = naming.depot.values.select(ROW)
    found = rows.join(naming.identifiers, on=ROW, how="left", maintain_order="left")
    values = depot.values.with_columns(found["identifier"].alias(identifier))
    if naming.number:
        values = values.with_columns(_numbers(naming, values, identifier, naming.number))
    others = found.filter(pl.col(ROW).is_in(list(naming.replaced))).drop_nulls()
    naming.corrections += [
        Correction(row, identifier, naming.replaced[row][0], given, naming.replaced[row][1])
        for row, given in others.select(ROW, "identifier").iter_rows()
    ]
    depot = replace(depot, values=values)
    depot = depot.with_corrections(naming.corrections).with_issues(naming.issues)
    return depot.with_questions(naming.questions.values())


def _numbers(naming: Naming, values: pl.DataFrame, identifier: str, name: str) -> pl.Series:
    """The number of each row: its own if it is that of its identifier, else the identifier's."""
    every = values.select(ROW, *filled_cells(values, name, "number"), pl.col(identifier))
    told = every.filter(~_ends_in(naming.gabarit, pl.col(identifier), pl.col("number")))
    same = has_number(naming.gabarit, pl.col(identifier), pl.col("number"))
    told = told.with_columns((pl.col("number").is_null() | same).alias("own"))
    doubtful = pl.col(ROW).is_in(list(naming.doubtful))
    shape = number_of(naming.gabarit, pl.col(identifier))
    told = told.with_columns(pl.when(~doubtful).then(shape).alias("shape"))
    other = told.filter(pl.col("shape").is_not_null() & ~pl.col("own"))
    naming.corrections += [
        Correction(row, name, number, kept, "number-kept")
        for row, number, kept in other.select(ROW, "number", "shape").iter_rows()
    ]
    if other.height:
        said = {"count": other.height}
        naming.issues.append(Issue("number-kept", "warning", None, name, None, said))
    kept = pl.when("own").then(pl.coalesce("number", "shape")).otherwise("shape")
    shown = told.select(ROW, pl.when(pl.col("shape").is_not_null()).then(kept).alias("kept"))
    found = every.join(shown, on=ROW, how="left", maintain_order="left")
    return found.select(pl.coalesce("kept", "number").alias(name)).to_series()


def _ends_in(gabarit: Gabarit, identifier: pl.Expr, number: pl.Expr) -> pl.Expr:
    """Whether the number, as it is written, surely is that of the identifier: a long file hardly
    has another, and to look for each part of an identifier takes long."""
    before, _, after = gabarit.identifier("\0", "\1").rpartition("\0")[2].rpartition("\1")
    if not before or before[-1].isdigit():
        return pl.lit(value=False)
    end = pl.concat_str(pl.lit(before), number, pl.lit(after))
    return (identifier.str.ends_with(end) & number.str.contains("^[0-9]+$")).fill_null(value=False)
