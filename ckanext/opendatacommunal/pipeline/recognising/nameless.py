"""Columns of a file without names: the fields that their cells can only be.

A kind is told by its cells only where hardly any other column could look like it. Booleans, free
text and plain numbers never are: those columns are named to the person, who may say what they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.pipeline.depot import Settings
from ckanext.opendatacommunal.pipeline.fields import Context, read_cell
from ckanext.opendatacommunal.pipeline.fields.matching import fold
from ckanext.opendatacommunal.pipeline.fields.street import begins_with_a_type
from ckanext.opendatacommunal.pipeline.recognising.content import NEARLY_ALL, distinct

FEWEST_CELLS = 2
FEWEST_ROWS = 3
"""Rows from which one value for all of them tells its column, where it is that of the commune."""

OF_THE_COMMUNE = ("commune", "insee", "postcode")

NO_NAME = re.compile(
    r"\s*(?:colonnes?|columns?|champs?|fields?|unnamed:?|_?col|f|v)?[\s_:]*\d{0,3}\s*",
    re.IGNORECASE,
)
"""What programs call a column whose name they do not know."""

WAYS = frozenset(
    "allee avenue av boulevard bd bld chemin che chem cours impasse imp montee passage quai rue r "
    "route rte ruelle sente sentier venelle voie".split()
)

_HOURS = re.compile(r"\d\s*h\b|\d\s*[h:]\s*\d|24\s*/\s*7", re.IGNORECASE)
_DECIMAL = re.compile(r"[+-]?\d{1,2}[.,]\d{3,}")
_NUMBER_FIRST = re.compile(r"\d+\s*(?:bis|ter|quater)?\b[\s,]+", re.IGNORECASE)
_LONGITUDES, _LATITUDES = (-5.6, 9.7), (41.2, 51.3)

Tells = Callable[[str, Field, Settings], bool]


def fields_by_cells(
    column: pl.Series, fields: list[Field], settings: Settings
) -> tuple[list[Field], bool]:
    """Of `fields`, those that the cells of a column without a name can be, and whether the cells
    begin with a house number, as whole addresses do."""
    cells = distinct(column)
    if len(cells) < FEWEST_CELLS:
        one = cells[0].strip() if cells else ""
        return [f for f in fields if _of_one_value(one, column.count(), f, settings)], False
    found = [
        field
        for field in fields
        if (tells := TELLING.get(field.kind)) and _nearly_all(cells, field, settings, tells)
    ]
    numbered = sum(1 for cell in cells if _NUMBER_FIRST.match(cell)) >= NEARLY_ALL * len(cells)
    return found, numbered


def says_nothing(name: str) -> bool:
    """Whether a name is none: `Colonne1`, `Unnamed: 0`.

    >>> says_nothing(" "), says_nothing("Colonne1"), says_nothing("F"), says_nothing("Fa")
    (True, True, False, False)
    """
    return not name.strip() or (bool(NO_NAME.fullmatch(name)) and any(map(str.isdigit, name)))


def _of_one_value(cell: str, rows: int, field: Field, settings: Settings) -> bool:
    """Whether all rows hold what is true of the commune that hands them in."""
    if rows < FEWEST_ROWS or field.kind not in OF_THE_COMMUNE or settings.commune is None:
        return False
    own = communes.get(settings.commune)
    if own is None or not TELLING[field.kind](cell, field, settings):
        return False
    if field.kind == "postcode":
        return cell in own.postcodes
    return cell == own.code or communes.resolve(cell, near=own.code).insee == own.code


def _nearly_all(cells: list[str], field: Field, settings: Settings, tells: Tells) -> bool:
    told = sum(1 for cell in cells if tells(cell.strip(), field, settings))
    return told >= NEARLY_ALL * len(cells)


def _is_commune(cell: str, _field: Field, settings: Settings) -> bool:
    if not cell[:1].isalpha():
        return False
    found = communes.resolve(cell, epci=settings.epci, near=settings.commune)
    return bool(found.sure and (settings.epci is None or found.epci == settings.epci))


def _is_insee(cell: str, _field: Field, _settings: Settings) -> bool:
    return communes.get(cell) is not None or communes.current(cell) is not None


def _is_postcode(cell: str, _field: Field, _settings: Settings) -> bool:
    return len(cell) == 5 and cell.isdigit() and bool(communes.of_postcode(cell))


def _is_listed(cell: str, field: Field, _settings: Settings) -> bool:
    """In a closed list, to the letter: a likeness is not enough without a name."""
    words = {fold(word) for value, others in field.values.items() for word in (value, *others)}
    parts = [fold(part) for part in re.split(r"[|;,]", cell)]
    return all(part in words for part in parts)


def _is_url(cell: str, _field: Field, _settings: Settings) -> bool:
    return cell.lower().startswith(("http://", "https://"))


def _is_geojson(cell: str, _field: Field, _settings: Settings) -> bool:
    return cell.startswith("{") and "coordinates" in cell


def _are_hours(cell: str, field: Field, _settings: Settings) -> bool:
    return bool(_HOURS.search(cell)) and read_cell(cell, field, Context()).settled


def _is_street(cell: str, _field: Field, _settings: Settings) -> bool:
    """A way with a number, or that nothing else is called: « Parc de… » may be a park."""
    bare = _NUMBER_FIRST.sub("", cell, count=1)
    if not begins_with_a_type(bare):
        return False
    return bare != cell or fold(bare).split(" ")[0] in WAYS


def _between(bounds: tuple[float, float]) -> Tells:
    def tells(cell: str, _field: Field, _settings: Settings) -> bool:
        if not _DECIMAL.fullmatch(cell):
            return False
        return bounds[0] <= float(cell.replace(",", ".")) <= bounds[1]

    return tells


TELLING: dict[str, Tells] = {
    "commune": _is_commune,
    "insee": _is_insee,
    "postcode": _is_postcode,
    "enum": _is_listed,
    "url": _is_url,
    "geojson": _is_geojson,
    "opening_hours": _are_hours,
    "street": _is_street,
    "longitude": _between(_LONGITUDES),
    "latitude": _between(_LATITUDES),
}
