"""Signs that a public text names or reaches a person: its row waits for an answer (law 8).

Only what is written of persons: a name after a title or a role, an e-mail of two names or at a
provider of private ones, a mobile phone, a date of birth, a number of the social security. A place
named after somebody (`Parc Jean Moulin`, `Résidence Mme de Sévigné`) names no person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import polars as pl

from .french_people import FIRST_NAMES, FUNCTIONS, OFFICES, PLACE_WORDS
from .matching import fold
from .person_names import (
    PARTICLES,
    common_words,
    first_names,
    is_common,
    is_first_name,
    is_full_name,
    is_known_surname,
    is_namesake,
    may_be_first_name,
)

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
PRIVATE_PROVIDER = re.compile(
    r"@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|orange|wanadoo|free|sfr|neuf|bbox|"
    r"club-internet|laposte|numericable|aol|icloud|me|gmx|proton|protonmail|aliceadsl|noos|voila)"
    r"\.(?:com|fr|net|me|ch)$",
    re.IGNORECASE,
)
"""End of an address at a provider of private mailboxes."""
_NAMED_AFTER = PLACE_WORDS - OFFICES - {"bureau", "club", "mail"}
"""First words of the address of a place, which may bear the name of somebody."""
_MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)33[ .-]?(?:\(0\))?[ .-]?|0)[67](?:[ .-]?\d{2}){4}(?!\d)")
_DAY = r"\d{1,2}(?:er)?[ /.-](?:\d{1,2}|[a-zéûA-Z]{3,9}\.?)[ /.-]\d{2,4}"
_BIRTH = re.compile(
    rf"\b(?:n[ée]e?(?:\(e\))?\s+le|(?:date\s+de\s+)?naissance\s*:?|ddn\s*:?)\s+{_DAY}",
    re.IGNORECASE,
)
_SOCIAL_SECURITY = re.compile(
    r"(?<!\d)([1278] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[ABab]) ?\d{3} ?\d{3})"
    r" ?(\d{2})(?!\d)"
)
_NAME = r"(?:(?:[dD][eu]\s|[dD]['’])?[A-ZÀ-ÖØ-Þ](?:\.|[\w'’-]*\w))"
_NAMES = rf"{_NAME}(?:\s{{1,2}}{_NAME}){{0,2}}"
_TITLED = re.compile(
    r"(?<![\w.'’-])(?:MM?\.?|M[rR]\.?|Mmes?\.?|MME\.?|Mlles?\.?|MLLE\.?|Monsieur|MONSIEUR|Madame"
    rf"|MADAME|Mademoiselle|Messieurs|Mesdames)\s{{1,2}}(?:et\s(?:Mme|Madame|M\.)\s)?({_NAMES})"
)
_ROLE = re.compile(
    r"(?<!\w)(?:contacts?|gardien(?:ne)?s?|concierge|responsables?|r[ée]f[ée]rente?s?|chez"
    r"|voir(?: avec)?"
    r"|interlocut\w{3,5}|pr[ée]sidente?|direct(?:eur|rice)|adjointe?|appeler|joindre|demander"
    r"|aupr[èe]s de|adresser [àa]|propri[ée]taire|locataire|occupante?|exploitante?|agent"
    r"|(?:tenu|g[ée]r[ée]|entretenu|anim[ée]|surveill[ée]|lou[ée]|occup[ée]|gard[ée]|cultiv[ée])e?s?"
    rf" par|rendez-vous avec|rdv avec)(?:\s+est)?(\s*[:=-]\s*|\s+)(?P<names>(?-i:{_NAMES}))",
    re.IGNORECASE,
)
_ROLE_WORD = re.compile(
    r"\b(?:contact|gardien|responsable|r[ée]f[ée]rent|propri[ée]taire|chez|par\b|locataire)",
    re.IGNORECASE,
)
_CODE = re.compile(r"\d{5}")
_OF_SOMEBODY = re.compile(r"^(?:place|emplacement|stationnement)s?\b.*\bde\s*$", re.IGNORECASE)
"""A parking place is somebody's; a square is named after somebody without this word."""
_SEPARATOR = re.compile(r"\s*(?:[,;:/|()\n]|\s[-–—]\s)\s*")
_WORD = re.compile(r"[^\W\d_]+")
_ANNOUNCEMENT = re.compile(
    r"\b(?:tel|tél|téléphone|portable|port|mob|mobile|mail|courriel|e-mail)\.?\s*:?\s*$",
    re.IGNORECASE,
)


def personal_parts(text: str, *, honours: bool = False) -> tuple[str, ...]:
    """The parts of a text that look personal, in their order; empty if none.

    `honours`: the text is the name of a place or street, which may be that of somebody.
    """
    found = [match.span() for match in _EMAIL.finditer(text) if _private(match[0])]
    found += [match.span() for match in (*_MOBILE.finditer(text), *_BIRTH.finditer(text))]
    found += [match.span() for match in _SOCIAL_SECURITY.finditer(text) if _key_holds(match)]
    found += [match.span() for match in _TITLED.finditer(text) if _of_person(text, match, honours)]
    found += [match.span("names") for match in _ROLE.finditer(text) if _has_role(match)]
    found += _alone(text, honours)
    return tuple(text[start:end] for start, end in _apart(sorted(set(found))))


def without(text: str, parts: tuple[str, ...]) -> str:
    """The text once these parts are taken out, with no bracket or comma left hanging."""
    for part in parts:
        text = text.replace(part, "")
    text = re.sub(r"\(\s*\)", "", text)
    text = _ANNOUNCEMENT.sub("", text)
    return re.sub(r"\s+", " ", text).strip(" ,;:/-–—|")


def _apart(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans, those that touch being one."""
    end = -1
    kept: list[tuple[int, int]] = []
    for start, stop in spans:
        if start < end:
            kept[-1] = (kept[-1][0], max(end, stop))
        else:
            kept.append((start, stop))
        end = kept[-1][1]
    yield from kept


def _private(email: str) -> bool:
    """`jean.dupont@…`, `j.dupont@…`, `asdupont@gmail.com`; not `espaces.verts@…` nor `mairie@…`."""
    words = fold(email.partition("@")[0]).split()
    if words and words[0] in _NAMED_AFTER:  # ecole.jules.ferry@…
        return False
    if any(is_first_name(word) for word in words) and len(words) > 1:
        return True
    common = OFFICES | PLACE_WORDS | PARTICLES
    if any(word in common or word.isdigit() or word in common_words() for word in words):
        return False
    coded = any(_CODE.search(word) for word in words)  # ce.0691234A@ac-lyon.fr
    return (len(words) > 1 and not coded) or bool(PRIVATE_PROVIDER.search(email))


def _key_holds(number: re.Match[str]) -> bool:
    """The key of a number of the social security: 97 less the rest of its division by 97."""
    digits = number[1].replace(" ", "").upper().replace("2A", "19").replace("2B", "18")
    return int(number[2]) == 97 - int(digits) % 97


def _of_person(text: str, found: re.Match[str], honours: bool) -> bool:
    """Whether a title is that of a person: `Mme Martin`, not `Monsieur le Maire` nor a place."""
    names = fold(found[1]).split()
    if not names or names[0] in FUNCTIONS or all(len(name) < 2 for name in names):
        return False
    before = _SEPARATOR.split(text[: found.start()])[-1]
    if found[0].startswith("M ") and (before or text == text.upper()):
        return False  # Place M Foch: an initial
    if honours and is_known_surname(names[-1]):
        return False
    if not honours and _OF_SOMEBODY.search(before) and not is_known_surname(names[-1]):
        return True
    staffed = not honours and fold(before).split()[:1] in (["mairie"], ["bureau"], ["pharmacie"])
    return staffed or not _begins_a_place(before)


def _begins_a_place(before: str) -> bool:
    """Whether the words before a name are those of a place, and nobody comes between."""
    words = fold(before).split()
    people = _ROLE_WORD.search(before)
    return bool(words) and words[0] in PLACE_WORDS and not people


def _has_role(found: re.Match[str]) -> bool:
    """`contact : Jean Dupont`, `gardien Jean Dupont`; not `contact : École Jean Moulin`."""
    words = [word for word in _WORD.findall(found["names"]) if fold(word) not in PARTICLES]
    if not words or is_namesake(found["names"]):
        return False
    if fold(words[0]) in PLACE_WORDS | OFFICES | FUNCTIONS:
        return False
    if len(words) > 1 and may_be_first_name(words[0]):
        return is_first_name(words[0]) or not is_common(words[1])
    unknown = not any(is_common(word) or (word.isupper() and len(word) < 5) for word in words)
    told = ":" in found[1] or "=" in found[1]
    keeper = fold(found[0]).startswith(("gardien", "concierge", "chez"))
    return unknown and told and (len(words) > 1 or keeper)


def _alone(text: str, honours: bool) -> list[tuple[int, int]]:
    """Parts that are a first name and a surname and nothing else: `Jean Dupont`, `DUPONT Jean`."""
    found: list[tuple[int, int]] = []
    at = 0
    for part in _SEPARATOR.split(text):
        start = text.index(part, at)
        at = start + len(part)
        if is_full_name(part, honours=honours):
            found.append((start, at))
    return found


def may_be_personal(cell: pl.Expr, *, honours: bool, or_this: str) -> pl.Expr:
    """True of every text without a sign (`@`, `:`, `/`…) that has a personal part, of more, and
    where the pattern `or_this` is: to search for all at once takes no longer than for one."""
    found = f"{_MAY_BE}|{_MANY_DIGITS}|{_BY_SOMEBODY}|{or_this}"
    if honours:
        return cell.str.contains(f"{found}|{_SURNAME_FIRST}")
    return cell.str.contains(found) | spaced_words(cell).str.contains_any(_all_first_names())


def spaced_words(cell: pl.Expr) -> pl.Expr:
    """The words in small letters, one space before and after each, for a quick search of words."""
    return pl.concat_str(
        pl.lit(" "), cell.str.to_lowercase().str.replace_all(_OTHER_SPACE, " "), pl.lit(" ")
    )


_BETWEEN = "[ ',.-]"
_OTHER_SPACE = f" *[',.-]{_BETWEEN}*|  +"
"""What stands between two words, but for one space: it is longer to replace than to leave."""

_MANY_DIGITS = r"[0-9](?:[ .-]?[0-9]){6}"
_SURNAME_FIRST = r"^[^a-z ]{2,} [^a-z ]\S*$"
_BY_SOMEBODY = r"(?i: par| avec) +[^a-z ]"
_WHOLE_WORDS = """m mm mr mme mmes mlle mlles monsieur madame mademoiselle messieurs mesdames
    né née naissance ddn chez appeler joindre demander voir auprès aupres adresser agent""".split()
_WHOLE_WORDS += [f"nee?{_BETWEEN}+le"]
_FIRST_LETTERS = """contact gardien concierge responsable interlocut président president direct
    adjoint locataire référent referent réferent reférent propriétaire proprietaire occupant
    exploitant""".split()
_MAY_BE = (
    rf"(?i:(?:^|{_BETWEEN})"
    rf"(?:(?:{'|'.join(_WHOLE_WORDS)})(?:{_BETWEEN}|$)|(?:{'|'.join(_FIRST_LETTERS)})))"
)


@lru_cache(maxsize=1)
def _all_first_names() -> list[str]:
    """First names in small letters, between spaces."""
    names = {name.lower() for name in FIRST_NAMES} | first_names()
    return [f" {name} " for name in sorted(names)]
