"""What a reader of cells is given and what it says: the shape all modules of `fields` share."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import polars as pl

from ckanext.opendatacommunal.gabarits import Field


@dataclass(frozen=True)
class Context:
    """What a reader may know besides the cell.

    `commune`, `epci`: INSEE code and SIREN of the depositing territory. `today`: a date later than
    it is in the future. `decided`: what the whole column shows or a person said of it, by rule
    (`{"date-order": "day/month"}`).
    """

    today: date = date(2026, 1, 1)
    commune: str | None = None
    epci: str | None = None
    decided: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def of_answers(self) -> Context:
        """For what a person answers: the unit and the scale of the cells are not those of it."""
        decided = {key: said for key, said in self.decided.items() if key not in (UNIT, SCALE)}
        return dataclasses.replace(self, decided=decided)


@dataclass(frozen=True)
class Reading:
    """What a reader makes of one cell that is not empty.

    `value`: the cell in our writing, None = empty. `rule`: what changed it, None = unchanged.
    `sure` False: a question, asked with `candidates`; `value` is None, `rule` names the question.
    `whole_column`: one question for all such cells of the column, its answer coming back in
    `Context.decided`. `holds_row`: the row waits for the answer.
    `error`: code of an issue that sets the row aside. `note`: code of an issue of severity
    `note_severity` that does not; `once`: said once for the column, of its first value.
    `meanwhile`: the reading that stands until the question is answered, None = an empty cell.
    `moved`: role of another field → text that belongs there.
    """

    value: str | None = None
    rule: str | None = None
    sure: bool = True
    candidates: tuple[str, ...] = ()
    whole_column: bool = False
    holds_row: bool = False
    error: str | None = None
    note: str | None = None
    note_severity: Literal["warning", "info"] = "info"
    once: bool = False
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    moved: Mapping[str, str] = dataclasses.field(default_factory=dict)
    meanwhile: Reading | None = None

    @property
    def settled(self) -> bool:
        """A value, or knowingly nothing: no question and no error left."""
        return self.sure and self.error is None


Parse = Callable[[str, Field, Context], Reading]
Plain = Callable[[pl.Expr, Field], pl.Expr]
Survey = Callable[[Iterable[str], Field, Context], Mapping[str, str]]
UnitOf = Callable[[str], str | None]
Writings = Callable[[str], Iterable[str]]
Alike = Callable[[pl.Expr], pl.Expr]

UNIT = "unit"
"""Key of `Context.decided`: the unit of the column, when its header says one."""
ORDER = "date-order"
"""Key of `Context.decided`, and question: whether dates begin with the day or the month."""
SCALE = "percentage-scale"
"""Key of `Context.decided`, and question: whether the numbers of the column are percentages."""


@dataclass(frozen=True)
class Example:
    """A writing met in communes' files and what it must become; `asks`: a question."""

    raw: str
    value: str | None = None
    asks: bool = False
    error: str | None = None
    decided: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class FieldType:
    """One kind of cell. `labels`: words of a header that announce it, in French, folded.

    `parse` never raises, and reading what it returned changes nothing. `survey` looks at all the
    distinct values of a column first, for what one cell alone does not tell. `plain`: true of
    cells that `parse` surely leaves as they are, so that a long column passes without a call per
    value; it may miss some, never take one too many. `alike`: plain cells for which it gives the
    same tell `survey` the same: it is shown one of each, else the first 2,000. `unit_of`: the unit
    that a header announces, when it is not the one we write. `writings`: other forms of a value
    that a target schema may want, the likeliest first. `sample`: the field its examples are read
    with.
    """

    name: str
    labels: tuple[str, ...]
    parse: Parse
    examples: tuple[Example, ...]
    survey: Survey | None = None
    plain: Plain | None = None
    alike: Alike | None = None
    unit_of: UnitOf | None = None
    writings: Writings | None = None
    sample: Field = dataclasses.field(default_factory=lambda: Field("champ", "text", "Champ"))


def unchanged(value: str) -> Reading:
    return Reading(value)


def changed(raw: str, value: str | None, rule: str, **more: Any) -> Reading:
    """A sure reading; `rule` is kept only if the writing did change."""
    return Reading(value, rule if value != raw else None, **more)


def ask(rule: str, candidates: Iterable[str] = (), **more: Any) -> Reading:
    return Reading(None, rule, sure=False, candidates=tuple(candidates), **more)


def refuse(code: str, **params: Any) -> Reading:
    return Reading(None, None, error=code, params=params)
