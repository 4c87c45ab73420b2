"""Number in the street: `36`, `36 bis`, `36/38`; `SN` where there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .matching import fold
from .reading import Context, Example, FieldType, Reading, ask, changed, unchanged

NO_NUMBER = "SN"
_NONE = frozenset(
    (
        "sn",
        "s n",
        "ss n",
        "ss num",
        "sans numero",
        "sans num",
        "sans n",
        "pas de numero",
        "pas de n",
        "aucun",
        "aucun numero",
        "sans",
        "99999",
        "0",
        "0 0",
        "00",
        "000",
        "0000",
        "00000",
    )
)
_NUMBER = re.compile(
    r"(?:n(?:um[ée]ro)?\s*[°ºo]?\.?\s*)?0*([1-9]\d{0,4})(?:[.,]0{1,2})?[.,;]?", re.IGNORECASE
)
_SUFFIXED = re.compile(
    r"(?:n\s*[°ºo]\.?\s*)?0*([1-9]\d{0,4})\s*[-.,(]?\s*(bis|ter|quater|quinquies|[a-z])\)?",
    re.IGNORECASE,
)
_SIGN = r"(?:n(?:um[ée]ros?|os?|[°º]s?)\s*\.?\s*)?"
_ONE = r"0*([1-9]\d{0,4})(?:\s*[-.,]?\s*(bis|ter|quater|quinquies))?"
_ADJACENT = re.compile(
    rf"(?:{_SIGN}|de |du )?{_ONE}\s*([-‐‑–—/]|à|au\b|(?<= )a(?= ))\s*{_ONE}", re.IGNORECASE
)
_SEVERAL = re.compile(rf"{_SIGN}({_ONE}(?:\s*(?:[,;&]|et\b|ou\b)\s*{_ONE}){{1,5}})", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-(\d{2})-(\d{2})(?:[T ].*)?")
_MONTH = r"(janv|févr|fevr|mars|avr|mai|juin|juil|ao[uû]t|sept|oct|nov|d[ée]c)\.?"
_SHOWN_DATE = re.compile(rf"(\d{{1,2}})-{_MONTH}|{_MONTH}-(\d{{2}})", re.IGNORECASE)
"""`12-3` or `3-14` typed where a French spreadsheet shows dates: `12-mars`, `mars-14`."""
_MONTHS = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_MEANINGS = {"b": "bis", "t": "ter", "q": "quater"}
LETTERS = "number-letters"
"""Key of `Context.decided`, and question: what the letter of `36 B` means in the whole column."""
BIS, LETTER = "bis", "lettre"
_MANY = "many-number-letters"
_MOST_ASKED_ALONE = 2
"""Numbers with a letter of two meanings; more of them are one question."""


def parse(raw: str, field: Field, context: Context) -> Reading:
    if fold(raw) in _NONE:
        return changed(raw, NO_NUMBER, "no-house-number")
    number = _NUMBER.fullmatch(raw)
    if number:
        return changed(raw, number[1], "house-number")
    suffixed = _SUFFIXED.fullmatch(raw)
    if suffixed:
        return _with_suffix(raw, suffixed[1], suffixed[2], context)
    adjacent = _ADJACENT.fullmatch(raw)
    if adjacent:
        return changed(raw, _range(*adjacent.groups()), "house-number")
    several = _SEVERAL.fullmatch(raw)
    if several:
        return changed(raw, re.sub(r"\s+,", ",", several[1]), "house-number")
    typed = _typed_as(raw)
    return ask("number-made-a-date", typed) if typed else unchanged(raw)


def survey(values: Iterable[str], field: Field, context: Context) -> Mapping[str, str]:
    """Whether many numbers end with a letter that may stand for bis, ter or quater."""
    found = (_SUFFIXED.fullmatch(raw) for raw in values)
    doubtful = sum(1 for each in found if each and _may_mean_bis(each[0], each[1], each[2]))
    return {_MANY: "yes"} if doubtful > _MOST_ASKED_ALONE else {}


def _may_mean_bis(raw: str, number: str, suffix: str) -> bool:
    return suffix.lower() in _MEANINGS and raw != f"{number} {suffix.lower()}"


def _range(first: str, suffix: str | None, sign: str, last: str, other: str | None) -> str:
    """`36 - 38 bis` → `36-38 bis`; the sign of the person stays, a dash being a hyphen."""
    sign = {**dict.fromkeys("‐‑–—", "-"), **dict.fromkeys(("à", "a", "au"), " à ")}.get(
        sign.lower(), sign
    )
    ends = [
        f"{number} {kind.lower()}" if kind else number
        for number, kind in ((first, suffix), (last, other))
    ]
    return sign.join(ends)


def _typed_as(raw: str) -> tuple[str, ...]:
    """What may have been typed where a date is shown, likeliest first; empty if it is no date."""
    made_a_date = _DATE.fullmatch(raw)
    if made_a_date:
        month, day = int(made_a_date[1]), int(made_a_date[2])
        return (f"{day}-{month}", f"{month}-{day}", f"{day}/{month}")
    shown = _SHOWN_DATE.fullmatch(raw)
    if not shown:
        return ()
    day, named, named_first, year = shown.groups()
    name = fold(named or named_first)
    month = next(n for n, start in enumerate(_MONTHS, start=1) if name.startswith(start))
    if year:
        return (f"{month}-{int(year)}", f"{month}/{int(year)}")
    return (f"{int(day)}-{month}", f"{month}-{int(day)}", f"{int(day)}/{month}")


def _with_suffix(raw: str, number: str, suffix: str, context: Context) -> Reading:
    """One letter may be a suffix (`36 B` = 36 bis) or a building: B, T and Q are asked."""
    lower = suffix.lower()
    if len(suffix) > 1:
        return changed(raw, f"{number} {lower}", "house-number")
    if suffix == lower and raw == f"{number} {suffix}":
        return unchanged(raw)
    if lower == "r":  # Rue, cut from its name
        return ask("number-or-building", (number, f"{number} {lower}"))
    if lower in _MEANINGS:
        return _of_letter(raw, number, lower, context)
    return changed(raw, f"{number} {lower}", "house-number")


def _of_letter(raw: str, number: str, letter: str, context: Context) -> Reading:
    """Asked of each number, once for the column where they are many."""
    readings = {BIS: f"{number} {_MEANINGS[letter]}", LETTER: f"{number} {letter}"}
    meant = context.decided.get(LETTERS)
    if meant:
        return changed(raw, readings[meant], "house-number")
    if _MANY in context.decided:
        return ask(LETTERS, (BIS, LETTER), whole_column=True, params={"example": raw})
    return ask("number-or-building", readings.values())


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.str.contains(r"^[1-9]\d{0,3}$")


HOUSE_NUMBER = FieldType(
    "house_number",
    ("numero",),
    parse,
    (
        Example("36", "36"),
        Example("036", "36"),
        Example("36 bis", "36 bis"),
        Example("36bis", "36 bis"),
        Example("36 BIS", "36 bis"),
        Example("36-bis", "36 bis"),
        Example("N° 12", "12"),
        Example("36/38", "36/38"),
        Example("36 - 38", "36-38"),
        Example("36–38", "36-38"),
        Example("36 à 38", "36 à 38"),
        Example("36 A 38", "36 à 38"),
        Example("36 au 38", "36 à 38"),
        Example("du 36 au 38", "36 à 38"),
        Example("36\u201138", "36-38"),
        Example("N° 36 et 38", "36 et 38"),
        Example("36 , 38", "36, 38"),
        Example("sans", "SN"),
        Example("36 (bis)", "36 bis"),
        Example("36bis-38 TER", "36 bis-38 ter"),
        Example("n° 36/38", "36/38"),
        Example("36 quater", "36 quater"),
        Example("12.0", "12"),
        Example("12,", "12"),
        Example("numéro 12", "12"),
        Example("Sans n°", "SN"),
        Example("aucun", "SN"),
        Example("00000", "SN"),
        Example("SN", "SN"),
        Example("36 B", asks=True),
        Example("36 b", "36 b"),
        Example("36 B", "36 bis", decided={LETTERS: BIS}),
        Example("36T", "36 t", decided={LETTERS: LETTER}),
        Example("36 R", asks=True),
        Example("12A", "12 a"),
        Example("0", "SN"),
        Example("s/n", "SN"),
        Example("sans numéro", "SN"),
        Example("99999", "SN"),
        Example("2024-03-01", asks=True),
        Example("12-mars", asks=True),
        Example("mars-14", asks=True),
        Example("12 et 14", "12 et 14"),
        Example("face au 12", "face au 12"),
    ),
    survey=survey,
    plain=plain,
)
