"""The name of a column taken apart: its main words, without articles, in the singular, in full."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from ckanext.opendatacommunal.pipeline.reading.names import (
    ASIDE,
    LINK_WORDS,
    main_word,
    plain,
    unnumbered,
    well_read,
)

Words = tuple[str, ...]

ABBREVIATIONS = {
    "adr": "adresse",
    "adre": "adresse",
    "ann": "annee",
    "an": "annee",
    "cat": "categorie",
    "cod": "code",
    "coord": "coordonnee",
    "cp": "code postal",
    "dat": "date",
    "dt": "date",
    "denom": "denomination",
    "desc": "description",
    "descr": "description",
    "design": "designation",
    "dpt": "departement",
    "eqpt": "equipement",
    "equip": "equipement",
    "equipt": "equipement",
    "etab": "etablissement",
    "geom": "geometrie",
    "gest": "gestionnaire",
    "hor": "horaire",
    "ident": "identifiant",
    "lat": "latitude",
    "lib": "libelle",
    "libel": "libelle",
    "lon": "longitude",
    "lng": "longitude",
    "obs": "observation",
    "observ": "observation",
    "ouv": "ouverture",
    "prop": "proprietaire",
    "proprio": "proprietaire",
    "qte": "quantite",
    "quart": "quartier",
    "ref": "reference",
    "regl": "reglement",
    "reglt": "reglement",
    "rem": "remarque",
    "resp": "responsable",
    "sup": "superficie",
    "superf": "superficie",
    "surf": "surface",
    "tel": "telephone",
    "tot": "total",
    "typ": "type",
}

SAME_MEANING = {
    "appellation": "nom",
    "denomination": "nom",
    "designation": "nom",
    "intitule": "nom",
    "libelle": "nom",
    "rue": "voie",
    "superficie": "surface",
    "ville": "commune",
}
"""In a name of several words: alone, each is what the gabarit says it is."""

LONG_WORD = 6

FEWEST_NAMES = 4
"""Names that begin alike, from which it is no accident."""

_CAMEL = re.compile(r"(?<=[a-zàâçéèêëîïôûù])(?=[A-Z])")
_SHORT_WORD = re.compile(r"(\w+)\.")
_YES_NO = re.compile(r"\b(?:o\s*/\s*n|oui\s*/\s*non|0\s*/\s*1)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Name:
    """A name of a column, taken apart. `aside`: the words in its brackets; `dotted`: those of its
    words that end with a dot; `shortened`: a word was an abbreviation; `ends_open`: it stops on an
    article, as a name that was cut does."""

    words: Words
    aside: Words
    dotted: frozenset[str]
    shortened: bool
    ends_open: bool


@lru_cache(maxsize=16384)
def name_of(text: str) -> Name:
    """
    >>> name_of("Surf. totale (m²)").words, name_of("NomDuParc").words
    (('surface', 'totale'), ('nom', 'parc'))
    """
    text = _YES_NO.sub(" ", _CAMEL.sub(" ", well_read(unnumbered(text))))
    bare = ASIDE.sub(" ", text)
    aside = tuple(word for word in plain(" ".join(ASIDE.findall(text))).split("_") if word)
    dotted = frozenset(_singular(plain(word)) for word in _SHORT_WORD.findall(bare))
    written = plain(bare).split("_")
    shortened = any(_singular(word) in ABBREVIATIONS for word in written)
    return Name(main_words(written), aside, dotted, shortened, written[-1] in LINK_WORDS)


def common_start(names: Sequence[str]) -> str:
    """What all the names begin with, up to a sign that parts words; "" where they have no more in
    common than a word that tells them apart.

    >>> common_start(["parcs.nom", "parcs.rue", "", "parcs.cp", "parcs.surf"])
    'parcs.'
    """
    written = [name.strip() for name in names if name.strip()]
    if len(written) < FEWEST_NAMES:
        return ""
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*written, strict=False))
    start = "".join(letters[0] for letters in alike)
    return start[: max(map(start.rfind, "._:/")) + 1]


def main_words(written: Sequence[str]) -> Words:
    """Of the words of a name, those that tell it from others."""
    main = [_singular(word) for word in written if word and word not in LINK_WORDS]
    words = [each for word in main for each in ABBREVIATIONS.get(word, word).split()]
    return tuple(SAME_MEANING.get(word, word) for word in words) if len(words) > 1 else (*words,)


def _singular(word: str) -> str:
    found = main_word(word)
    if len(found) > LONG_WORD - 1 and found.endswith("au") and word.endswith("aux"):
        return f"{found[:-2]}al"
    return found[:-1] if len(found) == 4 and found[-1] == "s" else found
