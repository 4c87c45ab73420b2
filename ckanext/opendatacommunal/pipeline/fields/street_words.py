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
    "rdpt": "rond-point",
    "rle": "ruelle",
    "resid": "résidence",
    "trav": "traverse",
    "carr": "carrefour",
    "espla": "esplanade",
    "gde": "grande",
    "grde": "grande",
}
"""First word of the name of a street, without its dot."""

TYPES_BEFORE_AN_ARTICLE = {
    "r": "rue",
    "ch": "chemin",
    "pass": "passage",
    "res": "résidence",
    "lot": "lotissement",
    "dom": "domaine",
    "ham": "hameau",
    "sent": "sentier",
    "gr": "grande rue",
    "ptr": "petite rue",
}
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
    "sgt": "sergent",
    "cnl": "colonel",
    "cdl": "cardinal",
    "capt": "capitaine",
    "st": "saint",
    "ste": "sainte",
    "sts": "saints",
    "stes": "saintes",
    "vx": "vieux",
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

PLAIN_TITLES = frozenset("gal dr cdt cne lt pdt mgr sgt st ste sts stes vx".split())
"""Of the titles, those that are no other word, so that they need no capital after them: `rue du gal
leclerc`, but `chemin du mal passage`."""

DOTTED_TITLES = {
    "cap": "capitaine",
    "lieut": "lieutenant",
    "doct": "docteur",
    "card": "cardinal",
    "col": "colonel",
    "pres": "président",
    "adj": "adjudant",
    "gouv": "gouverneur",
}
"""Titles only with their dot: `Rue du Col. Fabien`, but `Route du Col Vert`."""

SMALL_LINKS = frozenset("a au aux d de des du en et l la le les sous sur".split())
"""Folded words that tie what follows to what comes before."""

DATES_OF_STREETS = {
    ("8", "mai"): "1945",
    ("11", "novembre"): "1918",
    ("19", "mars"): "1962",
    ("14", "juillet"): "1789",
    ("4", "aout"): "1789",
    ("18", "juin"): "1940",
}
"""The year that the last two digits of a well-known date stand for."""

SHORT_MONTHS = {
    "janv": "janvier",
    "fev": "février",
    "fevr": "février",
    "avr": "avril",
    "juil": "juillet",
    "sept": "septembre",
    "oct": "octobre",
    "nov": "novembre",
    "dec": "décembre",
}

MONTHS = frozenset(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
)
"""Folded."""

_SOME_TYPES = "rue|r|av|avenue|bd|boulevard|chemin|place|pl|impasse|allée|route|quai|cours|square"
MAY_HOLD_MORE = (
    r"\b(?:B\.?P|C\.?S|TSA)\b|^[\s\"«“]*(?:n\s*[°º]\s*|(?i:n[o.]|num\.?|n[°º]|du|au)\s*)?\d"
    r"|(?:[,;]|\s[–-]\s|n\s*[°º]\.?)\s*\d|\b\d{2} ?\d{3}\b|\d\s?(?i:bis|ter)\s*$"
    r"|(?i:\bs\s?[/.]?\s?n\b|\bsans n)|[,;(]|\s[–-]\s"
    rf"|\d\s?(?i:bis|ter)?,?\s+(?i:{_SOME_TYPES})\b|\w\s+(?i:rue|avenue|boulevard|impasse)\s"
    r"|(?i:\b(?:face|devant|hauteur|droit|près|proche|côté|niveau|vis|au)\b)[^,;]*\d"
)
"""Pattern, of polars, of the streets whose cell may hold more: a number, a landmark, a place."""
SURELY_NO_MORE_WITHOUT = (
    MAY_HOLD_MORE.replace("côté|", "").replace(r"\b", r"(?-u:\b)") + "|(?i:côté)"
)
"""What each of these has, and few others: polars is twenty times as quick to find the bounds of
words of plain letters."""
