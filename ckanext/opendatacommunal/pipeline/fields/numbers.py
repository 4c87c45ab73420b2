"""Numbers as the French write them, to digits and a decimal point; shared by several kinds.

One dot or comma followed by three digits (`1.220`) has two readings, thousand or decimal: the rest
of the column decides, and it is said, or one question. Words are never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .matching import fold, stem
from .reading import Context, Reading, ask, changed, refuse, unchanged
from .tidying import fold_simple

DECIMAL, THOUSAND = "decimal", "thousand"
MARK = "number-mark"
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_SPACED = re.compile(r"[+-]?[1-9]\d{0,2}(?:[ '’]\d{3})+(?:[.,]\d+)?")
_COMMA = re.compile(r"[+-]?\d+,\d+")
_TWO_MARKS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+|[+-]?\d{1,3}(?:,\d{3})+\.\d+")
_MANY_MARKS = re.compile(r"[+-]?\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})")
_TWO_READINGS = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}")
_DISPLAYED = re.compile(r"[+-]?\d(?:[.,]\d+)?[eE]\+?\d{1,2}")
"""As a spreadsheet shows a number too long for its cell: some digits may be missing."""
_FRACTIONS = {"½": "5", "¼": "25", "¾": "75"}
_FRACTION = re.compile(r"([+-]?\d{0,9}) ?([½¼¾])")
_WITH_UNIT = re.compile(r"(?P<number>[+-]?\d[\d., '’]{0,30}?)\s?(?P<unit>[^\W\d][^\d]{0,30}2?|%)")
_CURRENCY = re.compile(
    r"(?:€|eur) ?(?P<after>[+-]?\d[\d., '’]{0,30})"
    r"|(?P<before>[+-]?\d[\d., '’]{0,30}?) ?(?:€|eur|euros?)(?: (?:ttc|ht))?",
    re.IGNORECASE,
)
_PRICE = re.compile(r"(\d{1,6}) ?€ ?(\d{2})")
_THOUSANDS_OF = re.compile(
    r"([+-]?\d[\d., '’]{0,30}?)\s?(k|m|md)\s?(?:€|eur|euros?)", re.IGNORECASE
)
_TIMES = {"k": Decimal(1_000), "m": Decimal(1_000_000), "md": Decimal(1_000_000_000)}
_SPACES_OF_THOUSANDS = re.compile(r"[ '’]")


def survey(values: Iterable[str], field: Field, context: Context) -> Mapping[str, str]:
    """What `.` and `,` before three digits mean in this column, if another cell shows it."""
    distinct = list(values)
    seen = {mark: _meanings(distinct, mark) for mark in ".,"}
    return {MARK + mark: next(iter(found)) for mark, found in seen.items() if len(found) == 1}


def _meanings(values: Iterable[str], mark: str) -> set[str]:
    other = "," if mark == "." else "."
    m, o = re.escape(mark), re.escape(other)
    decimal = re.compile(
        rf"\d+{m}(?:\d{{1,2}}|\d{{4,}})(?!\d|{o})|(?<!\d)(?:0|\d{{4,}}){m}\d+|\d{o}\d{{3}}{m}\d"
    )
    thousand = re.compile(rf"\d{{1,3}}(?:{m}\d{{3}}){{2,}}|\d{m}\d{{3}}{o}\d")
    found: set[str] = set()
    for value in values:
        if mark not in value:
            continue
        if thousand.search(value):
            found.add(THOUSAND)
        elif decimal.search(value):
            found.add(DECIMAL)
        if len(found) == 2:
            break
    return found


def plain_cell(cell: pl.Expr, field: Field) -> pl.Expr:
    """Digits and a decimal point that cannot be a mark of thousands."""
    return cell.str.contains(r"^(?:0|[1-9]\d*)(?:\.\d{1,2})?$")


def with_a_point(cell: pl.Expr) -> pl.Expr:
    """Plain numbers tell a survey what the point of one of them is, and nothing else."""
    return cell.str.contains(".", literal=True)


def parse(raw: str, field: Field, context: Context) -> Reading:
    """Digits and a decimal point, or a refusal `not-a-number`: words are not guessed."""
    bare = parse_bare(raw, context)
    if bare.error is None:
        return bare
    amount = _CURRENCY.fullmatch(raw)
    if amount:
        return _without(raw, amount["after"] or amount["before"], context, "unit-left-out")
    price = _PRICE.fullmatch(raw)
    if price:
        return changed(raw, f"{price[1]}.{price[2]}", "unit-left-out")
    several = _THOUSANDS_OF.fullmatch(raw)
    if several:
        return _doubted(several[1], _TIMES[several[2].lower()], context)
    counted = _WITH_UNIT.fullmatch(raw)
    if counted and says(field, counted["unit"]):
        return _without(raw, counted["number"], context, "unit-left-out")
    return bare


def parse_bare(raw: str, context: Context) -> Reading:
    """A number with nothing around it."""
    two = _TWO_READINGS.fullmatch(raw)
    if two:
        return _two_readings(raw, two[1], context)
    if _PLAIN.fullmatch(raw):
        return unchanged(raw)
    value, rule = _written(raw.replace("\N{MINUS SIGN}", "-"))
    if value is None or not is_number(value):
        return _displayed(raw)
    return changed(raw, value, rule)


def _two_readings(raw: str, mark: str, context: Context) -> Reading:
    said = context.decided.get(MARK)
    meaning = said or context.decided.get(MARK + mark)
    if meaning == THOUSAND:
        found = changed(raw, raw.replace(mark, ""), "thousands")
    elif meaning == DECIMAL:
        found = changed(raw, raw.replace(",", "."), "decimal-comma")
    else:
        return ask(MARK, (DECIMAL, THOUSAND), whole_column=True, params={"example": raw})
    if said or found.rule is None:
        return found
    return replace(found, note="number-mark-decided", once=True, params={"after": found.value})


def _displayed(raw: str) -> Reading:
    if _DISPLAYED.fullmatch(raw):
        number = Decimal(raw.replace(",", "."))
        return ask("shortened-number", (plain(number),))
    return refuse("not-a-number")


def _written(raw: str) -> tuple[str | None, str]:
    """(number in our writing, rule), None if it is none of the known writings."""
    if _PLAIN.fullmatch(raw):
        return raw, "minus-sign"
    if _COMMA.fullmatch(raw):
        return raw.replace(",", "."), "decimal-comma"
    fraction = _FRACTION.fullmatch(raw)
    if fraction:
        whole = fraction[1] if fraction[1][-1:].isdigit() else f"{fraction[1]}0"
        return f"{whole}.{_FRACTIONS[fraction[2]]}", "fraction"
    return _without_thousands(raw), "thousands"


def _without_thousands(raw: str) -> str | None:
    if _SPACED.fullmatch(raw):
        return _SPACES_OF_THOUSANDS.sub("", raw).replace(",", ".")
    if _TWO_MARKS.fullmatch(raw):
        last = max(raw.rfind("."), raw.rfind(","))
        whole = raw[:last].replace(".", "").replace(",", "")
        return f"{whole}.{raw[last + 1 :]}"
    if _MANY_MARKS.fullmatch(raw):
        return raw.replace(".", "").replace(",", "")
    return None


def _without(raw: str, number: str, context: Context, rule: str) -> Reading:
    """The number once what stood around it is taken out."""
    found = parse_bare(number.strip(), context)
    return changed(raw, found.value, rule) if found.value is not None else found


def _doubted(number: str, times: Decimal, context: Context) -> Reading:
    """`12 k€`: rounded, and maybe not meant in euros."""
    found = parse_bare(number.strip(), context)
    if found.value is None:
        return found
    return ask("rounded-amount", (plain(Decimal(found.value) * times),))


def says(field: Field, unit: str) -> bool:
    """Whether the field itself says what is counted: `12 places` in “Nombre de places”."""
    if unit == "%":
        named = set(fold(f"{field.name} {field.title}").split())
        return "%" in field.title or bool(named & {"pourcentage", "taux", "percent"})
    if fold_simple(unit) == fold_simple(str(field.options.get("unit", ""))):
        return True
    words = {stem(word) for word in fold(f"{field.name} {field.title}").split() if len(word) > 2}
    words |= set(re.findall(r"m²|m2|\bm\b", fold_simple(f"{field.name} {field.title}")))
    counted = stem(fold(unit)) or fold_simple(unit)
    return counted in words or _squared(counted) in {_squared(word) for word in words}


def _squared(unit: str) -> str:
    return unit.rstrip(".").replace("²", "2")


def is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def plain(number: Decimal) -> str:
    """Digits without exponent nor useless zeros: 12000, 0.5."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
