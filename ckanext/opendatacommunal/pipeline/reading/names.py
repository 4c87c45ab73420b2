"""Headers compared as people write them: case, accents, spaces and punctuation do not count."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WRITTEN_OUT = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"}
LIGATURES = str.maketrans(WRITTEN_OUT)
LINK_WORDS = frozenset("a au aux d dans de des du en et l la le les ou par pour sur un une".split())
SHORT = {"n": "numero", "no": "numero", "num": "numero", "nbre": "nombre", "nb": "nombre"}
NUMBER_SIGN = re.compile(r"n\s*[°º]|[°º№]", re.IGNORECASE)
MISREAD = re.compile("[ÂÃâÅ]")
BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")
ASIDE = re.compile(r"[(\[].*?[)\]]")

# As LibreOffice shows the columns of a dBase file: type, length, decimals.
DBF_NAME = re.compile(r"\s*([^,]{1,11}),(?:[DLMT]|[CNDLFMIBT],\d{1,3}(?:,\d{1,2})?)\s*")

# What a form puts before each of its names.
NUMBERED = re.compile(r"\s*(?:\(?\d{1,2}\s?[.)]\s*|\d{1,2}\s+[-–]\s+|[A-Za-z]\)\s*)(?=[^\W\d_]{2})")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Lower case ASCII words joined by `_`.

    >>> plain("Nom de l’espace vert "), plain("N° de voie"), plain("Surface (m²)")
    ('nom_de_l_espace_vert', 'n_de_voie', 'surface_m2')
    """
    spelled = NUMBER_SIGN.sub("n ", well_read(text).translate(LIGATURES))
    if not spelled.isascii():
        decomposed = unicodedata.normalize("NFKD", spelled)
        spelled = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return BETWEEN_WORDS.sub("_", spelled.lower()).strip("_")


def well_read(text: str) -> str:
    """A name written in UTF-8 and read, then saved, as another code page; else the name itself.

    >>> well_read("RÃ¨glement"), well_read("Règlement"), well_read("ÂGE")
    ('Règlement', 'Règlement', 'ÂGE')
    """
    if not MISREAD.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


@lru_cache(maxsize=8192)
def keys(text: str) -> tuple[str, ...]:
    """Writings of a header to look for, the most faithful first, without any separator: as it is,
    without what it has in brackets, and by its main words alone.

    >>> keys("Surface (m²)"), keys("N° dans la voie"), keys("Bureau,N,9,0")
    (('surfacem2', 'surface'), ('ndanslavoie', 'numerovoie'), ('bureau',))
    """
    text = _untyped(text)
    faithful, bare = plain(text), plain(ASIDE.sub(" ", text))
    found = (faithful, bare, _main_words(faithful), _main_words(bare))
    return tuple(dict.fromkeys(key.replace("_", "") for key in found if key))


def faithful_key(text: str) -> str:
    """The first of `keys`: two names with the same one differ by no letter and no figure."""
    return plain(_untyped(text)).replace("_", "")


def _untyped(name: str) -> str:
    dbf = DBF_NAME.fullmatch(name)
    return dbf[1] if dbf else unnumbered(name)


def unnumbered(name: str) -> str:
    """
    >>> unnumbered("1. Nom"), unnumbered("b) Adresse"), unnumbered("N. voie"), unnumbered("2 roues")
    ('Nom', 'Adresse', 'N. voie', '2 roues')
    """
    return NUMBERED.sub("", name, count=1) if NUMBERED.match(name) else name


def _main_words(text: str) -> str:
    """Without articles and prepositions, words in the singular, `n`, `no` and `num` in full."""
    words = (word for word in text.split("_") if word not in LINK_WORDS)
    return "_".join(main_word(word) for word in words)


def main_word(word: str) -> str:
    """A word of `plain` in the singular, `n`, `no` and `num` in full."""
    return SHORT.get(word, _singular(word))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word[-1] in "sx" else word
