"""`french-siren-value` (or `siren`): nine digits with the key of Luhn.

Source: INSEE, https://www.insee.fr/fr/metadonnees/definition/c2047; verdict of Validata 0.12.
"""

from __future__ import annotations

from ckanext.opendatacommunal.pipeline.schema_checks import luhn
from ckanext.opendatacommunal.pipeline.schema_checks.base import Check, Params, of_one_text

NAMES = ("french-siren-value", "siren")
DIGITS = 9


def build(name: str, params: Params) -> Check:
    return of_one_text(
        name,
        params,
        is_siren,
        lambda cells: luhn.surely_has_key(next(iter(cells.values())), DIGITS),
    )


def is_siren(text: str) -> bool:
    """Spaces and dots between the digits are let through."""
    from stdnum.fr import siren  # noqa: PLC0415 - few cells are left to it

    return siren.is_valid(text)
