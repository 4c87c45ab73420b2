"""One value of a list: any case, accents, plural, known synonym, or one slip."""

from __future__ import annotations

from functools import lru_cache

from ckanext.opendatacommunal.gabarits import Field

from .matching import Lexicon, closest, lexicon, match
from .reading import Context, Example, FieldType, Reading, ask, changed, unchanged


def parse(raw: str, field: Field, context: Context) -> Reading:
    if raw in field.values:
        return unchanged(raw)
    value = match(raw, known_writings(field))
    if value is not None:
        return changed(raw, value, "list-writing")
    if not field.values:
        return unchanged(raw)
    if field.open:
        return Reading(raw, note="other-value", params={"strange": raw})
    return ask("outside-list", closest(raw, field.values))


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
        Example("selon la saison", asks=True),
        Example("oui", asks=True),
        Example("non renseigné", None),
    ),
    sample=_DOGS,
)
