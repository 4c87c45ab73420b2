"""Headers compared as people write them: case, accents, spaces and punctuation do not count."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WRITTEN_OUT = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "°": "n", "º": "n", "№": "n"}
LIGATURES = str.maketrans(WRITTEN_OUT)
ASIDE = re.compile(r"[(\[].*?[)\]]")


def plain(text: str) -> str:
    """Lower case ASCII words joined by `_`.

    >>> plain("Nom de l’espace vert "), plain("N° de voie"), plain("Surface (m²)")
    ('nom_de_l_espace_vert', 'n_de_voie', 'surface_m2')
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    ascii_only = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "_", ascii_only.lower()).strip("_")


@lru_cache(maxsize=4096)
def keys(text: str) -> tuple[str, ...]:
    """Writings of a header to look for, the most faithful first, without any separator.

    >>> keys("Surface (m²)")
    ('surfacem2', 'surface')
    """
    written = (text, ASIDE.sub(" ", text), re.sub(r"\s*[*:]\s*$", "", text))
    found = [plain(each).replace("_", "") for each in written]
    return tuple(dict.fromkeys(key for key in found if key))
