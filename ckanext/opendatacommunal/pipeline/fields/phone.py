"""A telephone number in the form of national schemas: `+33478123456`, or a short number (`3639`).

Numbers of overseas departments and of other countries keep their own prefix; `phonenumbers` knows
whose they are.
"""

from __future__ import annotations

import re

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .matching import fold
from .reading import Context, Example, FieldType, Reading, ask, changed, refuse, unchanged
from .spreadsheet_damage import SHORTENED, is_shortened

_OURS = re.compile(r"\+33[1-9]\d{8}")
_SHORT = re.compile(r"3\d{3}|10\d{2}|1[578]|11[2-9]|116\d{3}|118\d{3}|19[167]")
_MARKS = re.compile(r"[ .\-–/_()]")
_BETWEEN = re.compile(
    r"\s*(?:[;|,\n]|\bou\b|\bet\b|(?<=\d)\s*/\s*(?=\+|0|\d\d$))\s*", re.IGNORECASE
)
_LABEL = re.compile(
    r"^(?:t[ée]l(?:[ée]phone)?s?|phone|fixe|n[°o])\b\s*\.?\s*:?\s*|^☎\s*", re.IGNORECASE
)
_NATIONAL = re.compile(r"0[1-9]\d{8}")
_LOST_ZERO = re.compile(r"[1-9]\d{8}")
_AS_NUMBER = re.compile(r"^(\d{9,10})[.,]0{1,2}$")
_FRENCH_PREFIX = re.compile(r"^(?:\+|00)33(?:\(0\)|0)?(?=[1-9])")
_NO_PLUS = re.compile(r"33[1-9]\d{8}")
_FOREIGN = re.compile(r"(?:\+|00)([1-9]\d{6,14})")
_INSIDE = re.compile(r"(?:\+33|0033|0)[ .-]?(?:\(0\))?[1-9](?:[ .-]?\d{2}){4}(?!\d)")
_LETTER_O = re.compile(r"[oO](?=[ .-]?\d)|(?<=\d)[oO]")
_REGIONS = {"971": "GP", "972": "MQ", "973": "GF", "974": "RE", "976": "YT", "975": "PM"}
"""First digits of the INSEE codes of a territory overseas → the name of its numbers."""
_OVERSEAS = tuple(_REGIONS.values())
_OF_OVERSEAS = re.compile(r"0(?:262|263|269|508|590|594|596|639|69\d)")
_MAYBE_OVERSEAS = re.compile(r"0(?:26|50|59|63|69|7|9)")
"""First digits that some territory overseas uses; the others are of mainland France alone."""
_OVERSEAS_PREFIXES = ("0262", "0263", "0269", "0508", "0590", "0594", "0596")
_LONGEST = 200
"""Characters of a cell of telephone numbers."""


def parse(raw: str, field: Field, context: Context) -> Reading:
    if _OURS.fullmatch(raw):
        return unchanged(raw)
    if len(raw) > _LONGEST:
        return refuse("not-a-phone")
    parts = [part for part in _BETWEEN.split(raw) if part]
    whole = _one(raw, parts[0] if len(parts) == 1 else raw, context)
    if len(parts) < 2:
        parts = _side_by_side(raw)
    if whole.value is not None or whole.error == SHORTENED or len(parts) < 2:
        return whole
    first = _one(parts[0], parts[0], context)
    if first.value is None:
        return first if first.error else ask(first.rule or "unclear-phone", first.candidates)
    others = [_one(part, part, context).value or part for part in parts[1:]]
    if set(others) == {first.value}:
        return changed(raw, first.value, "phone")
    params = {"case": "phone", "others": others}
    return changed(raw, first.value, "first-of-several", note="first-of-several", params=params)


def _side_by_side(raw: str) -> list[str]:
    """Whole numbers one after another, nothing but marks between them."""
    between = _INSIDE.sub("", raw)
    return [] if any(map(str.isalnum, between)) else _INSIDE.findall(raw)


def _one(raw: str, text: str, context: Context) -> Reading:
    text = _LABEL.sub("", text).strip()
    if is_shortened(text):
        return refuse(SHORTENED)
    return _of_digits(raw, text, context) or _with_words(text, context)


def _of_digits(raw: str, text: str, context: Context) -> Reading | None:
    """A number with nothing but marks in it, None if `text` is none."""
    digits = _FRENCH_PREFIX.sub("0", text.replace(" ", ""))
    digits = _MARKS.sub("", _AS_NUMBER.sub(r"\1", digits))
    if _SHORT.fullmatch(digits):
        return changed(raw, digits, "phone")
    if _LOST_ZERO.fullmatch(digits):
        return _national(raw, f"0{digits}", context, "leading-zeros")
    if _NATIONAL.fullmatch(digits):
        with_prefix = text.startswith(("+33", "0033"))
        return (
            changed(raw, f"+33{digits[1:]}", "phone")
            if with_prefix
            else _national(raw, digits, context)
        )
    if _NO_PLUS.fullmatch(digits):
        return changed(raw, f"+{digits}", "phone")
    foreign = _FOREIGN.fullmatch(digits)
    return _foreign(raw, f"+{foreign[1]}") if foreign else None


def _national(raw: str, digits: str, context: Context, rule: str = "phone") -> Reading:
    """Ten digits: of mainland France, of the territory overseas that hands the file in, or of the
    only one that has such numbers."""
    own = _of_own_territory(digits, context) if _OF_OVERSEAS.match(digits) else None
    if own:
        return changed(raw, own, rule)
    overseas = _overseas(digits) if _MAYBE_OVERSEAS.match(digits) else []
    if len(overseas) == 1:
        return changed(raw, overseas[0], rule)
    if overseas or digits.startswith(_OVERSEAS_PREFIXES):
        return ask("unclear-phone", (*overseas, f"+33{digits[1:]}"))
    return changed(raw, f"+33{digits[1:]}", rule)


def _of_own_territory(digits: str, context: Context) -> str | None:
    import phonenumbers as pn  # noqa: PLC0415

    region = _REGIONS.get((context.commune or "")[:3])
    if region is None:
        return None
    number = pn.parse(digits, region)
    return pn.format_number(number, pn.PhoneNumberFormat.E164) if _belongs(number) else None


def _overseas(digits: str) -> list[str]:
    """The number as each territory overseas would have it, if it is not one of mainland France."""
    import phonenumbers as pn  # noqa: PLC0415 - only columns of telephone numbers pay for it

    if pn.is_valid_number(pn.parse(digits, "FR")):
        return []
    found = (pn.parse(digits, region) for region in _OVERSEAS)
    valid = (pn.format_number(each, pn.PhoneNumberFormat.E164) for each in found if _belongs(each))
    return list(dict.fromkeys(valid))


def _belongs(number: object) -> bool:
    import phonenumbers as pn  # noqa: PLC0415

    return pn.is_valid_number(number)  # type: ignore[arg-type]


def _foreign(raw: str, digits: str) -> Reading:
    import phonenumbers as pn  # noqa: PLC0415

    try:
        found = pn.parse(digits, None)
    except pn.NumberParseException:
        return refuse("not-a-phone")
    if not pn.is_valid_number(found):
        return ask("unclear-phone")
    return changed(raw, pn.format_number(found, pn.PhoneNumberFormat.E164), "phone")


def _with_words(text: str, context: Context) -> Reading:
    """A number among words (`poste 12`, `mairie`): the words would be lost, so it is asked."""
    found = _INSIDE.findall(_LETTER_O.sub("0", text))
    if not found or not fold(text):
        return refuse("not-a-phone")
    readings = filter(None, (_of_digits(each, each, context) for each in found))
    return ask("unclear-phone", dict.fromkeys(each.value for each in readings if each.value))


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.str.contains(r"^\+33[1-9]\d{8}$")


def writings(value: str) -> tuple[str, ...]:
    """The forms in which schemas want a French number: national, in pairs, with a prefix."""
    if not _OURS.fullmatch(value):
        return ()
    national = f"0{value[3:]}"
    pairs = [national[at : at + 2] for at in range(0, 10, 2)]
    apart = f"{national[1]} {' '.join(pairs[1:])}"
    forms = (national, " ".join(pairs), ".".join(pairs), f"+33 {apart}", f"+33{apart}")
    return (*forms, "-".join(pairs), f"0033{value[3:]}", f"+33 (0){apart}")


PHONE = FieldType(
    "phone",
    ("telephone", "tel"),
    parse,
    (
        Example("+33478123456", "+33478123456"),
        Example("04 78 12 34 56", "+33478123456"),
        Example("04.78.12.34.56", "+33478123456"),
        Example("04-78-12-34-56", "+33478123456"),
        Example("04/78/12/34/56", "+33478123456"),
        Example("0478123456", "+33478123456"),
        Example("04 00 33 41 23", "+33400334123"),
        Example("478123456", "+33478123456"),
        Example("478123456.0", "+33478123456"),
        Example("0033 4 78 12 34 56", "+33478123456"),
        Example("+33 (0)4 78 12 34 56", "+33478123456"),
        Example("+33 4 78 12 34 56", "+33478123456"),
        Example("Tél. : 04 78 12 34 56", "+33478123456"),
        Example("04 78 12 34 56 / 06 12 34 56 78", "+33478123456"),
        Example("04 78 12 34 56 ou 57", "+33478123456"),
        Example("04 78 12 34 56 / 57", "+33478123456"),
        Example("04 78 12 34/56", "+33478123456"),
        Example("04 78 12 34 56 - 06 12 34 56 78", "+33478123456"),
        Example("04 78 12 34 56 06 12 34 56 78", "+33478123456"),
        Example("33478123456", "+33478123456"),
        Example("04 78 12 34 56,", "+33478123456"),
        Example("O4 78 12 34 56", asks=True),
        Example("3639", "3639"),
        Example("36 39", "3639"),
        Example("112", "112"),
        Example("0262 12 34 56", "+262262123456"),
        Example("+262 262 12 34 56", "+262262123456"),
        Example("0590 41 23 45", "+590590412345"),
        Example("+41 22 345 67 89", "+41223456789"),
        Example("04 78 12 34 56 poste 12", asks=True),
        Example("04 78 12 34 56 (accueil)", asks=True),
        Example("04 78 12 34", error="not-a-phone"),
        Example("4,78E+08", error=SHORTENED),
        Example("mairie", error="not-a-phone"),
        Example("NC", None),
    ),
    plain=plain,
    writings=writings,
    sample=Field("telephone", "phone", "Téléphone"),
)
