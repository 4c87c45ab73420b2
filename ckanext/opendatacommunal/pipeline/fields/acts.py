"""The national nomenclature of acts: matters of the first level, each with those of the second.

Source: nomenclature of the programme @CTES, which the préfectures publish; written as the schema
SCDL Délibérations asks (small letters, neither comma nor bracket).
"""

from __future__ import annotations

from functools import lru_cache

from .matching import fold

MATTERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "1": (
        "commande publique",
        (
            "marchés publics",
            "délégation de service public",
            "conventions de mandat",
            "autres types de contrats",
            "transactions - protocole d'accord transactionnel",
            "actes relatifs à la maîtrise d'œuvre",
            "actes spéciaux et divers",
        ),
    ),
    "2": (
        "urbanisme",
        (
            "documents d'urbanisme",
            "actes relatifs au droit d'occupation ou d'utilisation des sols",
            "droit de préemption urbain",
        ),
    ),
    "3": (
        "domaine et patrimoine",
        (
            "acquisitions",
            "aliénations",
            "locations",
            "limites territoriales",
            "autres actes de gestion du domaine public",
            "autres actes de gestion du domaine privé",
        ),
    ),
    "4": (
        "fonction publique",
        (
            "personnel titulaires et stagiaires de la fonction publique territoriale",
            "personnel contractuel",
            "fonction publique hospitalière",
            "autres catégories de personnels",
            "régime indemnitaire",
        ),
    ),
    "5": (
        "institutions et vie politique",
        (
            "élection exécutif",
            "fonctionnement des assemblées",
            "désignation de représentants",
            "délégation de fonctions",
            "délégation de signature",
            "exercice des mandats locaux",
            "intercommunalité",
            "décision d'ester en justice",
        ),
    ),
    "6": (
        "libertés publiques et pouvoirs de police",
        (
            "police municipale",
            "pouvoirs du président du conseil départemental",
            "pouvoirs du président du conseil régional",
            "autres actes réglementaires",
            "actes pris au nom de l'état et soumis au contrôle hiérarchique",
        ),
    ),
    "7": (
        "finances locales",
        (
            "décisions budgétaires",
            "fiscalité",
            "emprunts",
            "interventions économiques",
            "subventions",
            "contributions budgétaires",
            "avances",
            "fonds de concours",
            "prise de participation",
            "divers",
        ),
    ),
    "8": (
        "domaines de compétences par thèmes",
        (
            "enseignement",
            "aide sociale",
            "voirie",
            "aménagement du territoire",
            "politique de la ville - habitat - logement",
            "emploi - formation professionnelle",
            "transports",
            "environnement",
            "culture",
        ),
    ),
    "9": (
        "autres domaines de compétences",
        (
            "autres domaines de compétences des communes",
            "autres domaines de compétences des départements",
            "autres domaines de compétences des régions",
            "vœux et motions",
        ),
    ),
}
"""First digit of the code → matter, and its sub-matters in the order of their numbers."""


def name_of(code: str) -> str | None:
    """`7.5` → `finances locales/subventions`; None where there is no such matter."""
    first, _, second = code.partition(".")
    matter, subs = MATTERS.get(first, ("", ()))
    if not second.isdecimal() or not 1 <= int(second) <= len(subs):
        return None
    return f"{matter}/{subs[int(second) - 1]}"


def code_of(name: str) -> str | None:
    """`finances locales/subventions` → `7.5`."""
    return _codes().get(name)


def matter_named(text: str) -> str | None:
    """The matter of the first level that a text names, whatever its case and accents."""
    return _matters().get(fold(text))


def sub_matter_named(matter: str, text: str) -> str | None:
    """Its sub-matter that a text names."""
    subs = next(subs for name, subs in MATTERS.values() if name == matter)
    return next((each for each in subs if fold(each) == fold(text)), None)


@lru_cache(maxsize=1)
def _matters() -> dict[str, str]:
    return {fold(name): name for name, _ in MATTERS.values()}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {
        f"{matter}/{sub}": f"{first}.{number}"
        for first, (matter, subs) in MATTERS.items()
        for number, sub in enumerate(subs, 1)
    }
