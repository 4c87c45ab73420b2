"""Columns of a file that are no field and make some: `parts` of a gabarit with `options.gives`.

`2,40 x 1,60 m` is a width and a height, `8h-18h` an opening and a closing, `H/F` two columns of
yes, `payant` the contrary of `gratuit`; yes under `bus` adds TC to the ways of access; a type of
street comes before its name. Each is taken apart before cells are read, so that its parts are
cleaned like those of any column, and each part is listed. A cell that cannot be taken apart is
named, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from decimal import Decimal

import polars as pl

from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.pipeline.depot import ROW, Correction, Depot, Issue
from ckanext.opendatacommunal.pipeline.fields import Context, read_cell
from ckanext.opendatacommunal.pipeline.fields.boolean import NO, YES
from ckanext.opendatacommunal.pipeline.fields.matching import fold, stem
from ckanext.opendatacommunal.pipeline.fields.street import begins_with_a_type
from ckanext.opendatacommunal.pipeline.fields.tidying import tidy
from ckanext.opendatacommunal.pipeline.write import writers_of

Given = Mapping[str, str | None]
"""Name of a field → its cell."""
Give = Callable[[str, Field, Given, Depot], Given | None]
"""(tidied cell, part, the row, dépôt) → what it gives; None if it cannot be taken apart."""

RULE = "part-of-cell"
UNREAD = "part-unread"

_NUMBER = r"\d{1,5}(?:[.,]\d{1,3})?"
_UNIT = r"(?:m|cm|mm|m[eè]tres?|centim[eè]tres?|millim[eè]tres?)\.?"
_SIZES = re.compile(
    rf"(?P<first>{_NUMBER})\s*(?P<unit>{_UNIT})?\s*(?:x|×|\*|/|sur|par)\s*"
    rf"(?P<second>{_NUMBER})\s*(?P<last>{_UNIT})?",
    re.IGNORECASE,
)
_MORE_THAN_METRES, _MORE_THAN_CENTIMETRES = Decimal(20), Decimal(1000)
_HOUR = r"\d{1,2}\s*(?:h|:|heures?)\s*(?:\d{2})?|\d{1,2}"
_HOURS = re.compile(
    rf"(?:ouvert\s+)?(?:de\s+)?(?P<first>{_HOUR})\s*(?:-|–|—|/|à|a|jusqu['’ ]?à)\s*"
    rf"(?P<second>{_HOUR})",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"[1-9]\d?\s*(?:[x×]\s*|\s)([^\W\d].*)", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"\s*(?:[/,;+&|-]|\bet\b)\s*", re.IGNORECASE)


def give_parts(depot: Depot) -> Depot:
    """Give each such column to its fields, then leave it."""
    for part in depot.gabarit.parts:
        give = GIVES.get(str(part.options.get("gives", "")))
        if give is not None and part.name in depot.values.columns:
            depot = _give(depot, part, give)
    return depot


def _give(depot: Depot, part: Field, give: Give) -> Depot:
    writers = writers_of(depot.gabarit)
    made: dict[str, list[str | None]] = {}
    corrections: list[Correction] = []
    unread: dict[str, list[int]] = {}
    for place, row in enumerate(depot.values.iter_rows(named=True)):
        text = tidy(row[part.name] or "").text
        given = give(text, part, row, depot) if text else {}
        if given is None:
            unread.setdefault(text or "", []).append(row[ROW])
        for name, cell in (given or {}).items():
            column = made.setdefault(name, _held(depot.values, name))
            if cell != column[place]:
                before = column[place] or row[part.name]
                after = writers[name](cell) if cell and name in writers else cell or ""
                corrections.append(Correction(row[ROW], name, before, after, RULE))
                column[place] = cell
    columns = [pl.Series(name, cells, dtype=pl.String) for name, cells in made.items()]
    values = depot.values.with_columns(columns).drop(part.name)
    issues = [each for text, rows in unread.items() for each in _unread(depot, part, text, rows)]
    return replace(depot, values=values).with_corrections(corrections).with_issues(issues)


def _unread(depot: Depot, part: Field, text: str, rows: list[int]) -> list[Issue]:
    """Said once; of each row, and holding it back, where the fields that miss it are required."""
    fields = [*part.options.get("to", ())]
    params = {"source": depot.source_of(part.name), "fields": fields}
    if any(depot.gabarit[name].required for name in fields):
        return [Issue(UNREAD, "error", row, None, text, {**params, "rows": (row,)}) for row in rows]
    return [Issue(UNREAD, "warning", rows[0], None, text, {**params, "rows": tuple(rows)})]


def _held(values: pl.DataFrame, name: str) -> list[str | None]:
    return values[name].to_list() if name in values.columns else [None] * values.height


def _where_empty(found: Mapping[str, str], row: Given) -> Given | None:
    """What the row's own cells do not say; None where they say something else."""
    own = {name: (row.get(name) or "").strip() for name in found}
    if any(own[name] and fold(own[name]) != fold(cell) for name, cell in found.items()):
        return None
    return {name: cell for name, cell in found.items() if not own[name]}


def _sizes(text: str, part: Field, row: Given, depot: Depot) -> Given | None:
    """`options.to`: two lengths; `options.longest_first`: the first is the longer by nature."""
    found = _SIZES.fullmatch(text)
    if found is None:
        return None
    unit = found["last"] or found["unit"] or ""
    cells = [(found["first"], found["unit"] or unit), (found["second"], unit)]
    if not unit:
        unit = _likely_unit(max(_decimal(number) for number, _ in cells))
        cells = [(number, unit) for number, _ in cells]
    if part.options.get("longest_first") and len({unit for _, unit in cells}) == 1:
        cells.sort(key=lambda cell: -_decimal(cell[0]))
    return _where_empty(_named(part, [f"{number} {unit}" for number, unit in cells]), row)


def _likely_unit(largest: Decimal) -> str:
    if largest > _MORE_THAN_CENTIMETRES:
        return "mm"
    return "cm" if largest > _MORE_THAN_METRES else "m"


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", "."))


def _times(text: str, part: Field, row: Given, depot: Depot) -> Given | None:
    """`options.to`: the hour that opens and the one that closes."""
    found = _HOURS.fullmatch(text)
    return _where_empty(_named(part, [found["first"], found["second"]]), row) if found else None


def _named(part: Field, cells: list[str]) -> dict[str, str]:
    return dict(zip(part.options["to"], cells, strict=True))


def _inverse(text: str, part: Field, row: Given, depot: Depot) -> Given | None:
    """`options.to`: the field that says the contrary."""
    reading = read_cell(text, replace(part, kind="boolean"), Context())
    if not reading.settled or reading.value is None:
        return None if reading.rule != "no-value" else {}
    (name,) = part.options["to"]
    return _where_empty({name: NO if reading.value == YES else YES}, row)


def _value(text: str, part: Field, row: Given, depot: Depot) -> Given | None:
    """`options.to`: list → the value that a yes adds to it."""
    reading = read_cell(text, replace(part, kind="boolean"), Context())
    if not reading.settled:
        return None
    ((name, value),) = part.options["to"].items()
    given = (row.get(name) or "").strip()
    if reading.value != YES or value in given.split("|"):
        return {}
    return {name: f"{given}|{value}" if given else value}


def _words(text: str, part: Field, row: Given, depot: Depot) -> Given | None:
    """`options.to`: field → words of the cell that say yes to it, and no to the others where it
    lists all there are (`options.exhaustive`)."""
    known = {stem(fold(str(word))): name for name, ws in part.options["to"].items() for word in ws}
    before = part.options.get("words", ())
    words = [stem(_without(before, word)) for word in _BETWEEN_WORDS.split(text) if word]
    if not words or any(word not in known for word in words):
        return None
    said = dict.fromkeys(part.options["to"], NO) if part.options.get("exhaustive") else {}
    return _where_empty({**said, **{known[word]: YES for word in words}}, row)


def _without(before: Collection[str], word: str) -> str:
    """`2 x prises T2` → `t2`: without how many (but none), nor `options.words`."""
    counted = _COUNTED.fullmatch(word)
    said = fold(counted[1] if counted else word)
    first, _, rest = said.partition(" ")
    return rest if rest and first in {fold(each) for each in before} else said


def _type_of_street(text: str, part: Field, row: Given, depot: Depot) -> Given | None:
    """A name of street that already begins with a type keeps it."""
    name = depot.gabarit.role("street") or ""
    street = (row.get(name) or "").strip()
    if not street:
        return None
    return {} if begins_with_a_type(street) else {name: f"{text} {street}"}


def _suffix(text: str, part: Field, row: Given, depot: Depot) -> Given | None:
    """`bis` after its number; nothing where there is no number."""
    name = depot.gabarit.role("house_number") or ""
    number = (row.get(name) or "").strip()
    if not number.isdecimal():
        return None
    return {name: f"{number} {text}"}


GIVES: Mapping[str, Give] = {
    "sizes": _sizes,
    "times": _times,
    "inverse": _inverse,
    "words": _words,
    "value": _value,
    "type_of_street": _type_of_street,
    "suffix": _suffix,
}
