"""One value of a list: any case, accents, plural, known synonym, or one slip."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ckanext.opendatacommunal.gabarits import Field

from .matching import Lexicon, closest, fold, lexicon, match
from .negation import bare, negated
from .reading import Context, Example, FieldType, Reading, ask, changed, unchanged


def parse(raw: str, field: Field, context: Context) -> Reading:
    if raw in field.values:
        return unchanged(raw)
    if field.values and ("?" in raw or "*" in raw):
        return ask("outside-list", closest(raw, field.values))
    value = match(raw, known_writings(field))
    if value is not None:
        return changed(raw, value, "list-writing")
    return _of_bare(raw, field) or _strange(raw, field)


def _of_bare(raw: str, field: Field) -> Reading | None:
    """The value without its details, if that is one."""
    plain, left_out = bare(raw)
    value = match(plain, known_writings(field)) if left_out and not negated(raw) else None
    if value is not None:
        return detailed(raw, value, "list-writing", left_out)
    value = _after_yes(raw, known_writings(field))
    return changed(raw, value, "list-writing") if value is not None else None


def _after_yes(raw: str, known: Lexicon) -> str | None:
    """`oui, en laisse` is `en laisse`; what `non` means cannot follow a yes."""
    first, _, rest = fold(raw).partition(" ")
    value = match(rest, known) if first == "oui" and rest else None
    return value if value != known.get("non") else None


def _strange(raw: str, field: Field) -> Reading:
    if not field.values:
        return unchanged(raw)
    if field.open:
        return Reading(raw, note="other-value", params={"strange": raw})
    return ask("outside-list", closest(raw, field.values))


def detailed(raw: str, value: str, rule: str, left_out: Iterable[str]) -> Reading:
    """A value found once its details are left out, which is said."""
    params = {"strange": ", ".join(left_out), "kept": value}
    return changed(raw, value, rule, note="detail-left-out", params=params)


def known_writings(field: Field) -> Lexicon:
    return _lexicon(tuple(field.values.items()))


@lru_cache(maxsize=256)
def _lexicon(values: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    return lexicon(dict(values))


_DOGS = Field(
    "chien",
    "enum",
    "Chiens",
    values={
        "libre": ("libres", "autorisés"),
        "tenu en laisse": ("en laisse", "laisse"),
        "non autorisés": ("interdits", "chiens interdits", "non"),
    },
)

ENUM = FieldType(
    "enum",
    (),
    parse,
    (
        Example("tenu en laisse", "tenu en laisse"),
        Example("Tenus en laisse", "tenu en laisse"),
        Example("LAISSE", "tenu en laisse"),
        Example("tenu en laise", "tenu en laisse"),
        Example("Chiens interdits", "non autorisés"),
        Example("Non autorises", "non autorisés"),
        Example("tenu en laisse (arrêté 2019)", "tenu en laisse"),
        Example("Oui, en laisse", "tenu en laisse"),
        Example("oui interdits", asks=True),
        Example("libre (sauf été)", asks=True),
        Example("libre ?", asks=True),
        Example("libre*", asks=True),
        Example("libre (à vérifier)", asks=True),
        Example("pas en laisse", asks=True),
        Example("selon la saison", asks=True),
        Example("oui", asks=True),
        Example("non renseigné", None),
    ),
    sample=_DOGS,
)
