"""Yes or no, written `oui` / `non`; what is not known is empty, never `non`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .matching import fold, stem
from .negation import bare
from .reading import Context, Example, FieldType, Reading, ask, changed
from .tidying import fold_simple

YES, NO = "oui", "non"
_YES = frozenset(
    """oui ouis o yes y x vrai true 1 present presente presents presentes avec ok existant existante
    ✓ ✔ ☑ ☒ × √""".split()
)
_NO = frozenset(
    """non n no faux false 0 absent absente absents absentes sans aucun aucune pas inexistant
    inexistante ✗ ✘ ☐""".split()
)
_UNKNOWN = frozenset(
    (
        "nsp",
        "ne sait pas",
        "a verifier",
        "verifier",
        "je ne sais pas",
        "nspp",
        "a voir",
        "non su",
        "sans objet",
        "non concerne",
        "non applicable",
    )
)
_MAY_BE_YES = _YES | frozenset("demande possible partiel partielle partiellement aide".split())
TRUE_FALSE = "true-false"
"""Key of `Context.decided`: T and F of the column are those of a database, true and false."""
_PROMISES = frozenset(
    """cours demande prevu prevue projet bientot prochain prochaine prochainement futur futurs
    attente jusqu jusque
    candidat candidate candidature envisage envisagee etude non pas sans ni jamais plus hors sauf
    ancien ancienne anciennement ex perdu perdue retire retiree supprime supprimee expire expiree
    refuse refusee peut presque partiel partielle partiellement partie verifier confirmer definir
    interdit fermeture""".split()
)
"""Words beside the name of a label that is not there: yet, any more, or surely."""
_OTHER_WORDS = {
    YES: ("true", "1", "vrai", "Oui", "OUI", "True", "TRUE", "VRAI", "o", "O", "yes"),
    NO: ("false", "0", "faux", "Non", "NON", "False", "FALSE", "FAUX", "n", "N", "no"),
}
_FEW = 20
_LONGEST = 200
"""Characters of a yes, a no or the name of a label."""
_NEGATIONS = ("non ", "pas de ", "pas d ", "sans ", "aucun ", "aucune ", "pas ")


def parse(raw: str, field: Field, context: Context) -> Reading:
    """`options.yes`, `options.no`: words that mean it in this column (`conforme`)."""
    if len(raw) > _LONGEST:
        return ask("yes-no", (YES, NO))
    key = fold(raw) or fold_simple(raw).replace("\N{VARIATION SELECTOR-16}", "")
    if TRUE_FALSE in context.decided and key in ("t", "f"):
        return changed(raw, YES if key == "t" else NO, "yes-no")
    value = None if _doubtful(raw, key) else _meaning(raw, key, field)
    if value is not None:
        return changed(raw, value, "yes-no")
    if key in _UNKNOWN:
        return changed(raw, None, "no-value")
    if field.options.get("names_mean_yes") and _is_a_name(key) and not _doubtful(raw, key):
        return changed(raw, YES, "name-means-yes", moved={"internal_comment": raw})
    return _explained_no(raw, field) or ask("yes-no", (YES, NO))


def survey(values: Iterable[str], field: Field, context: Context) -> Mapping[str, str]:
    """A column that holds T and F and nothing else; F alone may be for women."""
    found = {fold(value) for value in islice(values, _FEW)}
    return {TRUE_FALSE: "yes"} if found == {"t", "f"} else {}


def _explained_no(raw: str, field: Field) -> Reading | None:
    """`non (marches)` says why; a restriction, or what goes with a yes, may change the answer."""
    plain, left_out = bare(raw)
    key = fold(plain)
    said = set(fold(" ".join(left_out)).split())
    if not left_out or said & _MAY_BE_YES or _meaning(plain, key, field) != NO:
        return None
    params = {"strange": ", ".join(left_out), "kept": NO}
    return changed(raw, NO, "yes-no", note="detail-left-out", params=params)


def _meaning(raw: str, key: str, field: Field) -> str | None:
    ours = _of_field(key, field)
    if ours is not None:
        return ours
    if key in _YES or _numbered(raw, "1"):
        return YES
    return NO if key in _NO or _numbered(raw, "0") else None


def _doubtful(raw: str, key: str) -> bool:
    """`oui ?`, `oui*` with its note elsewhere, and a digit with a sign: `-1`."""
    return "?" in raw or "*" in raw or (key.isdecimal() and raw.strip() != key)


def _numbered(raw: str, digit: str) -> bool:
    """`1.0`, `0,00`: a yes or no that went through a column of numbers."""
    whole, _, rest = raw.replace(",", ".").partition(".")
    return whole == digit and rest != "" and rest.strip("0") == ""


def _of_field(key: str, field: Field) -> str | None:
    """What the field's own words say: `conforme`, or its name (`clos`, `non clos`)."""
    for value, option in ((YES, "yes"), (NO, "no")):
        if key in {fold(str(word)) for word in field.options.get(option, ())}:
            return value
    if not key or key in _UNKNOWN:
        return None
    named = {stem(fold(name)) for name in (field.name, field.title)}
    if stem(key) in named:
        return YES
    denied = next((key[len(word) :] for word in _NEGATIONS if key.startswith(word)), None)
    return NO if denied and stem(denied) in named else None


def _is_a_name(key: str) -> bool:
    """Whether the text names a thing that is there, rather than saying when or whether it is."""
    words = key.split()
    letters = sum(map(str.isalpha, key.replace(" ", "")))
    return letters >= 4 and words[0] not in _YES and not _PROMISES & set(words)


def writings(value: str) -> tuple[str, ...]:
    """The words of other schemas, those of national ones first."""
    return _OTHER_WORDS.get(value, ())


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.is_in([YES, NO])


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
        Example("1.0", "oui"),
        Example("0", "non"),
        Example("VRAI", "oui"),
        Example("false", "non"),
        Example("Présent", "oui"),
        Example("sans", "non"),
        Example("☑", "oui"),
        Example("✔️", "oui"),
        Example("Conforme", "oui"),
        Example("Non conforme", "non"),
        Example("Accessible", "oui"),
        Example("non accessible", "non"),
        Example("NSP", None),
        Example("à vérifier", None),
        Example("sans objet", None),
        Example("NC", None),
        Example("?", None),
        Example("partiellement", asks=True),
        Example("oui (sur demande)", asks=True),
        Example("oui/non", asks=True),
        Example("2", asks=True),
        Example("oui ?", asks=True),
        Example("oui*", asks=True),
        Example("-1", asks=True),
        Example("non, sauf le dimanche", asks=True),
        Example("Non (marches)", "non"),
        Example("non (prévu en 2027)", asks=True),
        Example("non (oui sur demande)", asks=True),
        Example("T", asks=True),
        Example("T", "oui", decided={"true-false": "yes"}),
        Example("F", "non", decided={"true-false": "yes"}),
    ),
    survey=survey,
    plain=plain,
    writings=writings,
    sample=Field(
        "accessible",
        "boolean",
        "Accessible",
        options={"yes": ["conforme"], "no": ["non conforme"]},
    ),
)
