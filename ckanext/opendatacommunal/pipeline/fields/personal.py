"""Signs that a public text names or reaches a person: its row waits for an answer (law 8).

Only what nobody writes of a thing: an e-mail made of two names, a mobile phone, a date of birth.
"""

from __future__ import annotations

import re

from .matching import fold

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)33[ .-]?(?:\(0\))?[ .-]?|0)[67](?:[ .-]?\d{2}){4}(?!\d)")
_BIRTH = re.compile(
    r"\bn[ée]e?(?:\(e\))?\s+le\s+\d{1,2}(?:er)?[ /.-](?:\d{1,2}|[a-zéûA-Z]{3,9}\.?)[ /.-]\d{2,4}",
    re.IGNORECASE,
)
_ANNOUNCEMENT = re.compile(
    r"\b(?:tel|tél|téléphone|portable|port|mob|mobile|mail|courriel|e-mail)\.?\s*:?\s*$",
    re.IGNORECASE,
)
_OFFICES = frozenset(
    """accueil administration administratif agence associations bureau cabinet cadre centre com
    communication compta contact courrier culture ctm dechets direction dgs dst ecologie education
    eau elections enfance environnement espace espaces etat civil formation gestion info infos
    informatique jardin jardins jeunesse mairie maire maison marches mediatheque municipal nature
    no noreply office parc parcs patrimoine paysage petite police population propre proprete public
    publics reclamation relation relations reseau reservation rh sante scolaire secretariat service
    services social sport sports stationnement technique techniques travaux urbanisme usagers vert
    verte verts vie ville voirie""".split()
)


def personal_parts(text: str) -> tuple[str, ...]:
    """The parts of a text that look personal, in their order; empty if none."""
    found = [match for match in _EMAIL.finditer(text) if _named(match[0])]
    found += [*_MOBILE.finditer(text), *_BIRTH.finditer(text)]
    return tuple(match[0] for match in sorted(found, key=lambda match: match.start()))


def without(text: str, parts: tuple[str, ...]) -> str:
    """The text once these parts are taken out, with no bracket or comma left hanging."""
    for part in parts:
        text = text.replace(part, "")
    text = re.sub(r"\(\s*\)", "", text)
    text = _ANNOUNCEMENT.sub("", text)
    return re.sub(r"\s+", " ", text).strip(" ,;:/-–—|")


def _named(email: str) -> bool:
    """`jean.dupont@` or `j.dupont@`, not `espaces.verts@` nor `mairie@`."""
    words = fold(email.partition("@")[0]).split()
    return len(words) >= 2 and not any(word in _OFFICES or word.isdigit() for word in words)
