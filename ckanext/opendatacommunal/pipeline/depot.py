"""What travels through the pipeline: one dépôt, and what each step says about it.

A step is a function `Depot -> Depot`. It changes nothing it was given: it returns a copy with more
in it (`replace`, or one of the `with_…` methods). Bad data never raises; it becomes an `Issue` or a
`Question`. Only a file that cannot be read at all raises (`errors.UnreadableFile`).

Rows are named everywhere by `row`: the position of the record as a spreadsheet shows it, the header
included, counted from 1 (a newline inside quotes does not count).
"""

from __future__ import annotations

import dataclasses
import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import polars as pl

from ckanext.opendatacommunal.pipeline.records import Records

if TYPE_CHECKING:
    from ckanext.opendatacommunal.gabarits import Gabarit
    from ckanext.opendatacommunal.pipeline.geocoding.geocoder import Geocoder

ROW = "_row"
"""Column that carries `row` in both tables of a `Depot`; no source column may have that name."""

Severity = Literal["error", "warning", "info"]
BAD_ANSWER = "bad-answer"
"""Code of the issue on an answer that cannot be used; `params["question"]` names its question."""

How = Literal["name", "title", "synonym", "profile", "version", "content", "unmatched"]


@dataclass(frozen=True)
class FileFound:
    """What `read` found out about the file.

    `template`: (slug, version) of the gabarit whose workbook it is, if we have made it;
    `template_columns`: title → name of the columns it was made with.
    """

    name: str
    sha256: str
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int = 1
    rows: int = 0
    template: tuple[str, str] | None = None
    template_columns: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The shape of `file` in a report."""
        return {
            name: value for name, value in vars(self).items() if not name.startswith("template")
        }


@dataclass(frozen=True)
class Column:
    """One column of the file and the field it was recognised as (None: unmatched)."""

    index: int
    source: str
    field: str | None = None
    how: How = "unmatched"


class Correction(NamedTuple):
    """One cell that was changed: the person's own value, ours, and the rule that did it."""

    row: int
    field: str
    before: str
    after: str
    rule: str


CORRECTIONS = Records(
    Correction,
    {
        "row": pl.Int64,
        "field": pl.String,
        "before": pl.String,
        "after": pl.String,
        "rule": pl.String,
    },
)
"""None, and what others are made of: there may be one for each cell of a long file."""


@dataclass(frozen=True)
class Question:
    """A change or a doubt that a person must settle, asked once for all `rows` with that value.

    `field` None: the question is about the whole file. `rows` empty: about the whole column.
    `about`: tells apart two questions whose rule, field and value are the same.
    `blocks`: nothing of the file may go out before it is answered (law 6, more than 30 % gone).
    `holds_row`: its rows stay out while it is open (law 8: a required field, suspected personal
    data); else they go out with that cell empty.
    """

    rule: str
    field: str | None
    value: str | None
    rows: tuple[int, ...] = ()
    candidates: tuple[str, ...] = ()
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    holds_row: bool = False
    blocks: bool = False
    about: tuple[str, ...] = ()

    @cached_property
    def id(self) -> str:
        """Same rule, field and value: same id, in every run and for every dépôt (law 3)."""
        named = "\x1f".join((self.rule, self.field or "", self.value or "", *self.about))
        return hashlib.sha256(named.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Issue:
    """Something wrong or worth knowing. The sentence is made from `code` when it is shown.

    `row` None: the whole column or file. `field` None: the whole row or file.
    """

    code: str
    severity: Severity
    row: int | None = None
    field: str | None = None
    value: str | None = None
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)


class Location(NamedTuple):
    """The point of one row; `lon`, `lat` in WGS84 degrees, None when there is none."""

    row: int
    status: Literal["given", "found", "to_confirm", "not_found", "no_address", "skipped"]
    lon: float | None = None
    lat: float | None = None
    match: str | None = None
    score: float | None = None
    label: str | None = None


LOCATIONS = Records(
    Location,
    {
        "row": pl.Int64,
        "status": pl.String,
        "lon": pl.Float64,
        "lat": pl.Float64,
        "match": pl.String,
        "score": pl.Float64,
        "label": pl.String,
    },
)


@dataclass(frozen=True)
class Profile:
    """Saved answers of an organisation for a gabarit (profil d'import).

    `columns`: header as the organisation writes it → field (None: ignore that column).
    `values`: field → {raw writing → value}; a None value means "leave as it is".
    """

    columns: Mapping[str, str | None] = dataclasses.field(default_factory=dict)
    values: Mapping[str, Mapping[str, str | None]] = dataclasses.field(default_factory=dict)

    def known(self, field: str, writing: str) -> str | None:
        """The writing of `values` that is this one, but for case and accents; None if none is."""
        held = self.values.get(field, {})
        return writing if writing in held else self._loosely.get((field, without_case(writing)))

    @cached_property
    def _loosely(self) -> Mapping[tuple[str, str], str | None]:
        found: dict[tuple[str, str], str | None] = {}
        for name, held in self.values.items():
            for writing in held:
                key = (name, without_case(writing))
                found[key] = None if key in found else writing
        return found


def without_case(text: str) -> str:
    """The same words in lower case, without accents, one space apart; marks and digits stay."""
    bare = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(each for each in bare if not unicodedata.combining(each)).split())


@dataclass(frozen=True)
class Settings:
    """What the caller knows: all that may change the verdict besides the file itself.

    `commune`, `epci`: INSEE code and SIREN of the depositing organisation's territory, if any.
    `producer`, `siret`: name and SIRET of the organisation that hands it in, where they are known.
    `answers`: question id → candidate or value; None = leave as it is.
    `previous`: rows of the same scope as last published (columns = field names, internal ones too).
    `reserved`: identifiers that must not be given to a row: retired ones, other owners'.
    `today`: the day the file is judged; a date in the future is measured against it.
    `geocoder`: who is asked for points; None: nobody.
    """

    commune: str | None = None
    epci: str | None = None
    producer: str | None = None
    siret: str | None = None
    profile: Profile = Profile()
    answers: Mapping[str, str | None] = dataclasses.field(default_factory=dict)
    previous: pl.DataFrame | None = None
    reserved: frozenset[str] = frozenset()
    sheet: str | None = None
    today: date = dataclasses.field(default_factory=date.today)
    geocoder: Geocoder | None = None


@dataclass(frozen=True)
class Depot:
    """One file handed in for a gabarit, at some point of the pipeline.

    `raw`: every cell as text exactly as found; columns `_row`, then `c0`, `c1`… (source order).
    `values`: columns `_row`, then one text column per field of the gabarit that is filled so far
    (null = empty), in schema order once `write` is done. Rows that are blank, repeated headers or
    subtotals are in neither. `set_aside`: row → codes that keep it out (law 8), made by `sort_out`.
    `changes`: row → `added`, `changed` or `unchanged` since last time; `changed`: row → fields.
    """

    path: Path
    gabarit: Gabarit
    settings: Settings = dataclasses.field(default_factory=Settings)
    file: FileFound | None = None
    header: tuple[str, ...] = ()
    raw: pl.DataFrame = dataclasses.field(default_factory=pl.DataFrame)
    columns: tuple[Column, ...] = ()
    values: pl.DataFrame = dataclasses.field(default_factory=pl.DataFrame)
    corrections: Records[Correction] = dataclasses.field(default_factory=lambda: CORRECTIONS)
    questions: tuple[Question, ...] = ()
    issues: tuple[Issue, ...] = ()
    locations: Sequence[Location] = ()
    set_aside: Mapping[int, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    changes: Mapping[int, str] = dataclasses.field(default_factory=dict)
    changed: Mapping[int, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    disappeared: tuple[Mapping[str, Any], ...] = ()

    def with_corrections(self, found: Iterable[Correction]) -> Depot:
        corrections = self.corrections.and_those(found)
        return self if corrections is self.corrections else replace(self, corrections=corrections)

    def with_issues(self, found: Iterable[Issue]) -> Depot:
        return replace(self, issues=(*self.issues, *found))

    def with_questions(self, found: Iterable[Question]) -> Depot:
        return replace(self, questions=(*self.questions, *found))

    def source_of(self, name: str) -> str | None:
        """The header, as the person wrote it, of the column recognised as field `name`."""
        return next((column.source for column in self.columns if column.field == name), None)

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """Those without an answer, or with an answer that cannot be used."""
        refused = {i.params["question"] for i in self.issues if i.code == BAD_ANSWER}
        answered = self.settings.answers.keys() - refused
        return tuple(question for question in self.questions if question.id not in answered)
