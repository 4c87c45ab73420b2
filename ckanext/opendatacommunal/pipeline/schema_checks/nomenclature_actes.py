"""`nomenclature-actes-value` (or `nomenclature-acte`): `Urbanisme/Permis de construire`.

Before the slash, one of the nine matters of the national nomenclature of acts of local authorities,
whatever its case and accents; no space after the slash.
Source: SCDL Délibérations; verdict of Validata 0.12, which takes the text but its last letter for
the matter where there is no slash.
"""

from __future__ import annotations

from ckanext.opendatacommunal.pipeline.schema_checks.base import Check, Params, of_one_text

NAMES = ("nomenclature-actes-value", "nomenclature-acte")

MATTERS = frozenset(
    {
        "commande publique",
        "urbanisme",
        "domaine et patrimoine",
        "fonction publique",
        "institutions et vie politique",
        "libertes publiques et pouvoirs de police",
        "finances locales",
        "domaines de competences par themes",
        "autres domaines de competences",
    }
)
_ACCENTS = str.maketrans("àáâãäåèéêëìíîïòóôõöùúûü", "aaaaaaeeeeiiiiooooouuuu")


def build(name: str, params: Params) -> Check:
    return of_one_text(name, params, is_act)


def is_act(text: str) -> bool:
    matter = text[: text.find("/")].lower().translate(_ACCENTS)
    return "/ " not in text and matter in MATTERS
