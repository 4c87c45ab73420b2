"""Who receives money: a body, whose name is kept word for word, or a person, whose row waits.

A body is known by its number. Where no row gives one, a name made of words that are neither of the
language nor of a body may be that of a person: it is asked (CRPA L. 311-6 and L. 312-1-2).
"""

from __future__ import annotations

import re

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .person_names import is_common
from .reading import Context, Example, FieldType, Reading, ask, unchanged
from .text import PERSONAL, first_doubt, survey

NUMBERLESS = "numberless:"
"""Before a name, in `Context.decided`: no row that bears it has a number."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def parse(raw: str, field: Field, context: Context) -> Reading:
    doubt = first_doubt(raw, field, context)
    if doubt is not None:
        return doubt
    if NUMBERLESS + raw in context.decided and may_be_a_person(raw):
        return ask(PERSONAL, holds_row=True, params={"found": raw})
    return unchanged(raw)


def may_be_a_person(name: str) -> bool:
    """Two or three words, all with a capital, none of which is a word of the language."""
    words = name.split()
    if not 2 <= len(words) <= 3 or not all(map(_WORD.fullmatch, words)):
        return False
    return all(word[0].isupper() and len(word) > 1 and not is_common(word) for word in words)


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
        Example("Jean Dupont", asks=True),
        Example("M. Martin", asks=True),
        Example("=cmd|' /C calc'!A0", error="formula"),
        Example("NC", None),
    ),
    survey=survey,
    plain=plain,
    sample=Field("beneficiaire", "beneficiary", "Bénéficiaire", level="required"),
)
