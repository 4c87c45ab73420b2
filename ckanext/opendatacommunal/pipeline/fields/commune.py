"""Official name of a commune or arrondissement, from any spelling."""

from __future__ import annotations

import re

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Field

from .matching import fold
from .mojibake import LOST
from .reading import Context, Example, FieldType, Reading, ask, changed, unchanged

LONGEST = 200
"""Characters of any writing of a commune."""


def parse(raw: str, field: Field, context: Context) -> Reading:
    if len(raw) > LONGEST:
        return ask("commune", _own(context))
    if LOST in raw:
        return ask("lost-letters", _whole(raw, context) or _own(context))
    found = communes.resolve(raw, epci=context.epci, near=context.commune)
    if found.name is None:
        candidates = dict.fromkeys(place.name for place in found.candidates)
        return ask("commune", candidates or _own(context))
    if found.name == raw:
        return unchanged(raw)
    if not found.sure or "?" in raw or "*" in raw:
        return ask("commune", (found.name,))
    rule = "commune-today" if found.reason.startswith("former") else "commune-name"
    return changed(raw, found.name, rule, params={"insee": found.insee})


def _whole(raw: str, context: Context) -> tuple[str, ...]:
    """Names of the EPCI that a name with lost letters may be."""
    pattern = re.compile(".".join(map(re.escape, fold(raw).split(LOST))))
    places = communes.of_epci(context.epci) if context.epci else ()
    return tuple(place.name for place in places if pattern.fullmatch(fold(place.name)))


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
        Example("Ste Foy Les Lyon", "Sainte-Foy-lès-Lyon"),
        Example("Neuville s/Saône", "Neuville-sur-Saône"),
        Example("Mulatière (La)", "La Mulatière"),
        Example("Bron (69)", "Bron"),
        Example("69500 BRON", "Bron"),
        Example("Oullins", "Oullins-Pierre-Bénite"),
        Example("Mion", asks=True),
        Example("Bron (?)", asks=True),
        Example("Saint-G\ufffdnis-Laval", asks=True),
        Example("xyzzy", asks=True),
        Example("0:00000", asks=True),
    ),
)
