"""Free text, kept word for word: `text`, `string` and `name`.

Nothing is reworded, and capitals stay: without a dictionary, AVENUE DE LA REPUBLIQUE in small
letters would lose the accents it is owed. `clean` says it once for the column.
"""

from __future__ import annotations

import re

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .personal import personal_parts, without
from .reading import Context, Example, FieldType, Reading, ask, changed, refuse, unchanged
from .tidying import LOST, unmisread

# What a spreadsheet would run when it opens the published file: a sign, then a name and a bracket,
# an address or a command. "-12", "+33 4 78" and "= fermé" are no formulas.
FORMULA = re.compile(r"\s*[=+@-]\s*[\w.$:!]*\w(\(|\s*\|)", re.I)
SUSPICIOUS = re.compile(r"<\s*/?\s*(script|iframe|img|svg|object)\b|javascript:|=\s*cmd\s*\|", re.I)


def parse(raw: str, field: Field, context: Context) -> Reading:
    doubt = doubtful(raw, field)
    if doubt is not None:
        return doubt
    return suspicious(raw, field) or unchanged(raw)


def doubtful(raw: str, field: Field) -> Reading | None:
    """A question on lost letters or on personal data, None if there is no such doubt."""
    if LOST in raw:
        return ask("lost-letters")
    if field.internal:
        return None
    parts = personal_parts(raw)
    if parts:
        rest = without(raw, parts)
        found = {"found": ", ".join(parts)}
        return ask("personal-data", (rest,) if rest else (), holds_row=True, params=found)
    return None


def suspicious(raw: str, field: Field) -> Reading | None:
    """Code in a cell: a formula does not go out, since it would run in the reuser's spreadsheet;
    that of a web page is kept as plain text, and said."""
    if FORMULA.match(raw) and not field.internal:
        return refuse("formula")
    if SUSPICIOUS.search(raw):
        return Reading(raw, note="suspicious-content", note_severity="warning")
    return None


def parse_name(raw: str, field: Field, context: Context) -> Reading:
    """As a text, with the straight apostrophe that searches expect."""
    doubt = doubtful(raw, field) or suspicious(raw, field)
    if doubt is not None:
        return doubt
    return changed(raw, straight(raw), "apostrophe")


def straight(text: str) -> str:
    """Straight apostrophes; a curly one may have hidden a misread letter."""
    return unmisread(text.translate(_APOSTROPHES))


_LETTERS = "A-Za-zÀÂÄÇÈÉÊËÎÏÔÖÙÛÜàâäçèéêëîïôöùûüÿœŒ"
_PLAIN = rf"^[{_LETTERS}][{_LETTERS}0-9'.,-]*(?: [{_LETTERS}0-9'.,-]+)*$"
_SEVEN_DIGITS = r"\d(?:[ .-]?\d){6}"
_BORN = r"(?i)\bn[ée]e?\b"
_LONGER_THAN_UNKNOWN = 18


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    """French words, long enough to say something, with nothing that may name a person."""
    personal = cell.str.contains(_SEVEN_DIGITS) | cell.str.contains(_BORN)
    says = (cell.str.len_chars() > _LONGER_THAN_UNKNOWN) | cell.str.contains(r"^\S{3,} .*\d$")
    return cell.str.contains(_PLAIN) & says & ~personal


_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`", "'"))

_COMMON = (
    Example("Commune", "Commune"),
    Example("Ville de Bron", "Ville de Bron"),
    Example("  Espaces   verts ", "Espaces verts"),
    Example("géré par espaces.verts@ville.fr", "géré par espaces.verts@ville.fr"),
    Example("contacter jean.dupont@ville.fr", asks=True),
    Example("Gardien : 06 12 34 56 78", asks=True),
    Example("Standard : 04 78 12 34 56", "Standard : 04 78 12 34 56"),
    Example("CafÃ© du parc", "Café du parc"),
    Example("Place du March\ufffd", asks=True),
    Example("n.c.", None),
    Example("<script>alert(1)</script>", "<script>alert(1)</script>"),
    Example("=cmd|' /C calc'!A0", error="formula"),
)

TEXT = FieldType("text", (), parse, _COMMON, plain=plain)
STRING = FieldType("string", (), parse, _COMMON, plain=plain)
NAME = FieldType(
    "name",
    ("nom", "libelle", "denomination", "designation"),
    parse_name,
    (
        *_COMMON,
        Example("L’Île verte", "L'Île verte"),
        Example("SQUARE DES ORPAILLEURS", "SQUARE DES ORPAILLEURS"),
    ),
    plain=plain,
)
