"""Cells of a workbook that are read back as the text they were; the commune they are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ckanext.opendatacommunal.communes.records import Commune
from ckanext.opendatacommunal.gabarits import Field

LARGEST_EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number."""

FIRST_YEAR = 1901
"""Days before are text for a spreadsheet."""

NUMBERS = ("number", "integer", "area", "year", "longitude", "latitude")


@dataclass(frozen=True)
class Place:
    """The commune of who fills in. `postcode`: None where it has several."""

    insee: str
    name: str
    postcode: str | None = None

    @classmethod
    def of(cls, commune: Commune) -> Place:
        postcodes = commune.postcodes
        return cls(commune.code, commune.name, postcodes[0] if len(postcodes) == 1 else None)

    @property
    def by_role(self) -> dict[str, str | None]:
        return {"commune": self.name, "insee": self.insee, "postcode": self.postcode}


def number_of(cell: str, field: Field) -> float | int | None:
    """The number that is shown as this very text, if there is one."""
    if field.kind not in NUMBERS or not cell.isascii():
        return None
    for kind in (int, float):
        try:
            found = kind(cell)
        except ValueError:
            continue
        if str(found) == cell and abs(found) < LARGEST_EXACT:
            return found
    return None


def day_of(cell: str, field: Field) -> datetime | None:
    """The day that an ISO date names, where a spreadsheet knows it as one."""
    if field.kind != "date" or len(cell) != len("2024-12-31"):
        return None
    try:
        found = datetime.strptime(cell, "%Y-%m-%d")  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        return None
    return found if found.year >= FIRST_YEAR else None


def runs(columns: Sequence[int]) -> list[tuple[int, int]]:
    """Columns side by side, as (first, last)."""
    found: list[tuple[int, int]] = []
    for column in columns:
        if found and found[-1][1] == column - 1:
            found[-1] = (found[-1][0], column)
        else:
            found.append((column, column))
    return found
