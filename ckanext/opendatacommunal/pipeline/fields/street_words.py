"""Shortened words of street names and what they stand for, written by hand.

Only what has one reading in its place is here. `Ch.` is not a type of street by itself (`Ch. de
Gaulle` is Charles), nor is `R.` before a name (`R. Salengro` is Roger): see `street`.
"""

from __future__ import annotations

TYPES = {
    "av": "avenue",
    "ave": "avenue",
    "aven": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "blvd": "boulevard",
    "boul": "boulevard",
    "bvd": "boulevard",
    "pl": "place",
    "plce": "place",
    "imp": "impasse",
    "chem": "chemin",
    "che": "chemin",
    "chm": "chemin",
    "all": "allée",
    "rte": "route",
    "sq": "square",
    "mte": "montée",
    "crs": "cours",
    "fbg": "faubourg",
    "fg": "faubourg",
    "espl": "esplanade",
    "prom": "promenade",
    "lotiss": "lotissement",
    "quart": "quartier",
    "rpt": "rond-point",
}
"""First word of the name of a street, without its dot."""

TYPES_BEFORE_AN_ARTICLE = {"r": "rue", "ch": "chemin", "pass": "passage", "res": "résidence"}
"""Types only when "de la", "du", "des", "de l'" follows: alone they may be a first name."""

TITLES = {
    "gal": "général",
    "gen": "général",
    "gnl": "général",
    "mal": "maréchal",
    "dr": "docteur",
    "pr": "professeur",
    "prof": "professeur",
    "cdt": "commandant",
    "cne": "capitaine",
    "lt": "lieutenant",
    "pdt": "président",
    "mgr": "monseigneur",
    "st": "saint",
    "ste": "sainte",
    "sts": "saints",
    "stes": "saintes",
}
"""Words before a name, never last: `Boulevard Mal Foch`, `Rue du Dr Roux`, `Place St Jean`."""

FULL_TYPES = frozenset(
    """allée allées avenue boulevard carrefour chaussée chemin cité clos cour cours côte domaine
    escalier esplanade faubourg galerie grande hameau impasse jardin lotissement mail montée parc
    parvis passage passerelle pente petite place placette plaine pont promenade quai quartier
    résidence rond-point route rue ruelle sente sentier square traverse traboule val vallon venelle
    villa voie zone""".split()
)
"""Whole types of street, in small letters."""
