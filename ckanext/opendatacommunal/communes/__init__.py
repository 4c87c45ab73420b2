"""Communes of France: codes, names, old codes, postcodes, EPCI, outlines; any spelling to its code.

The reference travels in `data/` (see its README); nothing is read at import, nothing is fetched.
"""

from __future__ import annotations

from .matching import Match, commune_command, resolve
from .mentions import mentioned, ways_to_say
from .outlines import (
    bbox,
    centre,
    contains,
    contains_each,
    geometry_contains,
    metres,
    outline,
)
from .records import (
    Commune,
    Epci,
    current,
    district_of,
    epci,
    get,
    of_epci,
    of_postcode,
    parts_of,
    same_today,
)

__all__ = [
    "Commune",
    "Epci",
    "Match",
    "bbox",
    "centre",
    "commune_command",
    "contains",
    "contains_each",
    "current",
    "district_of",
    "epci",
    "geometry_contains",
    "get",
    "mentioned",
    "metres",
    "of_epci",
    "of_postcode",
    "outline",
    "parts_of",
    "resolve",
    "same_today",
    "ways_to_say",
]
