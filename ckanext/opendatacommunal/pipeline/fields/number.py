"""Numbers, with or without decimals."""

from __future__ import annotations

import re

from ckanext.opendatacommunal.gabarits import Field

from . import numbers
from .enum import known_writings
from .matching import match
from .reading import Context, Example, FieldType, Reading, changed

_LETTER = re.compile(r"[^\W\d_]")
_DOUBT = re.compile(r"[?*]")


def parse(raw: str, field: Field, context: Context) -> Reading:
    """`values`: numbers that are written in words in this column (`gratuit`)."""
    named = named_number(raw, field)
    return numbers.parse(raw, field, context) if named is None else changed(raw, named, "in-words")


def named_number(raw: str, field: Field) -> str | None:
    """The number of `values` that these words are, None if they are none."""
    in_words = _LETTER.search(raw) and not _DOUBT.search(raw)
    return match(raw, known_writings(field)) if field.values and in_words else None


COMMON = (
    Example("12", "12"),
    Example("-12", "-12"),
    Example("−12", "-12"),
    Example("1 220", "1220"),
    Example("1\u202f220", "1220"),
    Example("1 220", "1220"),
    Example("1'220", "1220"),
    Example("1.220.500", "1220500"),
    Example("1.220", asks=True),
    Example("1.220", "1220", decided={"number-mark": "thousand"}),
    Example("1 234 €", "1234"),
    Example("12 places", "12"),
    Example("12 k€", asks=True),
    Example("1,5E+03", asks=True),
    Example("env. 50", error="not-a-number"),
    Example("environ 50", error="not-a-number"),
    Example("une dizaine", error="not-a-number"),
    Example("12 rue", error="not-a-number"),
    Example("10-12", error="not-a-number"),
    Example("> 50", error="not-a-number"),
    Example("0 478", error="not-a-number"),
    Example("NC", None),
)

NUMBER = FieldType(
    "number",
    (),
    parse,
    (
        *COMMON,
        Example("1220,5", "1220.5"),
        Example("1 220,50", "1220.50"),
        Example("1.220,50", "1220.50"),
        Example("1,220.5", "1220.5"),
        Example("0.125", "0.125"),
        Example("1e3", "1e3"),
        Example("2 ½", "2.5"),
        Example("½", "0.5"),
        Example("232 000,00 €", "232000.00"),
        Example("€ 12,50", "12.50"),
        Example("12€50", "12.50"),
        Example("1.220", "1.220", decided={"number-mark.": "decimal"}),
        Example("1,220", "1.220", decided={"number-mark,": "decimal"}),
        Example("45 %", error="not-a-number"),
        Example("Gratuit", "0"),
        Example("Gratuit ?", error="not-a-number"),
        Example("-0", "-0"),
    ),
    survey=numbers.survey,
    plain=numbers.plain_cell,
    alike=numbers.with_a_point,
    sample=Field("nombre", "number", "Nombre de places", values={"0": ("gratuit",)}),
)
