"""`opening-hours-value`: opening hours as OpenStreetMap writes them.

Source: https://wiki.openstreetmap.org/wiki/Key:opening_hours; the parser is the one Validata uses.
"""

from __future__ import annotations

from ckanext.opendatacommunal.pipeline.schema_checks.base import Check, Params, of_one_text

NAMES = ("opening-hours-value",)


def build(name: str, params: Params) -> Check:
    return of_one_text(name, params, is_opening_hours)


def is_opening_hours(text: str) -> bool:
    import opening_hours  # noqa: PLC0415 - few schemas ask for it

    return opening_hours.validate(text)
