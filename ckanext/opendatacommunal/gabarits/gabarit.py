"""What a gabarit is: its columns, the part each plays, what the whole is for."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from ckanext.opendatacommunal.gabarits.changes import (
    Change,
    Migration,
    migration,
    numbers,
    since,
)
from ckanext.opendatacommunal.gabarits.obligation import Obligation
from ckanext.opendatacommunal.gabarits.without_deposit import Derived, Relay

_YEAR = re.compile(r"(\d{4})(?!\d)")

LISTS = ("enum", "multi", "text", "string")
"""Kinds whose values are a list, closed or open."""

Level = Literal["required", "recommended", "optional"]

CONSOLIDE_COLUMNS = {
    "commune_insee": ("Code INSEE actuel", "Commune d’aujourd’hui où se trouve la ligne."),
    "producteur": ("Producteur", "Organisation qui a publié la ligne."),
    "producteur_siren": ("SIREN du producteur", "Numéro SIREN de cette organisation."),
}
"""Columns of a consolidé after those of the schema → label, description."""


IDENTIFIER_PATTERN = "{prefix}-{place}-{number}"
"""Writing of the identifiers that the tool makes. `place`: INSEE code of the commune, or SIREN of
another producer."""
_PARTS_OF_IDENTIFIER = {
    "prefix": "(?P<prefix>[A-Z]{1,4})",
    "place": r"(?P<place>\d{5}|2[AB]\d{3}|\d{9})",
    "number": r"(?P<number>\d+)",
}


@dataclass(frozen=True)
class Field:
    """One column of a gabarit.

    `kind`: name of a module of `pipeline.fields`. `level`: how much it is asked of the commune.
    `filled`: the tool fills it when the commune does not. `internal`: never public (law 9).
    `values`: allowed value → other writings of it (closed list unless `open`).
    `constraints`: those of the Table Schema, untouched. `decimals`: digits kept in a number.
    """

    name: str
    kind: str
    title: str
    description: str = ""
    level: Level = "optional"
    filled: bool = False
    internal: bool = False
    synonyms: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    open: bool = False
    constraints: Mapping[str, Any] = field(default_factory=dict)
    example: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def required(self) -> bool:
        return self.level == "required"

    @property
    def listed(self) -> tuple[str, ...]:
        """The values of a list; () where `values` only tells other writings of some: a price of
        `0` is written “free”, and other prices are right too."""
        return tuple(self.values) if self.kind in LISTS else ()


@dataclass(frozen=True)
class Period:
    """What cuts the rows in periods: the cells of `fields` as they are, or the year of a date."""

    fields: tuple[str, ...]
    part: Literal["value", "year"] = "value"

    def of(self, row: Mapping[str, Any]) -> str:
        """`2024`, or `2024 · budget primitif` of two fields; empty when the row does not say."""
        cells = [str(row.get(name) or "").strip() for name in self.fields]
        if self.part == "year":
            cells = [found[1] if (found := _YEAR.match(cell)) else "" for cell in cells]
        return " · ".join(filter(None, cells))


@dataclass(frozen=True)
class Gabarit:
    """The template of one shared dataset.

    `roles`: part played in the pipeline → field name (`identifier`, `number`, `name`, `street`,
    `house_number`, `postcode`, `commune`, `insee`, `longitude`, `latitude`, `position_source`,
    `updated`, `internal_code`, `internal_comment`, …); code never names a field outright.
    `parts`: columns that a file may have and the schema has not, read to make others: the street of
    a schema with whole addresses only. They are neither published nor kept.
    `identifier_prefix`: of the identifiers that the tool makes; `identifier_given`: they are the
    commune's own. Where the Table Schema has no column for them, an internal one plays the role.
    `natural_key`: fields that name a row when it has no identifier. `period`: what cuts the
    dataset in periods, or None. `incremental`: rows missing from a new file are kept.
    `changes`: what each version changed, the newest first.
    `far_metres`: from which distance a point and the address beside it contradict each other.
    """

    slug: str
    version: str
    title: str
    description: str
    kind: Literal["deposit", "derived", "relay"]
    source: str
    periodicity: str
    theme: str
    folder: Path
    schema: Mapping[str, Any]
    fields: tuple[Field, ...]
    roles: Mapping[str, str]
    parts: tuple[Field, ...] = ()
    natural_key: tuple[str, ...] = ()
    identifier_prefix: str | None = None
    identifier_given: bool = False
    identifier_pattern: str = IDENTIFIER_PATTERN
    period: Period | None = None
    incremental: bool = False
    geometry: Literal["adresse", "point", "aucune"] = "aucune"
    far_metres: int | None = None
    keywords: tuple[str, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    known_defects: tuple[Mapping[str, Any], ...] = ()
    changes: tuple[Change, ...] = ()
    derived: Derived | None = None
    relay: Relay | None = None

    def __getitem__(self, name: str) -> Field:
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {each.name: each for each in self.readable_fields}

    @cached_property
    def identifier_shape(self) -> str:
        """Regular expression of the identifiers: groups `prefix`, `place` and `number`."""
        return self.identifier_pattern.format_map(_PARTS_OF_IDENTIFIER)

    def identifier(self, place: str, number: str) -> str:
        """The identifier that the tool makes for that number of that place."""
        return self.identifier_pattern.format(
            prefix=self.identifier_prefix, place=place, number=number
        )

    @property
    def readable_fields(self) -> tuple[Field, ...]:
        """All that a column of a file may be: what is published, what is kept, the parts."""
        return (*self.fields, *self.parts)

    @cached_property
    def part_names(self) -> frozenset[str]:
        return frozenset(each.name for each in self.parts)

    @property
    def public_fields(self) -> tuple[Field, ...]:
        """In the order of the Table Schema: the header of every published file."""
        return tuple(each for each in self.fields if not each.internal)

    @property
    def internal_fields(self) -> tuple[Field, ...]:
        return tuple(each for each in self.fields if each.internal)

    def period_of(self, row: Mapping[str, Any]) -> str:
        """The period that a row belongs to; empty where the gabarit has none."""
        return self.period.of(row) if self.period else ""

    def role(self, name: str) -> str | None:
        """The field that plays `name`, or None where this gabarit has no such field."""
        return self.roles.get(name)

    def point_of(self, row: Mapping[str, Any]) -> tuple[float, float] | None:
        """(longitude, latitude) of a published row, in two cells or in one; None without."""
        lon, lat = (row.get(self.role(role) or "") for role in ("longitude", "latitude"))
        pair = row.get(self.role("position") or "")
        if pair and not (lon and lat):
            lon, lat = str(pair).strip("[]").split(",")
        return (float(lon), float(lat)) if lon and lat else None

    @property
    def point_required(self) -> bool:
        """Whether a row without a point cannot go out."""
        names = filter(None, map(self.role, ("position", "longitude")))
        return any(self[name].required for name in names)

    def changes_since(self, version: str) -> tuple[Change, ...]:
        """What newer versions changed, the newest first."""
        return since(self.changes, version)

    @cached_property
    def migration(self) -> Migration:
        """From any older version to this one."""
        return migration(self.changes)

    def schema_of(self, version: str) -> Mapping[str, Any] | None:
        """The Table Schema of a version: the present one, or one kept in `versions/`; else None."""
        if version == self.version:
            return self.schema
        content = self.schema_bytes_of(version)
        return json.loads(content) if content is not None else None

    def schema_bytes_of(self, version: str) -> bytes | None:
        """The same, byte for byte."""
        if version == self.version:
            return self.schema_bytes
        kept = self.folder / "versions" / version / "schema.json"
        return kept.read_bytes() if numbers(version) and kept.is_file() else None

    @property
    def schema_bytes(self) -> bytes:
        """The Table Schema byte for byte as it is in the folder."""
        return (self.folder / "schema.json").read_bytes()
