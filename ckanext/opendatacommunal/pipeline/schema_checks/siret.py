"""`french-siret-value` (or `siret`): a SIREN, five digits, and the key of Luhn over all fourteen.

The establishments of La Poste follow another key: their digits add up to a multiple of 5.
Source: INSEE, https://www.insee.fr/fr/metadonnees/definition/c1841; verdict of Validata 0.12.
"""

from __future__ import annotations

import polars as pl

from ckanext.opendatacommunal.pipeline.schema_checks import luhn
from ckanext.opendatacommunal.pipeline.schema_checks.base import Check, Params, of_one_text

NAMES = ("french-siret-value", "siret")
DIGITS = 14
LA_POSTE = "356000000"


def build(name: str, params: Params) -> Check:
    return of_one_text(name, params, is_siret, lambda cells: _surely(next(iter(cells.values()))))


def _surely(cell: pl.Expr) -> pl.Expr:
    return (
        luhn.surely_has_key(cell, DIGITS)
        & luhn.surely_has_key(cell.str.slice(0, 9), 9)
        & ~cell.str.starts_with(LA_POSTE)
    )


def is_siret(text: str) -> bool:
    """Spaces and dots between the digits are let through."""
    from stdnum.fr import siret  # noqa: PLC0415 - few cells are left to it

    return siret.is_valid(text)
