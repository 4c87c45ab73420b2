"""Rows of a derived gabarit, made of rows of another one: nobody deposits them.

Plain functions of text cells, without CKAN: the publication of the source and the command
`opendatacommunal derive` make the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.gabarits.without_deposit import Derived

Row = Mapping[str, str | None]
"""Column → cell; an empty cell is None, an empty text, or missing."""


def derive(gabarit: Gabarit, rows: Iterable[Row]) -> Iterator[tuple[int, dict[str, str | None]]]:
    """The rows that `rows` of its source give, each after the position of the one it was made of.

    In their order, with every public column of the gabarit. Raises `ValueError` for one that is not
    derived.
    """
    how = gabarit.derived
    if how is None:
        raise ValueError(f"{gabarit.slug} is not a derived gabarit")
    names = [field.name for field in gabarit.public_fields]
    seen: set[tuple[str, ...]] = set()
    for position, row in enumerate(rows):
        if not _is_chosen(how, row):
            continue
        made = {name: _cell(how, name, row) for name in names}
        same = tuple(made[name] or "" for name in how.once_per)
        if same and same in seen:
            continue
        seen.add(same)
        yield position, made


def _is_chosen(how: Derived, row: Row) -> bool:
    return all((row.get(name) or "") in values for name, values in how.where.items())


def _cell(how: Derived, name: str, row: Row) -> str | None:
    value = row.get(how.columns.get(name, name)) or ""
    return how.values.get(name, {}).get(value, value) or None
