"""Name of a street: shortened types and titles written in full, nothing else touched."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .capitals import lowered
from .matching import fold
from .reading import Context, Example, FieldType, Reading, changed
from .street_words import FULL_TYPES, TITLES, TYPES, TYPES_BEFORE_AN_ARTICLE
from .text import first_doubt, plain_name, straight, survey_names

_WORD = re.compile(r"[^\W\d_]+\.?")
_ARTICLE = re.compile(r"\s+(?:du|des|de la|de l['’ ])\b", re.IGNORECASE)
_SMALL = frozenset("de du des la le les l d à au aux et en sur sous".split())
_FOLDED_TYPES = frozenset(fold(word) for word in (*FULL_TYPES, *TYPES))


def parse(raw: str, field: Field, context: Context) -> Reading:
    doubt = first_doubt(raw, field, context)
    if doubt is not None:
        return doubt
    value = straight(raw)
    full = in_full(value)
    rule = "street-in-full" if full != value else "apostrophe"
    return lowered(changed(raw, full, rule), field, context)


def in_full(name: str) -> str:
    """`Av. du Gal Leclerc` → `Avenue du Général Leclerc`; capitals stay capitals."""
    words = list(_WORD.finditer(name))
    shout = name == name.upper()
    plain = shout and name.isascii()
    result, at = [], 0
    for i, word in enumerate(words):
        full = _full_word(name, words, i)
        if full is None:
            continue
        result += [name[at : word.start()], _like(word[0], full, shout=shout, plain=plain)]
        at = word.end()
        if word[0].endswith(".") and name[at : at + 1] not in (" ", "-", ""):
            result.append(" ")
    return "".join((*result, name[at:]))


def begins_with_a_type(name: str) -> bool:
    words = fold(name).split()
    return bool(words) and words[0] in _FOLDED_TYPES | {"r"}


def _full_word(name: str, words: list[re.Match[str]], i: int) -> str | None:
    word = words[i]
    key = fold(word[0])
    if i + 1 == len(words) or name[word.end() : word.end() + 1] in ("'", "’"):
        return None
    if i == 0 and not name[: word.start()].strip():
        if key in TYPES:
            return TYPES[key]
        if key in TYPES_BEFORE_AN_ARTICLE and _ARTICLE.match(name, word.end()):
            return TYPES_BEFORE_AN_ARTICLE[key]
    if key in TITLES and _names_follow(words, i) and (i > 0 or key.startswith("st")):
        return TITLES[key]
    return None


def _names_follow(words: list[re.Match[str]], i: int) -> bool:
    """Whether a name in capitals comes next, perhaps after "de"."""
    following = next(_not_small(words[i + 1 :]), "")
    return following[:1].isupper()


def _not_small(words: list[re.Match[str]]) -> Iterator[str]:
    return (word[0] for word in words if fold(word[0]) not in _SMALL)


def _like(written: str, full: str, *, shout: bool, plain: bool) -> str:
    if shout:
        return fold(full).upper().replace(" ", "-") if plain else full.upper()
    return full.capitalize() if written[0].isupper() else full


_IN_FULL = rf"^(?i:{'|'.join(sorted(FULL_TYPES))}) "
_SHORT = rf"(?i)\b(?:{'|'.join(sorted({*TITLES, *TYPES, *TYPES_BEFORE_AN_ARTICLE}))})\b"


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    """A whole type of street, then words of which none is shortened."""
    whole = cell.str.contains(_IN_FULL) & ~cell.str.contains(_SHORT)
    return plain_name(cell, field) & whole


STREET = FieldType(
    "street",
    ("voie", "rue"),
    parse,
    (
        Example("Avenue de la République", "Avenue de la République"),
        Example("Av. de la République", "Avenue de la République"),
        Example("av de la république", "avenue de la république"),
        Example("Bd Mal Foch", "Boulevard Maréchal Foch"),
        Example("AV GAL LECLERC", "Avenue Général Leclerc"),
        Example("AVENUE DE LA REPUBLIQUE", "Avenue de la République"),
        Example("R DU 4 AOUT 1789", "Rue du 4 Août 1789"),
        Example("RUE ANTOINE REMOND", asks=True),
        Example("Av.Jean Jaurès", "Avenue Jean Jaurès"),
        Example("Pl. du 8 Mai 1945", "Place du 8 Mai 1945"),
        Example("R. de la Mairie", "Rue de la Mairie"),
        Example("R. Salengro", "R. Salengro"),
        Example("Ch. de Gaulle", "Ch. de Gaulle"),
        Example("Rue Joseph Gal", "Rue Joseph Gal"),
        Example("Place St-Jean", "Place Saint-Jean"),
        Example("St Exupéry", "Saint Exupéry"),
        Example("Imp des Lilas", "Impasse des Lilas"),
        Example("Rue de l’Église", "Rue de l'Église"),
        Example("ALL DES TILLEULS", "Allée des Tilleuls"),
        Example("Lieu-dit Les Brosses", "Lieu-dit Les Brosses"),
    ),
    survey_names,
    plain,
)
