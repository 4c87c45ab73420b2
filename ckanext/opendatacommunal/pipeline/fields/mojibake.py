"""Letters that a wrong encoding has turned into others, and signs written as on a web page.

Sure only where nothing else can be meant: a sequence that no French text holds (`Ã©`), or a word
that another code page makes a word we know (`Libert‚` → `Liberté`). A lost letter (U+FFFD) is never
guessed: `restored` gives what the word may have been, for the question.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import html5

from .french_people import FIRST_NAMES, SURNAMES
from .french_words import AMBIGUOUS, WORDS

LOST = "\N{REPLACEMENT CHARACTER}"

_LETTERS = "àâäçèéêëîïôöùûüÿœæÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŸŒÆ"
_SIGNS = "«»°²³½¼’‘“”–—…€•·º§µ\u00a0\u202f"
_READ_AS = ("cp1252", "latin-1", "mac_roman", "cp850", "cp437")
_WRONG_PAGES = (
    ("cp1252", "cp850"),
    ("latin-1", "cp850"),
    ("cp1252", "mac_roman"),
    ("latin-1", "mac_roman"),
    ("mac_roman", "cp1252"),
    ("cp850", "cp1252"),
    ("cp437", "cp1252"),
    ("cp775", "cp1252"),
    ("cp1250", "cp1252"),
)
"""(code page a text was read with, code page it was written in)."""

_MARKS = re.compile("[ÃÂâÅÄ¬Ôÿ][^\x00-\x7fÀ-ÖØ-öø-ÿ]|[├┬Γ╬√][^\x00-\x7f]|[ÃÂ](?=\\s|$)")
_LONE = re.compile(r"(?<=[a-zà-ÿ])Ã(?=\s|$)|(?<=\S )Ã(?=\s)")
"""The two bytes of `à`, the second of which, a hard space, was taken for a plain one."""

_LOST_SPACE = re.compile(r"(?<=[a-zà-ÿ\d.,;])Â(?=\s|$)|(?<=\S )Â(?=\s)")
"""The first of the two bytes of a hard space, when the second was taken for a plain one."""

_STRANGE = re.compile(rf"[^\x00-\x7f{_LETTERS}{_SIGNS}]|[a-zà-öø-ÿ][À-ÖØ-Þ]|\w[“”–—…‘]")
_TOKEN = re.compile(r"[^\s\"(),;:/|!?'’.-]+")
_NEVER_INSIDE = re.compile(
    "[^\\W\\d_][‚ƒ„†‡‰‹›¶¯¾├┬╔®©][^\\W\\d_]|Ã(?![A-ZÀ-ÖØ-Þ])|â€|√[©®†]|[^\\W\\d_][ŽŠ][a-zà-ÿ]"
)
_HALF = re.compile("Ã([a-zà-ÿ]+)")
"""The first of the two bytes of a capital with an accent, the second of which no page shows."""
_HIDDEN = re.compile(r"(?<!\S)[^\W\d_]+(?:\?+[a-zà-ÿ]{2,})+(?!\S)")
"""A `?` inside a word, where letters that could not be written were replaced."""
_ENTITY = re.compile(r"&(?:#(\d{1,5})|#[xX]([0-9a-fA-F]{1,4})|([A-Za-z][A-Za-z0-9]{1,7}));")
_HOLE = re.compile(rf"[^\W\d_]*(?:{LOST}|(?<=[^\W\d_])\?(?=[^\W\d_]))[\w{LOST}]*")


def unmisread(text: str) -> str:
    """Undo UTF-8 read as another encoding (`Ã©` → `é`), at most twice, then code pages."""
    for _ in range(2):
        if not _MARKS.search(text):
            break
        mended = _redecoded(text) or _by_parts(text)
        if mended == text:
            break
        text = mended
    return _TOKEN.sub(_of_another_page, text) if _STRANGE.search(text) else text


def still_misread(text: str) -> bool:
    """Whether letters are left that no French word holds."""
    return not text.isascii() and bool(_NEVER_INSIDE.search(text))


def plain_letters(text: str) -> str:
    """`&eacute;` → `é`: entities that are whole and known, and stand for what a text may hold."""
    return _ENTITY.sub(_letter, text) if "&" in text else text


def restored(text: str) -> str | None:
    """The text with its lost letters, if one word alone fits each hole; never sure."""
    whole = _HALF.sub(_with_capital, text)
    found = _HOLE.sub(lambda hole: _only_word(hole[0]) or LOST, whole)
    return found if found != text and LOST not in found else None


def has_hole(text: str) -> bool:
    """Whether letters were lost, or replaced by a `?` inside a word."""
    hidden = "?" in text and (restored(text) is not None or _HIDDEN.search(text))
    return LOST in text or bool(hidden)


def _by_parts(text: str) -> str:
    mended = _LONE.sub("à", _misread_parts().sub(_meant, text))
    return _LOST_SPACE.sub("", mended)


def _redecoded(text: str) -> str | None:
    """The whole text read again, if the way back is exact: one honest accent does not decode."""
    for codec in _READ_AS:
        try:
            mended = text.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
        if mended.encode().decode(codec) == text and all(map(french, mended)):
            return mended
    return None


def french(char: str) -> bool:
    """Whether a French text may hold `char`: the round trip alone accepts Chinese."""
    return ord(char) < 0x180 or char in "‘’“”–—…€œŒ«»•′″\u2009\u202f\u00a0"


@lru_cache(maxsize=1)
def _misread() -> dict[str, str]:
    """How each letter and sign looks once its UTF-8 bytes are read as something else."""
    found: dict[str, str] = {}
    for char in (*_LETTERS, *_SIGNS):
        for codec in _READ_AS:
            try:
                found.setdefault(char.encode().decode(codec), char)
            except UnicodeError:
                continue
    return found


@lru_cache(maxsize=1)
def _misread_parts() -> re.Pattern[str]:
    longest_first = sorted(_misread(), key=lambda each: (-len(each), each))
    return re.compile("|".join(map(re.escape, longest_first)))


def _meant(found: re.Match[str]) -> str:
    return _misread()[found[0]]


def _of_another_page(found: re.Match[str]) -> str:
    """The word in the code page that makes it one we know; itself if none or several do."""
    token = found[0]
    if token.isascii() or not _STRANGE.search(token):
        return token
    meant = {word for word in map(_reread(token), _WRONG_PAGES) if word and word in _words()}
    return meant.pop() if len(meant) == 1 else token


def _reread(token: str):
    def read(pages: tuple[str, str]) -> str | None:
        try:
            return token.encode(pages[0]).decode(pages[1])
        except UnicodeError:
            return None

    return read


def _letter(found: re.Match[str]) -> str:
    if found[3]:
        letter = html5.get(found[3] + ";", "")
    else:
        letter = chr(int(found[1]) if found[1] else int(found[2], 16))
    usual = len(letter) == 1 and french(letter) and (letter.isprintable() or letter.isspace())
    return letter if usual or letter == "\u00ad" else found[0]


def _with_capital(half: re.Match[str]) -> str:
    word = _only_word(f"{LOST}{half[1]}")
    return f"{word[:1].upper()}{word[1:]}" if word else f"{LOST}{half[1]}"


def _only_word(hole: str) -> str | None:
    pattern = re.compile(re.sub(rf"[{LOST}?]", f"[{_LETTERS}’]", hole))
    found = {word for word in _words() if len(word) == len(hole) and pattern.fullmatch(word)}
    small = {word.lower() for word in found}
    if len(small) != 1:
        return None
    return (small & found or found).pop()  # in small letters where the case is not known either


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    """Words we know, in small letters, with a capital, in capitals; those with accents only."""
    known = [word for word in (*WORDS, *AMBIGUOUS, *SURNAMES, *FIRST_NAMES) if not word.isascii()]
    written = {form for word in known for form in (word, word[0].upper() + word[1:], word.upper())}
    return frozenset(written)
