"""What is mended in any cell before it is read: encoding, invisible characters, spaces, "NC".

`tidy` is what all kinds share; it knows nothing of the field.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from .mojibake import LOST, plain_letters, unmisread

__all__ = ["LOST", "MISSING", "Tidy", "composed", "fold_simple", "spaced", "tidy", "unmisread"]


class Tidy(NamedTuple):
    """`text`: the cell, None when it says nothing. `rule`: what changed it, None = unchanged."""

    text: str | None
    rule: str | None


_UNKNOWN = """
null nul nc n.c n.c. n/c nr n.r n.r. n/r nd n.d n.d. n/a na n.a. nan none neant ? ?? ???
- -- --- / // . .. ... … _ — – * inconnu inconnue (vide) vide
<null> (null) [null] \\n <na> undefined
"""
MISSING = frozenset(_UNKNOWN.split()) | {
    "non renseigne",
    "non renseignee",
    "non communique",
    "non communiquee",
    "a renseigner",
    "a completer",
}
"""Writings of "we do not know", folded: none is ever a value."""

SPREADSHEET_ERRORS = frozenset(
    (
        "#REF!",
        "#VALUE!",
        "#VALEUR!",
        "#NAME?",
        "#NOM?",
        "#DIV/0!",
        "#NULL!",
        "#NUL!",
        "#NUM!",
        "#NOMBRE!",
        "#N/A",
        "#N/D",
        "#####",
    )
)

_LONGEST_MISSING = 2 * max(map(len, MISSING | SPREADSHEET_ERRORS))  # with room for odd accents

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_ENTITY = re.compile(r"&[#A-Za-z]\w*;")
"""What is mended, besides spaces, in a text of plain printable letters."""
_SPACES = re.compile(r"\s+")


def tidy(raw: str) -> Tidy:
    """Mend a cell. Does not change a text that is already clean."""
    if raw.isascii() and raw.isprintable() and not _ENTITY.search(raw):
        text = " ".join(raw.split())
        return _said(text, None if text == raw else "spaces")
    text, rule = raw, None
    for _ in range(_MOST_ROUNDS):  # a hidden character may hide a misread letter, and so on
        before = text
        for name, mend in _MENDERS:
            mended = mend(text)
            if mended != text:
                text, rule = mended, rule or name
        if text == before:
            break
    return _said(text, rule)


def _said(text: str, rule: str | None) -> Tidy:
    """What a mended cell says: nothing, if it is empty or one of the writings of "not known"."""
    if not text:
        return Tidy(None, None)
    if len(text) > _LONGEST_MISSING:
        return Tidy(text, rule)
    if text.upper() in SPREADSHEET_ERRORS:
        return Tidy(None, "spreadsheet-error")
    if fold_simple(text) in MISSING:
        return Tidy(None, "no-value")
    return Tidy(text, rule)


def spaced(text: str) -> str:
    """Single plain spaces, nothing invisible, nothing around."""
    visible = _CONTROL.sub(_line_or_nothing, _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", visible).strip()


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def fold_simple(text: str) -> str:
    """Lower case, no accents, single spaces: to compare words whose signs matter."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFD", text.lower())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def _line_or_nothing(found: re.Match[str]) -> str:
    return " " if found[0] in "\x0b\x0c\x1c\x1d\x1e\x1f\x85" else ""


_MOST_ROUNDS = 5
_MENDERS = (
    ("entities", plain_letters),
    ("encoding", unmisread),
    ("accents", composed),
    ("spaces", spaced),
)
