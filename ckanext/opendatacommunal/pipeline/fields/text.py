"""Free text, kept word for word: `text`, `string` and `name`. Nothing is reworded.

A `name` is that of a place or of an equipment: it may be that of a person it honours, and one in
capitals takes small letters where they are sure (`capitals`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import islice

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .capitals import lowered
from .capitals import survey as survey_capitals
from .enum import known_writings
from .matching import fold, stem
from .mojibake import LOST, has_hole, restored, still_misread, unmisread
from .personal import may_be_personal, personal_parts, without
from .reading import Context, Example, FieldType, Reading, ask, changed, refuse, unchanged

# What a spreadsheet would run when it opens the published file: a sign, then a name and a bracket,
# an address or a command. "-12", "+33 4 78" and "= fermé" are no formulas.
FORMULA = re.compile(r"\s*[=+@-]\s*[\w.$:!]*\w(\(|\s*\|)", re.I)
PERSONAL = "personal-data"
MANY, REMOVE = "personal-many", "remove"
"""What `survey` says of a column that names many persons; the answer that takes them out."""
WHOLE = "whole:"
"""Before a text with lost letters: what it is elsewhere in the column."""
MOST_VALUES = 2000
_MOST_HOLES = 50
_MANY_PERSONS = 5
_SHOWN_PERSONS = 4
SUSPICIOUS = re.compile(r"<\s*/?\s*(script|iframe|img|svg|object)\b|javascript:|=\s*cmd\s*\|", re.I)


def parse(raw: str, field: Field, context: Context) -> Reading:
    """`values`: what some texts are always written like (`sans restriction`); others stay."""
    named = known_writings(field).get(stem(fold(raw))) if field.values else None
    if named is not None:
        return changed(raw, named, "list-writing")
    return first_doubt(raw, field, context) or unchanged(raw)


def parse_name(raw: str, field: Field, context: Context) -> Reading:
    """As a text, with the straight apostrophe that searches expect, and not all in capitals."""
    doubt = first_doubt(raw, field, context)
    if doubt is not None:
        return doubt
    return lowered(changed(raw, with_apostrophes(raw), "apostrophe"), field, context)


def first_doubt(raw: str, field: Field, context: Context) -> Reading | None:
    """What keeps a text from being taken as it is, None if nothing does: lost letters, personal
    data, then code. A formula does not go out, since it would run in the reuser's spreadsheet; the
    code of a web page is kept as plain text, and said."""
    if has_hole(raw) or still_misread(raw):
        return ask("lost-letters", _whole(raw, context))
    if not field.internal:
        parts = personal_parts(raw, honours=_honours(field))
        if parts:
            return _personal(raw, parts, context)
        if FORMULA.match(raw):
            return refuse("formula")
    if SUSPICIOUS.search(raw):
        return Reading(raw, note="suspicious-content", note_severity="warning")
    return None


def _honours(field: Field) -> bool:
    """Whether a field may bear the name of somebody: that of a place or street, unless the gabarit
    says that its names are those of persons or bodies (a beneficiary)."""
    return field.kind in ("name", "street") and not field.options.get("of_people")


def _personal(raw: str, parts: tuple[str, ...], context: Context) -> Reading:
    """One question a value; one for the column where many are named."""
    rest = without(raw, parts)
    many = context.decided.get(MANY)
    if many is None:
        found = {"found": ", ".join(parts)}
        return ask(PERSONAL, (rest,) if rest else (), holds_row=True, params=found)
    if context.decided.get(PERSONAL) == REMOVE:
        return changed(raw, rest or None, "personal-removed")
    return ask(PERSONAL, (REMOVE,), whole_column=True, holds_row=True, params={"found": many})


def survey(values: Iterable[str], field: Field, context: Context) -> Mapping[str, str]:
    """Whether many cells name persons, and what a text with lost letters is elsewhere whole."""
    held = list(islice(values, MOST_VALUES))
    shown = _elsewhere_whole(held)
    if field.internal:
        return shown
    named = (personal_parts(text, honours=_honours(field)) for text in held)
    found = [", ".join(parts) for parts in named if parts]
    if len(found) > _MANY_PERSONS:
        shown[MANY] = ", ".join((*found[:_SHOWN_PERSONS], "…"))
    return shown


def _elsewhere_whole(held: list[str]) -> dict[str, str]:
    """Text with lost letters → the only other text of the column that may be the same."""
    found: dict[str, str] = {}
    for text in [text for text in held if LOST in text][:_MOST_HOLES]:
        same = re.compile(re.escape(text).replace(LOST, "."))
        whole = {other for other in held if LOST not in other and same.fullmatch(other)}
        if len(whole) == 1:
            found[WHOLE + text] = whole.pop()
    return found


def _whole(raw: str, context: Context) -> tuple[str, ...]:
    whole = context.decided.get(WHOLE + raw) or restored(raw)
    return (whole,) if whole else ()


def survey_names(values: Iterable[str], field: Field, context: Context) -> Mapping[str, str]:
    held = list(islice(values, MOST_VALUES))
    return {**survey(held, field, context), **survey_capitals(held, field, context)}


def straight(text: str) -> str:
    """Straight apostrophes; a curly one may have hidden a misread letter."""
    return unmisread(text.translate(_APOSTROPHES))


def with_apostrophes(name: str) -> str:
    """Straight apostrophes, those that were left out too: `Avenue de l Europe`."""
    return _WITHOUT_APOSTROPHE.sub(r"\1'", straight(name))


_VOWEL = "aeiouyhàâéèêëîïôöùûüœAEIOUYHÀÂÉÈÊËÎÏÔÖÙÛÜŒ"
_WITHOUT_APOSTROPHE = re.compile(
    r"(?:(?<=\b[dD]e )|(?<=\bDE )|(?<=\b[àÀaA] )|(?<=\b[sS]ur )|(?<=\bSUR ))"
    rf"([lL]) (?=[{_VOWEL}]\w)"
)
_LETTERS = "A-Za-zÀÂÄÇÈÉÊËÎÏÔÖÙÛÜàâäçèéêëîïôöùûüÿœŒ"
_PLAIN = rf"^[{_LETTERS}][{_LETTERS}0-9'.,-]*(?: [{_LETTERS}0-9'.,-]+)*$"
_CAPITAL_INSIDE = r"[a-zà-öø-ÿ][ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜ]"
_NO_SMALL_LETTER = r"^[^a-zà-öø-ÿ]*$"
_LONGER_THAN_UNKNOWN = 18


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    """French words, long enough to say something, with nothing that may name a person."""
    return _plain_but(_CAPITAL_INSIDE, cell, field)


def plain_name(cell: pl.Expr, field: Field) -> pl.Expr:
    """As a text, and not all in capitals."""
    return _plain_but(f"{_CAPITAL_INSIDE}|{_NO_SMALL_LETTER}| [lL] ", cell, field)


def _plain_but(pattern: str, cell: pl.Expr, field: Field) -> pl.Expr:
    says = (cell.str.len_chars() > _LONGER_THAN_UNKNOWN) | cell.str.contains(r"^\S{3,} .*\d$")
    doubt = may_be_personal(cell, honours=_honours(field), or_this=pattern)
    return cell.str.contains(_PLAIN) & says & ~doubt


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
    Example("gardien : M. Martin", asks=True),
    Example("Parc Jean Moulin", "Parc Jean Moulin"),
    Example("Jardins &amp; vergers", "Jardins & vergers"),
)

TEXT = FieldType(
    "text",
    (),
    parse,
    (*_COMMON, Example("Jean Dupont", asks=True), Example("DUPONT Jean", asks=True)),
    survey,
    plain,
)
STRING = FieldType("string", (), parse, _COMMON, survey, plain)
NAME = FieldType(
    "name",
    ("nom", "libelle", "denomination", "designation"),
    parse_name,
    (
        *_COMMON,
        Example("L’Île verte", "L'Île verte"),
        Example("Parc de l Europe", "Parc de l'Europe"),
        Example("PARC DE L EUROPE", "Parc de l'Europe"),
        Example("Bâtiment L Est", "Bâtiment L Est"),
        Example("PARC DE LA REPUBLIQUE", "Parc de la République"),
        Example("GROUPE SCOLAIRE JULES FERRY", "Groupe scolaire Jules Ferry"),
        Example("PARC DE SAINT PRIEST", "Parc de Saint-Priest"),
        Example("STADE JEAN XXIII", "Stade Jean XXIII"),
        Example("SQUARE DES ORPAILLEURS", asks=True),
        Example(
            "SQUARE DES ORPAILLEURS", "Square des Orpailleurs", decided={"capitals": "proposed"}
        ),
        Example("Jean Jaurès", "Jean Jaurès"),
        Example("Résidence Mme de Sévigné", "Résidence Mme de Sévigné"),
        Example("DUPONT Jean", asks=True),
    ),
    survey_names,
    plain_name,
)
