"""What loading the communes of an EPCI changes on a site: decided here, without CKAN, then applied.

Given the organisations of the site and the communes it already knows, `plan` says for each commune
whether its town hall's organisation is created, adopted, updated or left alone, and what stands in
the way. A plan with obstacles is not applied at all; `organisations.apply` applies the others.
"""

from __future__ import annotations

from .plan import Departure, LoadingError, Obstacle, Organisation, Plan, Step
from .planner import plan, slug
from .polygons import read_polygons

__all__ = [
    "Departure",
    "LoadingError",
    "Obstacle",
    "Organisation",
    "Plan",
    "Step",
    "plan",
    "read_polygons",
    "slug",
]
