"""Lengths in metres, or in `options.unit` (`cm`, `mm`, `km`); other units are converted and shown.

A bare number that only another unit makes possible (`240` where 10 m is the most) is a question;
with `options.likely`, the least and the most there are, the only unit that fits is the right one.
`values`: what is written where there is no length to tell (`N/A`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ckanext.opendatacommunal.gabarits import Field

from . import numbers
from .enum import known_writings
from .matching import fold, match
from .reading import UNIT, Context, Example, FieldType, Reading, ask, changed, refuse
from .tidying import fold_simple

_METRES = {
    "m": Decimal(1),
    "metre": Decimal(1),
    "metres": Decimal(1),
    "ml": Decimal(1),
    "cm": Decimal("0.01"),
    "centimetre": Decimal("0.01"),
    "centimetres": Decimal("0.01"),
    "mm": Decimal("0.001"),
    "millimetre": Decimal("0.001"),
    "millimetres": Decimal("0.001"),
    "km": Decimal(1000),
    "kilometre": Decimal(1000),
    "kilometres": Decimal(1000),
}
_NO_UNIT = re.compile(r"[+-]?[\d.,' ]+(?:[eE][+-]?\d+)?")
_UNITS = "|".join(sorted(_METRES, key=len, reverse=True))
_WITH_UNIT = re.compile(rf"([+-]?[\d.,][\d., ]*?) ?({_UNITS})\.?")
_METRES_AND = re.compile(r"(\d{1,3}) ?m ?(\d{2})(?: ?cm)?")


def parse(raw: str, field: Field, context: Context) -> Reading:
    named = match(raw, known_writings(field)) if field.values else None
    if named is not None:
        return changed(raw, named, "list-writing")
    found = _read(raw, field, context)
    if found.value is None:
        return found
    number, ours = Decimal(found.value), _metres_of(field)
    if _possible(number, field):
        return found
    others = (numbers.plain(number * _METRES[unit] / ours) for unit in ("m", "cm", "mm"))
    likely = [each for each in others if _possible(Decimal(each), field)]
    if field.options.get("likely") and len(likely) == 1:
        return changed(raw, likely[0], "length-converted")
    return ask("doubtful-length", likely) if likely else found


def _read(raw: str, field: Field, context: Context) -> Reading:
    ours = _metres_of(field)
    if _NO_UNIT.fullmatch(raw):
        return _bare(raw, field, context)
    written = fold_simple(raw)
    both = _METRES_AND.fullmatch(written)
    if both:
        metres = Decimal(f"{both[1]}.{both[2]}")
        return changed(raw, numbers.plain(metres / ours), "length-converted")
    found = _WITH_UNIT.fullmatch(written)
    if not found:
        return refuse("not-a-number")
    reading = numbers.parse_bare(found[1], context)
    if reading.value is None:
        return reading if reading.rule == numbers.MARK else refuse("not-a-number")
    if _METRES[found[2]] == ours:
        return changed(raw, reading.value, "unit-left-out")
    metres = Decimal(reading.value) * _METRES[found[2]]
    return changed(raw, numbers.plain(metres / ours), "length-converted")


def unit_of(header: str) -> str | None:
    """The unit that a header announces after its first word: `Hauteur (cm)` → `cm`."""
    return next((word for word in fold(header).split()[1:] if word in _METRES), None)


def _metres_of(field: Field) -> Decimal:
    return _METRES[field.options.get("unit", "m")]


def _bare(raw: str, field: Field, context: Context) -> Reading:
    reading = numbers.parse_bare(raw, context)
    if reading.rule == numbers.MARK and not _possible(Decimal(1000), field):
        decided = {**context.decided, numbers.MARK: numbers.DECIMAL}
        reading = numbers.parse_bare(raw, replace(context, decided=decided))
    if reading.value is None:
        return reading if reading.rule == numbers.MARK else refuse("not-a-number")
    ours, told = _metres_of(field), context.decided.get(UNIT)
    if told and _METRES[told] != ours:
        value = numbers.plain(Decimal(reading.value) * _METRES[told] / ours)
        return changed(raw, value, "length-of-header")
    return reading


def _possible(number: Decimal, field: Field) -> bool:
    """Whether the schema's limits take it; a field without limits takes any."""
    limits = field.constraints.get("minimum"), field.constraints.get("maximum")
    least, most = field.options.get("likely", limits)
    above = least is None or number >= Decimal(str(least))
    return above and (most is None or number <= Decimal(str(most)))


LENGTH = FieldType(
    "length",
    ("longueur", "largeur", "hauteur", "profondeur"),
    parse,
    (
        Example("2.4", "2.4"),
        Example("2,40", "2.40"),
        Example("2,405", "2.405"),
        Example("2,40m", "2.40"),
        Example("2,40 mètres", "2.40"),
        Example("2m40", "2.4"),
        Example("2 m 40 cm", "2.4"),
        Example("240 cm", "2.4"),
        Example("2400 mm", "2.4"),
        Example("2 400 mm", "2.4"),
        Example("240", asks=True),
        Example("240", "2.4", decided={UNIT: "cm"}),
        Example("2400", "2.4", decided={UNIT: "mm"}),
        Example("env. 2 m", error="not-a-number"),
        Example("2 x 3 m", error="not-a-number"),
        Example("standard", error="not-a-number"),
        Example("-", None),
    ),
    survey=numbers.survey,
    unit_of=unit_of,
    sample=Field("hauteur_m", "length", "Hauteur", constraints={"minimum": 0, "maximum": 10}),
)
