"""How the name of a commune is written and miswritten: one key for all its spellings, slips."""

from __future__ import annotations

import re
import unicodedata

_PUNCTUATION = "'’‘ʼ`´-‐‑‒–—―_.,;:/\\()[]\"«»*&+#°º\t\r\xa0"
_TABLE: dict[int, str | None] = {
    **{ord(sign): " " for sign in _PUNCTUATION},
    **dict.fromkeys(range(0x300, 0x370), None),  # accents, once set apart by NFKD
    ord("œ"): "oe",
    ord("æ"): "ae",
}
# What people shorten. A lone `s` is the `s/` of « Neuville s/Saône »; `ss` that of « s/s ».
_LONG_WORDS = {
    "st": "saint",
    "ste": "sainte",
    "sts": "saints",
    "stes": "saintes",
    "mt": "mont",
    "mts": "monts",
    "lez": "les",
    "s": "sur",
    "ss": "sous",
    "nd": "notre dame",
    "grd": "grand",
    "gd": "grand",
    "chap": "chapelle",
}
_SHORT_WORDS = {"saint": "st", "sainte": "ste", "saints": "sts", "mont": "mt"}
ARTICLES = frozenset(("la", "le", "les", "l"))
LINKS = ARTICLES | {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "lez", "sous", "sur"}
_ARTICLE_LAST = re.compile(r"^(?P<name>.+?)[\s,]*\(\s*(?P<article>l['’]|la|le|les)\s*\)\s*$", re.I)
_ARTICLE_AFTER_COMMA = re.compile(r"^(?P<name>.+?)\s*,\s*(?P<article>l['’]|la|le|les)\s*$", re.I)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TOWN_HALL = re.compile(
    r"^(?:hotel de ville|mairie|ville|commune|municipalite|villes|collectivite)"
    r"(?: de la | de l | de | d | du | des | )(?=\S)"
)

_CITIES = ("paris", "lyon", "marseille")
_ROMAN = {
    numeral: number
    for number, numeral in enumerate(
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(), 1
    )
}
_NUMBER = rf"(?P<number>0?[1-9]|1\d|20|{'|'.join(sorted(_ROMAN, key=len, reverse=True))})"
_RANK = r"(?: ?(?:er|ere|e|eme|em|ieme|nd|nde))?"
_ARRONDISSEMENT = r"(?:arrondissement|arrondt|arrdt|ardt|arr)"
_CITY_FIRST = re.compile(
    rf"^(?P<city>{'|'.join(_CITIES)}) ?{_NUMBER}{_RANK}(?: {_ARRONDISSEMENT})?$"
)
_NUMBER_FIRST = re.compile(
    rf"^{_NUMBER}{_RANK} {_ARRONDISSEMENT}(?:(?: de)? (?P<city>{'|'.join(_CITIES)}))?$"
)


def plain(text: str) -> str:
    """Lower case, no accent, no punctuation; ends of lines stay, so it takes many names at once."""
    return unicodedata.normalize("NFKD", text).lower().translate(_TABLE)


def key(text: str) -> str:
    """One writing for all spellings of a name: « Ste-Foy lès Lyon » → `sainte foy les lyon`."""
    words = plain(text).split()
    if words[:2] == ["n", "d"]:
        words[:2] = ["notre", "dame"]
    return " ".join(
        _LONG_WORDS.get(word, word) if i or word != "s" else word for i, word in enumerate(words)
    )


def shortened(name: str) -> str:
    """A key with the usual short words: `saint fons` → `st fons`."""
    return " ".join(_SHORT_WORDS.get(word, word) for word in name.split())


def official_keys(names: list[str]) -> list[str]:
    """`key` of official names, which shorten nothing, for all France at once.

    Official names are the same as their key but for `lez`, and two of them have brackets.
    """
    if not names:
        return []
    lines = re.sub(r"\blez\b", "les", plain("\n".join(names))).split("\n")
    return [" ".join(line.split()) for line in lines]


def spellings(text: str) -> list[str]:
    """Keys to try for what a person wrote, the most faithful first.

    « Mulatière (La) » is La Mulatière, « Bron (Rhône) » is Bron, « Mairie de Mions » is Mions; but
    « Ville-d'Avray » is a commune, so what was written is always tried first.
    """
    tried = [text]
    article = _ARTICLE_LAST.match(text) or _ARTICLE_AFTER_COMMA.match(text)
    if article:
        tried.append(f"{article['article']} {article['name']}")
    elif _BRACKETS.search(text):
        tried.append(_BRACKETS.sub(" ", text))
    if "/" in text:  # « Neuvilles/Saône », « Fontaines/Saône »
        tried += [re.sub(cut, " sur ", text) for cut in (r"s/\s*", r"\s*/\s*")]
    keys = [key(one) for one in tried]
    keys += [_TOWN_HALL.sub("", one) for one in keys]
    keys = [rewritten for one in keys for rewritten in (one, *arrondissement_keys(one))]
    return [one for one in dict.fromkeys(keys) if one]


def in_brackets(text: str) -> list[str]:
    """Keys of what stands in brackets: « Les Brosses (Mions) » → `mions`."""
    inside = (found[0][1:-1] for found in _BRACKETS.finditer(text))
    return [one for one in map(key, inside) if one]


def arrondissement_keys(name: str) -> list[str]:
    """Official keys of the arrondissement a key may mean: `lyon 3eme` → `lyon 3e arrondissement`.

    Without a city, one for each of the three cities.
    """
    found = _CITY_FIRST.match(name) or _NUMBER_FIRST.match(name)
    if found is None:
        return []
    number = _ROMAN.get(found["number"]) or int(found["number"])
    cities = [found["city"]] if found["city"] else list(_CITIES)
    return [f"{city} {number}{'er' if number == 1 else 'e'} arrondissement" for city in cities]


def without_article(name: str) -> str:
    """`la mulatiere` → `mulatiere`; takes and gives a key."""
    first, _, rest = name.partition(" ")
    return rest if first in ARTICLES and rest else name


def without_links(name: str) -> tuple[str, ...]:
    """The words of a key that are not articles nor prepositions: « St-Germain Mont d'Or »."""
    words = tuple(word for word in name.split() if word not in LINKS)
    return words or tuple(name.split())


def distance(left: str, right: str, most: int = 2) -> int:
    """Slips between two keys: letters added, left out, changed, swapped. `most` + 1 if more."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most and min(above) > most:  # a swap reaches back two rows
            return most + 1
        before, above = above, row
    return min(above[-1], most + 1)


def slip_in_long_word(written: str, official: str) -> bool:
    """Whether two keys one slip apart differ in an official word of five letters or more."""
    ours, theirs = official.split(), written.split()
    if len(ours) != len(theirs):
        return len(official.replace(" ", "")) >= 5 and distance(written, official) == 1
    differing = [mine for mine, other in zip(ours, theirs, strict=True) if mine != other]
    return len(differing) == 1 and len(differing[0]) >= 5


def letters(name: str) -> int:
    """The set of the letters of a key as bits: one slip changes two of them at most."""
    bits = 0
    for letter in name:
        bits |= 1 << (ord(letter) & 31)
    return bits
