"""Which columns a table shows, and how each cell is written for a reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from babel.dates import format_date
from babel.numbers import format_decimal

from ckanext.opendatacommunal.embed import hours
from ckanext.opendatacommunal.gabarits import Field, Gabarit
from ckanext.opendatacommunal.messages import Translate
from ckanext.opendatacommunal.sheet.schemas import sheet

DEFAULT_COLUMNS = 6
NO_NUMBER = {"SN", "99999"}
"""What stands for "no number in the street" in the data; never shown (gabarits' own rule)."""


@dataclass(frozen=True)
class Column:
    """`numeric`: cells compare as numbers."""

    field: Field
    title: str
    numeric: bool = False
    dated: bool = False


@dataclass(frozen=True)
class Cell:
    """`value`: what to sort by where it is not the text itself. `href`: an http(s) address."""

    text: str
    value: str | None = None
    href: str | None = None

    @property
    def sortable(self) -> str:
        return self.text if self.value is None else self.value


def choose(
    gabarit: Gabarit, asked: Sequence[str], rows: Sequence[Mapping[str, str]], _: Translate
) -> list[Column]:
    """The columns asked for that are public, else those of the sheet (`tableau`), else the first.

    The default leaves out a column that is empty in all rows.
    """
    public = {field.name: field for field in gabarit.public_fields}
    names = [name for name in asked if name in public]
    if not names:
        wanted = [name for name in sheet(gabarit).get("tableau", ()) if name in public]
        filled = {name for row in rows for name in row}
        names = [name for name in wanted or _first(gabarit) if name in filled] or list(public)[:1]
    types = {column["name"]: column.get("type") for column in gabarit.schema["fields"]}
    columns = [_column(public[name], str(types.get(name))) for name in names]
    street, number = gabarit.role("street"), gabarit.role("house_number")
    if number in names or street not in names:
        return columns
    return [
        Column(each.field, _("Address")) if each.field.name == street else each for each in columns
    ]


def _first(gabarit: Gabarit) -> list[str]:
    """What a reader wants first: the name, the street, then what the commune filled in."""
    leading = [gabarit.role(role) for role in ("name", "street", "address")]
    places = ("house_number", "geometry", "longitude", "latitude", "position")
    technical = {gabarit.role(role) for role in places}
    others = [
        field.name
        for field in gabarit.public_fields
        if not field.filled and field.name not in technical
    ]
    return list(dict.fromkeys(name for name in (*leading, *others) if name))[:DEFAULT_COLUMNS]


def _column(field: Field, type_: str) -> Column:
    return Column(
        field,
        field.title,
        numeric=type_ in ("number", "integer"),
        dated=type_ == "date",
    )


def write(
    gabarit: Gabarit, columns: Sequence[Column], row: Mapping[str, str], lang: str
) -> list[Cell]:
    """The cells of one row, in the order of the columns."""
    return [_cell(gabarit, columns, column, row, lang) for column in columns]


def _cell(
    gabarit: Gabarit, columns: Sequence[Column], column: Column, row: Mapping[str, str], lang: str
) -> Cell:
    name = column.field.name
    value = row.get(name, "")
    if name == gabarit.role("street"):
        return _street(gabarit, columns, value, row)
    if not value or (name == gabarit.role("house_number") and value in NO_NUMBER):
        return Cell("")
    return _written(column, value, lang)


def _written(column: Column, value: str, lang: str) -> Cell:
    """A value in the way of its type."""
    kind = column.field.kind
    if column.numeric:
        return _number(value, lang)
    if column.dated:
        return _date(value, lang)
    if kind == "opening_hours":
        return Cell(hours.readable(value, lang))
    if kind == "url" and re.match(r"https?://", value):
        return Cell(value, href=value)
    return Cell(value.replace("|", ", ") if kind == "multi" else value)


def _street(
    gabarit: Gabarit, columns: Sequence[Column], street: str, row: Mapping[str, str]
) -> Cell:
    """The street, after its number where that has no column of its own; sorted by street."""
    number = row.get(gabarit.role("house_number") or "", "")
    shown_apart = any(each.field.name == gabarit.role("house_number") for each in columns)
    if not street or not number or number in NO_NUMBER or shown_apart:
        return Cell(street)
    return Cell(f"{number} {street}", value=f"{street} {number}")


def _number(value: str, lang: str) -> Cell:
    try:
        return Cell(format_decimal(Decimal(value), locale=lang), value=value)
    except InvalidOperation:
        return Cell(value)


def _date(value: str, lang: str) -> Cell:
    try:
        return Cell(format_date(date.fromisoformat(value), "medium", locale=lang), value=value)
    except ValueError:
        return Cell(value)


def plain(text: str) -> str:
    """For comparing: no case, no accents. The script of the page does the same."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).lower()


def matches(cells: Sequence[Cell], search: str) -> bool:
    """True when every word of `search` is somewhere in the row."""
    text = plain(" ".join(cell.text for cell in cells))
    return all(word in text for word in plain(search).split())


def order(
    rows: Sequence[list[Cell]], columns: Sequence[Column], position: int, reverse: bool
) -> list[list[Cell]]:
    """Rows by one column, empty cells last whichever the way."""
    numeric = columns[position].numeric

    def key(cells: list[Cell]) -> tuple[float, list[tuple[int, float, str]]]:
        value = cells[position].sortable
        if numeric:
            try:
                return (float(value), [])
            except ValueError:
                return (0.0, [])
        return (0.0, natural(value))

    filled = [cells for cells in rows if cells[position].text]
    empty = [cells for cells in rows if not cells[position].text]
    return sorted(filled, key=key, reverse=reverse) + empty


def natural(text: str) -> list[tuple[int, float, str]]:
    """A sort key by which `Rue 9` comes before `Rue 10`."""
    parts = re.findall(r"[0-9]+|[^0-9]+", plain(text))
    return [(0, int(part), "") if part[0].isdigit() else (1, 0, part) for part in parts]
