"""French sentences on opening hours → OpenStreetMap's syntax, or None if a word is not understood.

The text is cut in words; a rule of the result is months, days, then hours or "off", each written
in a few forms that have one reading. Nothing vague ("été", "la nuit") is in the vocabulary.
"""

from __future__ import annotations

import re
import unicodedata

_DAYS = {
    "lundi": "Mo",
    "lun": "Mo",
    "mardi": "Tu",
    "mar": "Tu",
    "mercredi": "We",
    "mer": "We",
    "jeudi": "Th",
    "jeu": "Th",
    "vendredi": "Fr",
    "ven": "Fr",
    "samedi": "Sa",
    "sam": "Sa",
    "dimanche": "Su",
    "dim": "Su",
}
_DAYS |= {f"{name}s": code for name, code in _DAYS.items() if len(name) > 3}
_GROUPS = {
    "tous les jours": "Mo-Su",
    "tlj": "Mo-Su",
    "7j/7": "Mo-Su",
    "7 jours sur 7": "Mo-Su",
    "7jours/7": "Mo-Su",
    "7/7": "Mo-Su",
    "chaque jour": "Mo-Su",
    "toute la semaine": "Mo-Su",
    "week-end": "Sa-Su",
    "week end": "Sa-Su",
    "weekend": "Sa-Su",
    "week-ends": "Sa-Su",
    "jours feries": "PH",
}
_MONTHS = {
    "janvier": "Jan",
    "fevrier": "Feb",
    "mars": "Mar",
    "avril": "Apr",
    "mai": "May",
    "juin": "Jun",
    "juillet": "Jul",
    "aout": "Aug",
    "septembre": "Sep",
    "octobre": "Oct",
    "novembre": "Nov",
    "decembre": "Dec",
}
_ALWAYS = re.compile(
    r"(?:(?:ouverte?|acces libre|libre acces) )?"
    r"(?:(?:7 ?j(?:ours)?(?:/| sur )7 ?,?(?: et)? ?)?"
    r"24 ?h?(?:eures)? ?(?:/|sur) ?24 ?h?(?: ?[,;/-]? ?(?:et )?7 ?j?(?:ours)? ?(?:/|sur) ?7 ?j?)?"
    r"|en permanence|ouvert en permanence|toujours ouvert|jour et nuit)"
)
_TIME = r"(\d{1,2})\s*(?:[h:]\s*(\d{2})?|heures?(?:\s*(\d{2}))?)"
_TOKENS = re.compile(
    rf"""\s*(?:
    (?P<hours>(?:de\s+|entre\s+)?{_TIME}\s*(?:-|–|a|et|/|jusqu'a)\s*{_TIME})
  | (?P<group>{"|".join(sorted(map(re.escape, _GROUPS), key=len, reverse=True))})
  | (?P<date>\d{{1,2}}(?:er)?\s+(?:{"|".join(_MONTHS)}))
  | (?P<month>{"|".join(_MONTHS)})\b
  | (?P<day>{"|".join(sorted(_DAYS, key=len, reverse=True))})\b\.?
  | (?P<off>ferme(?:e|ture)?(?:\s+(?:le|les))?\b)
  | (?P<to>au\b|a\b|-|–|jusqu'au\b)
  | (?P<and>et\b|&|,|/)
  | (?P<stop>;|\n|\.(?=\s|$))
  | (?P<nothing>:|du\b|de\b|d'|des\b|le\b|les\b|ouvert(?:e|ure)?\b|horaires?\b)
    )""",
    re.VERBOSE,
)
_RANGE_OF_HOURS = re.compile(rf"(?:de\s+|entre\s+)?{_TIME}\s*(?:-|–|a|et|/|jusqu'a)\s*{_TIME}")

Token = tuple[str, str]


def in_osm(text: str) -> str | None:
    plain = _plain(text)
    if _ALWAYS.fullmatch(plain):
        return "24/7"
    tokens = _cut(plain)
    if not tokens:
        return None
    rules = _rules(tokens)
    if not rules or all(rule.endswith(" off") for rule in rules):
        return None  # days of closing alone would say that it never opens
    return "; ".join(rules)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[ \t\u00a0\u202f]+", " ", bare).strip(" .;,")


def _cut(text: str) -> list[Token] | None:
    """(kind, text) of each word, None as soon as one is not known."""
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        found = _TOKENS.match(text, at)
        if found is None or found.lastgroup is None or found.end() == at:
            return None
        kind = next(name for name, value in found.groupdict().items() if value is not None)
        if kind != "nothing":
            tokens.append((kind, found[kind]))
        at = found.end()
    return tokens


class _Rule:
    """One rule being written: its months, its days, its hours."""

    def __init__(self) -> None:
        self.months = self.days = ""
        self.hours: list[str] = []
        self.off = False

    def text(self) -> str | None:
        if self.off == bool(self.hours) or (self.off and not self.days):
            return None
        ending = "off" if self.off else ",".join(self.hours)
        return " ".join(part for part in (self.months, self.days, ending) if part)


def _rules(tokens: list[Token]) -> list[str] | None:
    groups = _grouped(tokens)
    if groups is None:
        return None
    rules: list[str] = []
    rule = _Rule()
    for kind, value in groups:
        starts_anew = (rule.hours and kind in ("months", "days", "off")) or (
            rule.off and rule.days and kind in ("months", "days", "off", "hours")
        )
        if kind == "stop" or starts_anew:
            if not _close(rule, rules):
                return None
            rule = _Rule()
        if kind == "hours":
            rule.hours.append(value)
        elif kind == "off":
            rule.off = True
        elif kind in ("months", "days"):
            if getattr(rule, kind):
                return None
            setattr(rule, kind, value)
    return rules if _close(rule, rules) else None


def _close(rule: _Rule, rules: list[str]) -> bool:
    if not (rule.months or rule.days or rule.hours or rule.off):
        return True
    text = rule.text()
    if text is None:
        return False
    rules.append(text)
    return True


def _grouped(tokens: list[Token]) -> list[Token] | None:
    """Days, and months, put together (`lundi`, `au`, `vendredi` → `Mo-Fr`), hours written."""
    groups: list[Token] = []
    i = 0
    while i < len(tokens):
        kind, value = tokens[i]
        if kind in ("day", "group", "month", "date"):
            group, i = _run(tokens, i)
            if group is None:
                return None
            groups.append(group)
            continue
        if kind == "hours":
            hours = _hours(value)
            if hours is None:
                return None
            groups.append((kind, hours))
        elif kind in ("stop", "off"):
            groups.append((kind, value))
        elif kind == "to":
            return None
        i += 1
    return groups


def _run(tokens: list[Token], i: int) -> tuple[Token | None, int]:
    """The list of days, or of months, that begins at `i`, and where it ends."""
    family = _family(tokens[i][0])
    parts = [_code(tokens[i])]
    i += 1
    while i + 1 < len(tokens) and tokens[i][0] in ("to", "and"):
        if _family(tokens[i + 1][0]) != family:
            break
        joint = "-" if tokens[i][0] == "to" else ","
        if joint == "-" and "-" in parts[-1]:
            return None, i
        if joint == "-":
            parts[-1] = f"{parts[-1]}-{_code(tokens[i + 1])}"
        else:
            parts.append(_code(tokens[i + 1]))
        i += 2
    if family == "months" and any("-" in p and (" " in p) != (p.count(" ") == 2) for p in parts):
        return None, i
    return (family, ",".join(parts)), i


def _family(kind: str) -> str:
    return {"day": "days", "group": "days", "month": "months", "date": "months"}.get(kind, "")


def _code(token: Token) -> str:
    kind, value = token
    if kind == "day":
        return _DAYS[value.strip(" .")]
    if kind == "group":
        return _GROUPS[value]
    if kind == "month":
        return _MONTHS[value]
    day, month = value.replace("er", "", 1).split() if "er " in value else value.split()
    return f"{_MONTHS[month]} {int(day):02d}"


def _hours(text: str) -> str | None:
    found = _RANGE_OF_HOURS.fullmatch(text.strip())
    if found is None:
        return None
    ends = []
    for hour, minutes in ((found[1], found[2] or found[3]), (found[4], found[5] or found[6])):
        if int(hour) > 24 or int(minutes or 0) > 59 or (int(hour) == 24 and int(minutes or 0)):
            return None
        ends.append(f"{int(hour):02d}:{int(minutes or 0):02d}")
    return "-".join(ends)
