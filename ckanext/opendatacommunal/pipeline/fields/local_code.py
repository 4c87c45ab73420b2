"""A code that the commune gives itself: `12`, `0101`, `12A`; its zeros and letters are its own."""

from __future__ import annotations

import re

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .reading import Context, Example, FieldType, Reading, ask, changed, refuse
from .spreadsheet_damage import SHORTENED, is_shortened
from .tidying import fold_simple

_NUMBER_SIGN = r"(?:n(?:um[eé]ro|o)?\s*[°ºo.]?\s*)?[:#]?\s*"
_CODE = re.compile(r"[\w./-]{1,30}")
_LONGEST_LETTERS = 3
_WHOLE = re.compile(r"(\d+)[.,]0+")


def parse(raw: str, field: Field, context: Context) -> Reading:
    """The code without the words that say what it numbers (`options.words`: `BV n° 12` → `12`).

    `options.upper`: letters are capitals. A code with spaces is asked: it may hold a name as well.
    """
    if is_shortened(raw):
        return refuse(SHORTENED)
    code = _without_words(raw, tuple(map(str, field.options.get("words", ()))))
    whole = _WHOLE.fullmatch(code)
    code = whole[1] if whole else code
    if field.options.get("upper"):
        code = code.upper()
    if code != raw and len(code) > _LONGEST_LETTERS and code.isalpha():
        return ask("local-code")  # « Bureau centralisateur »
    if not _CODE.fullmatch(code):
        first = code.split()[0] if code.split() else ""
        return ask("local-code", (first,) if first and _CODE.fullmatch(first) else ())
    return changed(raw, code, "local-code")


def _without_words(raw: str, words: tuple[str, ...]) -> str:
    """`Bureau n° 12` → `12`; nothing is taken from what has no such word."""
    longest = sorted(words, key=len, reverse=True)
    for word in longest:
        start = raw[: len(word)]
        if fold_simple(start) == fold_simple(word):
            rest = re.sub(rf"^\s*{_NUMBER_SIGN}", "", raw[len(word) :], flags=re.IGNORECASE)
            if rest and (not raw[len(word)].isalpha()):
                return rest.strip()
    bare = re.fullmatch(r"n\s*[°º.]\s*(\S+)", raw, flags=re.IGNORECASE)
    return bare[1] if bare else raw


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.str.contains(r"^\d{1,9}$")


LOCAL_CODE = FieldType(
    "local_code",
    (),
    parse,
    (
        Example("12", "12"),
        Example("0101", "0101"),
        Example("12A", "12A"),
        Example("BUREAU 1", "1"),
        Example("Bureau n°12", "12"),
        Example("BV n° 12", "12"),
        Example("bureau de vote 3", "3"),
        Example("N° 7", "7"),
        Example("12.0", "12"),
        Example("bureaucratie", "bureaucratie"),
        Example("06011 GROUPE SCOLAIRE", asks=True),
        Example("Bureau A", "A"),
        Example("Bureau centralisateur", asks=True),
        Example("2,43E+13", error="shortened-by-spreadsheet"),
    ),
    plain=plain,
    sample=Field(
        "numero_bureau", "local_code", "Numéro du bureau",
        options={"words": ["bureau de vote", "bureau", "bv"]},
    ),
)  # fmt: skip
