"""First name of a child: one capital a part, straight apostrophe, letters of French.

The schema keeps the first of the first names only: where a space stands, a hyphen is missing or a
second first name is too many, and only the register tells. A letter that French has not is asked
and never replaced.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .reading import Context, Example, FieldType, Reading, ask, changed
from .text import straight
from .tidying import MISSING

_CAPITALS = "A-ZÉÀÈÙÄËÏÖÜŸÂÊÎÔÛŶÇŒÆ"
_SMALL = "a-zéàèùäëïüöÿâêîôûŷçæœ"
_WRITTEN = re.compile(rf"'?[{_CAPITALS}{_SMALL}]+(?:['-]'?[{_CAPITALS}{_SMALL}]+)*'?")
_CAPITAL_INSIDE = re.compile(rf"[{_SMALL}][{_CAPITALS}]|[{_CAPITALS}]{{2}}[{_SMALL}]")
_PART = re.compile(rf"[{_CAPITALS}{_SMALL}]+")
_HYPHENS = re.compile(r"\s*[-‐‑‒–—]\s*")
_QUOTED = re.compile(r"""(['"]).+\1""")
_SEVERAL = re.compile(r"\s*[,;/]\s*|\s+")
_GROUPED = re.compile(r"\b(?:autres?|divers|rares?|prénoms?|prenoms?|total|sans)\b", re.IGNORECASE)


NAMES_TOO = frozenset(("na", "nan"))
"""Words for “not known” that are first names as well, folded."""


def parse(raw: str, field: Field, context: Context) -> Reading:
    text = _HYPHENS.sub("-", straight(raw))
    if _QUOTED.fullmatch(text):  # the schema takes apostrophes at both ends
        return ask("not-a-first-name", _of_several(text[1:-1]))
    if _GROUPED.search(text):
        return ask("not-a-first-name")
    if _SEVERAL.search(text):
        return ask("first-name-space", _of_several(text))
    if not _WRITTEN.fullmatch(text) or len(text) == 1:
        return ask("not-a-first-name")
    forms = _forms(text)
    if len(forms) > 1 or _CAPITAL_INSIDE.search(text):
        return ask("first-name-case", forms)
    return changed(raw, forms[0], "first-name")


def _of_several(text: str) -> tuple[str, ...]:
    """One first name with its hyphen, or the first of them."""
    parts = [part for part in _SEVERAL.split(text) if part]
    if not parts or not all(map(_WRITTEN.fullmatch, parts)):
        return ()
    joined = (_forms("-".join(parts))[0],) if " " in text and len(parts) == 2 else ()
    return (*joined, _forms(parts[0])[0])


def _forms(text: str) -> Sequence[str]:
    """The writings that a text may stand for: in capitals, nobody knows that of `hlan` in
    `GWENC'HLAN`; the one letter of `N'GOLO` is followed by a capital."""
    if text != text.upper() and text != text.lower():
        return (_capital_at_parts(text, after_apostrophe=None),)
    before = re.findall(rf"([{_CAPITALS}{_SMALL}]+)'(?=[{_CAPITALS}{_SMALL}])", text)
    if all(len(part) == 1 for part in before):
        return (_capital_at_parts(text, after_apostrophe=True),)
    both = [_capital_at_parts(text, after_apostrophe=after) for after in (True, False)]
    return tuple(dict.fromkeys(both))


def _capital_at_parts(text: str, *, after_apostrophe: bool | None) -> str:
    """`after_apostrophe`: whether a capital follows one; None: the letter stays as it is."""

    def written(found: re.Match[str]) -> str:
        part, before = found[0], text[: found.start()]
        if before.strip("'") and before.endswith("'"):
            if after_apostrophe is None:
                return part[0] + part[1:].lower()
            return part.capitalize() if after_apostrophe else part.lower()
        return part.capitalize()

    return _PART.sub(written, text)


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    part = rf"[{_CAPITALS}][{_SMALL}]+"
    bare = cell.str.normalize("NFD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    return (
        cell.str.contains(rf"^{part}(?:-{part}){{0,2}}$")
        & ~cell.str.contains(r"(?i)autre|divers|rare|nom|total|sans")
        & ~bare.is_in(sorted(MISSING))
    )


GIVEN_NAME = FieldType(
    "given_name",
    ("prenom",),
    parse,
    (
        Example("Adam", "Adam"),
        Example("LÉA", "Léa"),
        Example("adam", "Adam"),
        Example("JEAN-PIERRE", "Jean-Pierre"),
        Example("Marie - Lou", "Marie-Lou"),
        Example("Mohamed-el-Amine", "Mohamed-El-Amine"),
        Example("N’Golo", "N'Golo"),
        Example("N'GOLO", "N'Golo"),
        Example("Gwenc'hlan", "Gwenc'hlan"),
        Example("GWENC'HLAN", asks=True),
        Example("Éléonore", "Éléonore"),
        Example("McKenzie", asks=True),
        Example("NGolo", asks=True),
        Example("'Léa'", asks=True),
        Example("Na", asks=True),
        Example("LEA-Rose", "Lea-Rose"),
        Example("Anne Marie", asks=True),
        Example("Armelle, Julia, Blanche", asks=True),
        Example("Nuñez", asks=True),
        Example("Šimon", asks=True),
        Example("Autres prénoms", asks=True),
        Example("J.", asks=True),
        Example("A", asks=True),
        Example("Léa2", asks=True),
        Example("NC", None),
        Example("Néant", None),
        Example("None", None),
    ),
    plain=plain,
    sample=Field("prenom", "given_name", "Prénom", level="required"),
)
