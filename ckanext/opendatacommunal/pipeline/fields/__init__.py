"""One kind of cell, one module: what it accepts, what it makes of it, and its examples.

`read_cell` is the only way in: it mends what all cells share, then calls the reader of the kind.
"""

from __future__ import annotations

from dataclasses import replace

from ckanext.opendatacommunal.gabarits import Field

from . import (
    area,
    beneficiary,
    boolean,
    charging_code,
    codes,
    commune,
    coordinates,
    date,
    datetime_cell,
    days,
    email,
    enum,
    geojson,
    given_name,
    house_number,
    insee,
    integer,
    length,
    local_code,
    matter,
    multi,
    number,
    opening_hours,
    percentage,
    phone,
    postcode,
    power,
    rna,
    siren,
    siret,
    street,
    text,
    time,
    url,
    year,
)
from .matching import fold
from .reading import Context, Example, FieldType, Reading
from .tidying import LOST, tidy

__all__ = ["FIELD_TYPES", "Context", "Example", "FieldType", "Reading", "field_type", "read_cell"]

FIELD_TYPES: dict[str, FieldType] = {
    each.name: each
    for each in (
        text.TEXT,
        text.STRING,
        text.NAME,
        boolean.BOOLEAN,
        enum.ENUM,
        multi.MULTI,
        number.NUMBER,
        integer.INTEGER,
        percentage.PERCENTAGE,
        length.LENGTH,
        area.AREA,
        year.YEAR,
        date.DATE,
        days.DAYS,
        datetime_cell.DATETIME,
        time.TIME,
        power.POWER,
        charging_code.CHARGING_CODE,
        codes.NUMBER_CODE,
        codes.IDENTIFIER,
        local_code.LOCAL_CODE,
        house_number.HOUSE_NUMBER,
        street.STREET,
        postcode.POSTCODE,
        commune.COMMUNE,
        insee.INSEE,
        siren.SIREN,
        siret.SIRET,
        rna.RNA,
        beneficiary.BENEFICIARY,
        given_name.GIVEN_NAME,
        matter.MATTER_CODE,
        matter.MATTER_NAME,
        phone.PHONE,
        email.EMAIL,
        url.URL,
        coordinates.LONGITUDE,
        coordinates.LATITUDE,
        geojson.GEOJSON,
        opening_hours.OPENING_HOURS,
    )
}


def _says_nothing(text: str, field: Field) -> bool:
    """Whether the gabarit lists it among the words that give no value here (`options.empty`)."""
    words = field.options.get("empty")
    return bool(words) and fold(text) in map(fold, words)


_OWN_QUESTION = ("enum", "multi", "boolean", "text", "string", "name", "street", "commune")
"""Kinds that look for what a text with lost letters may have been."""


def field_type(kind: str) -> FieldType:
    """The reader of a kind; a kind that has none is read as text."""
    return FIELD_TYPES.get(kind, text.TEXT)


def _named(raw: str, field: Field) -> Reading | None:
    """The value of the list that is written as nothing is elsewhere: `N/A`, `néant`."""
    written = raw.strip().casefold()
    for value, others in field.values.items():
        if written and written in {each.casefold() for each in (value, *others)}:
            return Reading(value, "list-writing")
    return None


def read_cell(raw: str, field: Field, context: Context) -> Reading:
    """What one cell says. Never raises; reading the value it gives changes nothing."""
    if raw in field.values:
        return Reading(raw)
    tidied = tidy(raw)
    if tidied.text is None:
        return _named(raw, field) or Reading(None, tidied.rule)
    if _says_nothing(tidied.text, field):
        return Reading(None, "no-value")
    if LOST in tidied.text and field.kind not in _OWN_QUESTION:
        return Reading(None, "lost-letters", sure=False)
    reading = field_type(field.kind).parse(tidied.text, field, context)
    if reading.rule is None and reading.settled and reading.value != raw:
        return replace(reading, rule=tidied.rule)
    return reading
