"""One kind of cell, one module: what it accepts, what it makes of it, and its examples.

`read_cell` is the only way in: it mends what all cells share, then calls the reader of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module

from ckanext.opendatacommunal.gabarits import Field

from .matching import fold
from .reading import Context, Example, FieldType, Reading, ask
from .tidying import LOST, fold_simple, tidy

__all__ = ["FIELD_TYPES", "Context", "Example", "FieldType", "Reading", "field_type", "read_cell"]

_OF_ANOTHER_NAME = {
    "string": "text",
    "name": "text",
    "number_code": "codes",
    "identifier": "codes",
    "datetime": "datetime_cell",
    "matter_code": "matter",
    "matter_name": "matter",
    "longitude": "coordinates",
    "latitude": "coordinates",
}
"""Kinds that share a module with another one."""

_KINDS = (
    "text",
    "string",
    "name",
    "boolean",
    "enum",
    "multi",
    "number",
    "integer",
    "percentage",
    "length",
    "area",
    "year",
    "date",
    "days",
    "datetime",
    "time",
    "power",
    "charging_code",
    "number_code",
    "identifier",
    "local_code",
    "house_number",
    "street",
    "postcode",
    "commune",
    "insee",
    "siren",
    "siret",
    "rna",
    "beneficiary",
    "given_name",
    "matter_code",
    "matter_name",
    "phone",
    "email",
    "url",
    "longitude",
    "latitude",
    "geojson",
    "opening_hours",
)


class _Kinds(Mapping[str, FieldType]):
    """Kind → its reader. A module is imported when its kind is first asked for: a gabarit has need
    of half of them."""

    def __getitem__(self, kind: str) -> FieldType:
        if kind not in _KINDS:
            raise KeyError(kind)
        module = import_module(f".{_OF_ANOTHER_NAME.get(kind, kind)}", __name__)
        return getattr(module, kind.upper())

    def __iter__(self) -> Iterator[str]:
        return iter(_KINDS)

    def __len__(self) -> int:
        return len(_KINDS)


FIELD_TYPES: Mapping[str, FieldType] = _Kinds()


def _says_nothing(text: str, field: Field) -> bool:
    """Whether the gabarit lists it among the words that give no value here (`options.empty`)."""
    words = field.options.get("empty")
    return bool(words) and fold(text) in map(fold, words)


_OWN_QUESTION = ("enum", "multi", "boolean", "text", "string", "name", "street", "commune")
"""Kinds that look for what a text with lost letters may have been."""

_KEEPING_WORDS = ("enum", "multi", "house_number", "identifier", "opening_hours")
"""Kinds that let words go out that they do not know; texts and addresses look for persons
themselves."""

_MAY_NAME = re.compile(r"[^\W\d_]{2}.*\W|@|(?:\d\W?){9}")


@cache
def field_type(kind: str) -> FieldType:
    """The reader of a kind; a kind that has none is read as text."""
    return FIELD_TYPES[kind if kind in _KINDS else "text"]


def _named(raw: str, field: Field) -> Reading | None:
    """The value of the list that is written as nothing is elsewhere: `N/A`, `NEANT`."""
    written = fold_simple(raw)
    for value, others in field.values.items():
        if written and written in map(fold_simple, (value, *others)):
            return Reading(value, "list-writing")
    return None


def _first_name(raw: str, field: Field) -> Reading | None:
    """`Na` in a column of first names, where it is one."""
    if field.kind != "given_name":
        return None
    from .given_name import NAMES_TOO  # noqa: PLC0415

    return ask("not-a-first-name") if fold_simple(raw) in NAMES_TOO else None


def _naming_somebody(words: str, field: Field) -> Reading | None:
    """The question that holds the row, where words that the kind does not know name a person."""
    if words in field.values or not _MAY_NAME.search(words):
        return None
    from .personal import personal_parts  # noqa: PLC0415

    parts = personal_parts(words)
    found = {"found": ", ".join(parts)}
    return ask("personal-data", holds_row=True, params=found) if parts else None


def read_cell(raw: str, field: Field, context: Context) -> Reading:
    """What one cell says. Never raises; reading the value it gives changes nothing."""
    if raw in field.values:
        return Reading(raw)
    tidied = tidy(raw)
    if tidied.text is None:
        return _named(raw, field) or _first_name(raw, field) or Reading(None, tidied.rule)
    if _says_nothing(tidied.text, field):
        return Reading(None, "no-value")
    if LOST in tidied.text and field.kind not in _OWN_QUESTION:
        return Reading(None, "lost-letters", sure=False)
    reading = field_type(field.kind).parse(tidied.text, field, context)
    if field.kind in _KEEPING_WORDS and not field.internal and reading.settled:
        words = tidied.text if reading.note == "other-value" else reading.value
        reading = _naming_somebody(words or "", field) or reading
    if reading.rule is None and reading.settled and reading.value != raw:
        return replace(reading, rule=tidied.rule)
    return reading
