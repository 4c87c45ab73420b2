"""Yes or no, written `oui` / `non`; what is not known is empty, never `non`."""

from __future__ import annotations

from ckanext.opendatacommunal.gabarits import Field

from .matching import fold
from .reading import Context, Example, FieldType, Reading, ask, changed
from .tidying import fold_simple

YES, NO = "oui", "non"
_YES = frozenset("oui ouis o yes y x vrai true 1 present presente presents avec ok ✓ ✔ ☑".split())
_NO = frozenset("non n no faux false 0 absent absente absents sans aucun aucune pas ✗ ✘ ☐".split())
_UNKNOWN = frozenset(
    ("nsp", "ne sait pas", "a verifier", "verifier", "je ne sais pas", "nspp", "a voir", "non su")
)
_PROMISES = frozenset(
    "cours demande prevu projet bientot futur futurs attente non pas sans".split()
)


def parse(raw: str, field: Field, context: Context) -> Reading:
    key = fold(raw) or fold_simple(raw)
    if key in _YES:
        return changed(raw, YES, "yes-no")
    if key in _NO:
        return changed(raw, NO, "yes-no")
    if key in _UNKNOWN:
        return changed(raw, None, "no-value")
    if field.options.get("names_mean_yes") and _is_a_name(key):
        return changed(raw, YES, "name-means-yes", moved={"internal_comment": raw})
    return ask("yes-no", (YES, NO))


def _is_a_name(key: str) -> bool:
    """Whether the text names a thing that is there, rather than saying when or whether it is."""
    words = key.split()
    letters = sum(map(str.isalpha, key.replace(" ", "")))
    return letters >= 4 and words[0] not in _YES and not _PROMISES & set(words)


BOOLEAN = FieldType(
    "boolean",
    (),
    parse,
    (
        Example("oui", "oui"),
        Example("OUI ", "oui"),
        Example("Non", "non"),
        Example("X", "oui"),
        Example("1", "oui"),
        Example("0", "non"),
        Example("false", "non"),
        Example("NSP", None),
        Example("à vérifier", None),
        Example("NC", None),
        Example("?", None),
        Example("partiellement", asks=True),
        Example("non, sauf le dimanche", asks=True),
    ),
)
