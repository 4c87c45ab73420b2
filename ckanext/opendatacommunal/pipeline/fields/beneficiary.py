"""Who receives money: a body, whose name is kept word for word, or a person, whose row waits.

A body is known by its number. Where no row gives one, a name made of words that are neither of the
language nor of a body may be that of a person: it is asked (CRPA L. 311-6 and L. 312-1-2).
"""

from __future__ import annotations

import re

import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Field

from .matching import fold
from .person_names import is_common
from .reading import Context, Example, FieldType, Reading, ask, unchanged
from .text import PERSONAL, first_doubt, survey

NUMBERLESS = "numberless:"
"""Before a name, in `Context.decided`: no row that bears it has a number."""
_INITIAL = re.compile(r"[A-ZÀ-Þ](?:-[A-ZÀ-Þ])?\.")
_PERSONS = frozenset(("famille", "consorts", "indivision", "succession", "heritiers"))
_CLUBS = frozenset(
    """aappma acca admr aikido amap ape apel as asc aso avenir basket boxe chorale choeur cie
    compagnie
    cos cs cyclo don elan emmaus entente es etoile fc fcpe fnaca foot football gym gymnastique
    handball handi harmonie judo karate lions mjc ogec olympique petanque racing rc rotary rugby
    scouts secours sporting tc telethon tennis twirling ufc unc union us usep volley yoga""".split()
)
"""Folded words of the names of clubs that are hardly words of the language."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def parse(raw: str, field: Field, context: Context) -> Reading:
    doubt = first_doubt(raw, field, context)
    if doubt is not None:
        return doubt
    if NUMBERLESS + raw in context.decided and may_be_a_person(raw) and not _of_here(raw, context):
        return ask(PERSONAL, holds_row=True, params={"found": raw})
    return unchanged(raw)


def may_be_a_person(name: str) -> bool:
    """Two or three words, all with a capital, none of which is a word of the language or of a club;
    one may be an initial. `Famille Durand` is persons as well."""
    words = name.split()
    if fold(words[0]) in _PERSONS:
        return len(words) > 1 and words[1][0].isupper()
    names = [word for word in words if not _INITIAL.fullmatch(word)]
    if not 2 <= len(words) <= 3 or not names or not all(map(_WORD.fullmatch, names)):
        return False
    return all(word[0].isupper() and len(word) > 1 and not _is_known(word) for word in names)


def _is_known(word: str) -> bool:
    return is_common(word) or fold(word) in _CLUBS


def _of_here(name: str, context: Context) -> bool:
    """`Avenir Mions`: the commune itself is in the name."""
    place = communes.get(context.commune) if context.commune else None
    return place is not None and f" {fold(place.name)} " in f" {fold(name)} "


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    """None: whether a name has a number is not in the cell."""
    return cell.is_null()


BENEFICIARY = FieldType(
    "beneficiary",
    ("beneficiaire",),
    parse,
    (
        Example("Association Les Amis du lac", "Association Les Amis du lac"),
        Example("AMICALE LAIQUE", "AMICALE LAIQUE"),
        Example("AMICALE LAIQUE", "AMICALE LAIQUE", decided={f"{NUMBERLESS}AMICALE LAIQUE": "1"}),
        Example("BELKACEMI Nawel", "BELKACEMI Nawel"),
        Example("BELKACEMI Nawel", asks=True, decided={f"{NUMBERLESS}BELKACEMI Nawel": "1"}),
        Example("J. Durand", asks=True, decided={f"{NUMBERLESS}J. Durand": "1"}),
        Example("Jean Dupont", asks=True),
        Example("M. Martin", asks=True),
        Example("=cmd|' /C calc'!A0", error="formula"),
        Example("NC", None),
    ),
    survey=survey,
    plain=plain,
    sample=Field("beneficiaire", "beneficiary", "Bénéficiaire", level="required"),
)
