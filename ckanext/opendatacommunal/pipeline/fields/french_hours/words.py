"""The words of a sentence on opening hours, and what each one says in OpenStreetMap's syntax.

Nothing vague is in the vocabulary: "été" only beside its months, "la nuit" not at all.
"""

from __future__ import annotations

import re
import unicodedata

from . import calendar

Token = tuple[str, str]
"""Kind, what it says. Days, months, hours, off, except, season, week, part, open, to, and, stop."""

LONGEST = 1000
"""Characters; a longer text is a page of regulations."""

_DAYS = {
    "Mo": "lundis lundi lun lu mon mo",
    "Tu": "mardis mardi mar ma tue tu",
    "We": "mercredis mercredi mercr mer me wed we",
    "Th": "jeudis jeudi jeu je thu th",
    "Fr": "vendredis vendredi vend ven ve fri fr",
    "Sa": "samedis samedi sam sa sat",
    "Su": "dimanches dimanche dim di sun su",
    "PH": r"jours?\ feries? feries? ph",
    "SH": r"vacances\ scolaires sh",
}
_MONTHS = {
    "Jan": "janvier janv jan",
    "Feb": "fevrier fevr fev feb",
    "Mar": "mars",
    "Apr": "avril avr apr",
    "May": "mai",
    "Jun": "juin jun",
    "Jul": "juillet juil jul",
    "Aug": "aout aug",
    "Sep": "septembre sept sep",
    "Oct": "octobre oct",
    "Nov": "novembre nov",
    "Dec": "decembre dec",
}
_EVERY_DAY = (
    r"tous\ les\ jours(?:\ de\ l'annee\b)?(?!\ de\ la)|tlj|"
    r"7\ ?(?:j|jours?)?\ ?(?:/|sur)\ ?7\ ?j?\b|"
    r"chaque\ jour|toute\ la\ semaine|tous\ les\ j(?:ours)?\b(?!\ de\ la)"
)
_ORDINALS = {
    "1": "1ers? premiers?",
    "2": "2e 2eme 2emes 2nd 2nds deuxiemes? seconds?",
    "3": "3e 3eme 3emes troisiemes?",
    "4": "4e 4eme 4emes quatriemes?",
    "-1": "derniers?",
}


def _codes(words: dict[str, str]) -> dict[str, str]:
    return {form: code for code, forms in words.items() for form in re.split(r"(?<!\\) ", forms)}


def _any(words: dict[str, str]) -> str:
    return "|".join(sorted(_codes(words), key=len, reverse=True))


_EVENTS = {
    "lever": "sunrise",
    "coucher": "sunset",
    "aube": "dawn",
    "crepuscule": "dusk",
    "tombee": "dusk",
}
_EVENT = r"""(?:l[ea]\ |l')?(?:lever(?:\ du\ soleil)?|(?:son\ )?coucher(?:\ du\ soleil)?|aube
    |crepuscule|tombee\ de\ la\ nuit)"""
# After a space, 30 are minutes and 14 is the next hour: « 9-12h 14-18h ».
_WITH_H = r"""\d{1,2}\ ?h(?:eures?)?
    (?:(?:\d{2}|\ \d[05])(?:\ ?mn?|\ ?min(?:utes)?)?(?!\ ?(?:h(?![a-z])|heure|:)|\d))?(?![a-z\d])"""
# 8.30 is a time, 01.04 a date: only quarters of an hour are no month.
_CLOCK = rf"""(?:{_WITH_H}|\d{{1,2}}:\d{{2}}(?::00)?(?!\d)|\d{{1,2}}\.(?:00|15|30|45)(?!\d)
    |midi|minuit|{_EVENT})"""
_TO = r"\s*(?:-|/|jusqu'(?:a|au)\ |a\ |a(?=\d)|au\ )\s*"
_MONTH = rf"(?:{_any(_MONTHS)})\b\.?"
_DAY = rf"(?:{_any(_DAYS)})(?![a-z])"
_ORDINAL = rf"(?:{_any(_ORDINALS)})"

_TOKENS = re.compile(
    rf"""[\ ()]*(?:
    (?P<always>24\ ?h?(?:eures)?\ ?(?:/|sur)\ ?24(?:\ ?h(?:eures)?)?\b|h\ ?24\b|en\ permanence\b
       |jour\ et\ nuit\b|nuit\ et\ jour\b|(?:ouverture\ |acces\ )?permanente?\b
       |toujours\ ouverte?\b)
  | (?P<same_month>\d{{1,2}}(?:er)?\ ?(?:au|-)\ ?\d{{1,2}}\ {_MONTH})
  | (?P<date>\d{{1,2}}(?:er)?\ {_MONTH})
  | (?P<hours>(?:de\ |du\ |a\ partir\ de\ )?{_CLOCK}{_TO}{_CLOCK}
       |entre\ {_CLOCK}\ et\ {_CLOCK}
       |(?:de\ )?\d{{1,2}}\ ?(?:-|a\ |/)\ ?{_WITH_H}
       |ouverture\s*:?\s*(?:a\ )?{_CLOCK}\s*[-,;/]?\s*(?:et\ )?
        fermeture\s*:?\s*(?:a\ )?{_CLOCK})
  | (?P<numbers>\d{{2}}/\d{{2}}(?![/\dh])|(?<=[ad]u\ )\d{{1,2}}/\d{{1,2}}(?![/\dh]))
  | (?P<every>{_EVERY_DAY})
  | (?P<letters>l(?P<gap>\ ?[-,/.]?\ ?)m(?P=gap)m(?P=gap)j(?P=gap)v(?:(?P=gap)s(?:(?P=gap)d)?)?\b
       |l\ ?(?:-|au|a)\ ?[vsd]\b)
  | (?P<letter>[ljvsd](?=\ ?[:,&\d]|\ et\b))
  | (?P<nth>{_ORDINAL}(?:(?:,\ ?|\ et\ (?:le\ )?){_ORDINAL})*\ {_DAY}
       \ (?:du|de\ chaque|par)\ mois\b)
  | (?P<holidays>(?:,\ ?|et\ )?(?:les\ )?(?:jours\ )?feries\ (?:inclus|compris)\b)
  | (?P<month>{_MONTH})
  | (?P<weekend>week[-\ ]?ends?\b)
  | (?P<day>{_DAY}(?:(?<![a-z]{{3}}di)(?<!dis)(?<!che)(?<!ches)\.)?)
  | (?P<week>(?:en\ |la\ )?semaine\b)
  | (?P<season>(?:(?:en\ |l'))?(?:ete|hiver)\b|(?:haute|basse)\ saison\b
       |periode\ (?:estivale|hivernale)\b)
  | (?P<off>ferme(?:e?s?|ture(?:\ (?:annuelle|hebdomadaire))?)\b(?:\ au\ public)?|off\b|closed\b)
  | (?P<except>sauf\b|exceptee?s?\b|hors\b|hormis\b|a\ l'exception\ (?:de\b|du\b|des\b|d'))
  | (?P<part>matin(?:ee)?s?\b|apres[-\ ]?midis?\b|soir(?:ee)?s?\b)
  | (?P<open>ouverte?s?(?:\ au\ public)?\b|ouverture(?:\ au\ public)?\b)
  | (?P<nothing>:|au\ mois\ (?:de\b|d')|toute\ l'annee\b|sans\ interruption\b|non[-\ ]stop\b
       |en\ continu\b|journee\ continue\b|(?:en\ )?(?:acces\ libre|libre\ acces)\b|accessible\b
       |acces\b|accueil\ du\ public\b|inclus\b|uniquement\b|seulement\b|tous\ les\b
       |chaque\b|pendant\b|durant\b|horaires?\b|mois\ (?:de\b|d')
       |du\b|de\b|des\b|d'|les?\b|la\b|l'|en\b)
  | (?P<to>jusqu'au\b|au\b|a\b|-)
  | (?P<and>et\b|puis\b|&|,|/|\+|y\ compris\b|ainsi\ que\b|meme\b)
  | (?P<stop>;|\n|\||\.(?=\s|$))
    )""",
    re.VERBOSE,
)

_DAY_CODES, _MONTH_CODES, _ORDINAL_CODES = _codes(_DAYS), _codes(_MONTHS), _codes(_ORDINALS)
_LETTERS = {"l": "Mo", "j": "Th", "v": "Fr", "s": "Sa", "d": "Su"}
"""M is Tuesday or Wednesday."""
_LONE_LETTER = re.compile(r"(?<![\w'/])[sd] ?:")
_WEEK_LETTER = re.compile(r"\b[lv]\b(?!')")
_BARE_SUN = re.compile(r"\b(?:lever|coucher)\b")
_ENGLISH_DAYS = re.compile(r"\b(?:mon?|tue?|wed|thu?|fri?|sun?)\b")
_DAY_OF_NOTHING = re.compile(rf"{_DAY}\.?\ ?:\s?[-/,;|\n.]?\s?(?:le\ )?(?:{_DAY}|$)", re.VERBOSE)
"""« mardi : / mercredi : 9h-12h »: what was to be said of Tuesday is missing."""
_VAGUE = re.compile(r"\+ ?/ ?-|^\s*>|\+\s*$|\bdès\b")
"""« +/- 9h-12h », « 9h-12h+ », « dès mai : 9h-12h »: about, or from then on."""
_DASHES = re.compile("[\u2010-\u2015\u2212]|[-=]?>|[\u2192\u21e8\u279c]")


def cut(text: str) -> list[Token] | None:
    """The words that say something, None as soon as one is not known."""
    if len(text) > LONGEST:
        return None
    plain = _week_end(_plain(text))
    if _VAGUE.search(text.lower()) or _leaves_out(plain):
        return None
    tokens: list[Token] = []
    at = 0
    while at < len(plain):
        found = _TOKENS.match(plain, at)
        if found is None or found.end() == at:
            return None if plain[at:].strip(" ()") else tokens
        kind = next(name for name, value in found.groupdict().items() if value is not None)
        said = _said(kind, found[kind])
        if said is None:
            return None
        tokens += said
        at = found.end()
    return tokens


def _leaves_out(plain: str) -> bool:
    """Whether something is missing: what rises and sets, the hours of a day, or whether S is the
    week or a Saturday (« S : 8h-18h / WE : 9h-12h »)."""
    sun = _BARE_SUN.search(plain) and "soleil" not in plain
    letter = _LONE_LETTER.search(plain) and not _WEEK_LETTER.search(plain)
    return bool(sun or letter or _DAY_OF_NOTHING.search(plain))


def _week_end(plain: str) -> str:
    """`we` is the week-end in French; it is Wednesday only beside days in English."""
    return plain if _ENGLISH_DAYS.search(plain) else re.sub(r"\bwe\b", "week-end", plain)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    bare = re.sub(r"[ \t\u00a0\u202f\u2009]+", " ", _DASHES.sub("-", bare))
    bare = re.sub(r" ?\r?\n[ \n\r]*(?:[-*•·] ?)?", "\n", bare)
    return re.sub(r" ?[•·] ?", ";", bare).strip(" .;,-\n")


def _said(kind: str, text: str) -> list[Token] | None:
    """What a word says; [] for a word that adds nothing, None for one that cannot be."""
    text = text.strip(" .")
    if kind == "nothing":
        return []
    if kind == "hours":
        hours = _hours(text)
        return [("hours", hours)] if hours else None
    if kind in ("date", "same_month", "numbers"):
        dates = _dates(kind, text)
        return [("months", dates)] if dates else None
    if kind == "holidays":
        return [("and", ","), ("days", "PH")]
    simple = {
        "always": ("hours", "00:00-24:00"),
        "every": ("days", "Mo-Su"),
        "weekend": ("days", "Sa-Su"),
        "month": ("months", _code(_MONTH_CODES, text)),
        "day": ("days", _code(_DAY_CODES, text)),
        "letters": ("days", {"v": "Mo-Fr", "s": "Mo-Sa", "d": "Mo-Su"}.get(text[-1:], "")),
        "letter": ("days", _LETTERS.get(text, "")),
        "nth": ("days", _nth(text)),
    }
    return [simple.get(kind, (kind, text))]


def _code(codes: dict[str, str], text: str) -> str:
    return next((code for form, code in codes.items() if re.fullmatch(form, text)), "")


def _nth(text: str) -> str:
    words = re.split(r",? (?:et (?:le )?)?|,", re.sub(r" (?:du|de chaque|par) mois$", "", text))
    which = ",".join(_code(_ORDINAL_CODES, word) for word in words[:-1])
    return f"{_code(_DAY_CODES, words[-1])}[{which}]"


def _dates(kind: str, text: str) -> str | None:
    numbers = [int(each) for each in re.findall(r"\d+", text)]
    if kind == "numbers":
        day, month = numbers
        if not 1 <= month <= 12:
            return None
        name, days = calendar.MONTHS[month - 1], [day]
    else:
        name, days = _code(_MONTH_CODES, text.rsplit(" ", maxsplit=1)[-1]), numbers
    if days != sorted(days) or not all(calendar.exists(day, name) for day in days):
        return None  # « du 30 au 2 septembre »
    return f"{name} " + "-".join(f"{day:02d}" for day in days)


def _hours(text: str) -> str | None:
    """`de 8h30 à midi` → `08:30-12:00`; None for a time that does not exist."""
    inside = re.sub(r"^(?:de |du |entre )", "", text)
    ends = re.findall(rf"{_CLOCK}|\d{{1,2}}", inside, re.VERBOSE)
    if len(ends) != 2:
        return None
    start, end = _time(ends[0]), _time(ends[1])
    if start is None or end is None or start == end:
        return None
    if start == "24:00":
        start = "00:00"
    if end == "00:00":
        end = "24:00"
    return f"{start}-{end}" if _plausible(start, end) else None


def _plausible(start: str, end: str) -> bool:
    """A night may go on until the morning; 18h-9h is more often a slip. « 9h-5h » and « 2h-6h » may
    be hours of the afternoon."""
    if not start[0].isdigit() or not end[0].isdigit():
        return True
    if end < start:
        return end <= ("08:00" if start >= "12:00" else "02:00")
    return not "01:00" <= start < end <= "08:00" or start >= "05:00"


def _time(text: str) -> str | None:
    if text in ("midi", "minuit"):
        return "12:00" if text == "midi" else "24:00"
    event = next((code for word, code in _EVENTS.items() if word in text), None)
    if event:
        return event
    hour, minutes, *_ = [*(int(each) for each in re.findall(r"\d+", text)), 0]
    if hour > 24 or minutes > 59 or (hour == 24 and minutes):
        return None
    return f"{hour:02d}:{minutes:02d}"
