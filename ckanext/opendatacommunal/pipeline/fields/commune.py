"""Official name of a commune or arrondissement, from any spelling."""

from __future__ import annotations

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Field

from .reading import Context, Example, FieldType, Reading, ask, changed, unchanged

LONGEST = 200
"""Characters of any writing of a commune."""


def parse(raw: str, field: Field, context: Context) -> Reading:
    if len(raw) > LONGEST:
        return ask("commune", _own(context))
    found = communes.resolve(raw, epci=context.epci, near=context.commune)
    if found.name is None:
        candidates = dict.fromkeys(place.name for place in found.candidates)
        return ask("commune", candidates or _own(context))
    if found.name == raw:
        return unchanged(raw)
    if not found.sure:
        return ask("commune", (found.name,))
    rule = "commune-today" if found.reason.startswith("former") else "commune-name"
    return changed(raw, found.name, rule, params={"insee": found.insee})


def _own(context: Context) -> tuple[str, ...]:
    place = communes.get(context.commune) if context.commune else None
    return (place.name,) if place else ()


COMMUNE = FieldType(
    "commune",
    ("commune", "ville"),
    parse,
    (
        Example("Mions", "Mions"),
        Example("BRON", "Bron"),
        Example("VAULX EN VELIN", "Vaulx-en-Velin"),
        Example("St-Didier-Au-Mont-d’or", "Saint-Didier-au-Mont-d'Or"),
        Example("Ville de Bron", "Bron"),
        Example("LYON 03", "Lyon 3e Arrondissement"),
        Example("xyzzy", asks=True),
        Example("0:00000", asks=True),
    ),
)
