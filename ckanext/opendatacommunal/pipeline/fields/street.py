"""Name of a street: shortened types and titles written in full, nothing else touched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .capitals import lowered
from .capitals import survey as survey_capitals
from .matching import fold
from .person_names import may_be_first_name
from .personal import spaced_words
from .reading import Context, Example, FieldType, Reading, changed
from .street_words import (
    DATES_OF_STREETS,
    DOTTED_TITLES,
    FULL_TYPES,
    PLAIN_TITLES,
    SHORT_MONTHS,
    SMALL_LINKS,
    TITLES,
    TYPES,
    TYPES_BEFORE_AN_ARTICLE,
)
from .text import MOST_VALUES, first_doubt, plain_name, with_apostrophes
from .text import survey as survey_text

R_IS_RUE = "r-is-rue"
"""Key of `Context.decided`: the column names types of streets, so that R alone is one."""
LONGEST_NAME = 300
"""Characters; what is longer is no name of a street."""

_WORD = re.compile(r"[^\W\d_]+\.?")
_LONE_R = re.compile(r"^[rR](?= [^\W\d_]{3})")
_ARTICLE = re.compile(r"\s+(?:du|des|les|de la|de l['’ ])\b", re.IGNORECASE)
_NOTRE_DAME = re.compile(r"\bN\.\s?-?\s?D\.?(?=[\s,]|$)|\bND(?= (?:de|des|du)\b)", re.IGNORECASE)
_TYPE_LAST = re.compile(r"^(?P<name>[^\W\d_][^(),;]*?)\s*\(\s*(?P<type>[^(),;\d]{1,30}?)\s*\)$")
_RD_PT = re.compile(r"^rd[.\s-]*p(?:oin)?t\b\.?(?=\s)", re.IGNORECASE)
_DAY = re.compile(r"\b(\d{1,2}) ([^\W\d_]{3,9})\.?(?: (\d{2}|\d{4}))?(?![\w.])")
_FOLDED_TYPES = frozenset(fold(word) for word in (*FULL_TYPES, *TYPES))


def parse(raw: str, field: Field, context: Context) -> Reading:
    doubt = first_doubt(raw, field, context)
    if doubt is not None:
        return doubt
    value = with_apostrophes(raw)
    full = whole_name(_with_rue(value, context))
    rule = "street-in-full" if full != value else "apostrophe"
    return lowered(changed(raw, full, rule), field, context)


def whole_name(name: str) -> str:
    """A street with its shortened words, dates and Notre-Dame in full."""
    name = _RD_PT.sub(_rond_point, _type_first(name))
    return in_full(_day_in_full(_NOTRE_DAME.sub(_notre_dame, name)))


def survey(values: Iterable[str], field: Field, context: Context) -> Mapping[str, str]:
    """As for names, shown in full: `AV DE L EUROPE` is proposed as `Avenue de l'Europe`."""
    held = list(islice(values, MOST_VALUES))
    typed = sum(map(begins_with_a_type, held)) * 2 > len(held)
    shown = {R_IS_RUE: "yes"} if typed else {}
    aware = replace(context, decided=shown)
    whole = [whole_name(_with_rue(with_apostrophes(each), aware)) for each in held]
    return {**shown, **survey_text(held, field, context), **survey_capitals(whole, field, context)}


def _with_rue(name: str, context: Context) -> str:
    """`R VOLTAIRE` → `Rue VOLTAIRE`, in a column where most names begin with a type of street."""
    if R_IS_RUE not in context.decided:
        return name
    return _LONE_R.sub(lambda found: "RUE" if name.isupper() else f"{found[0]}ue", name)


def in_full(name: str) -> str:
    """`Av. du Gal Leclerc` → `Avenue du Général Leclerc`; capitals stay capitals."""
    if len(name) > LONGEST_NAME:
        return name
    words = list(_WORD.finditer(name))
    shout = name == name.upper()
    plain = shout and name.isascii()
    result, at = [], 0
    for i, word in enumerate(words):
        full = _full_word(name, words, i)
        if full is None:
            continue
        result += [name[at : word.start()], _like(word[0], full, shout=shout, plain=plain)]
        at = word.end()
        if word[0].endswith(".") and name[at : at + 1] not in (" ", "-", ""):
            result.append(" ")
    return "".join((*result, name[at:]))


def begins_with_a_type(name: str) -> bool:
    words = fold(name).split()
    if words[:1] == ["grand"]:
        return words[1:2] in (["rue"], ["place"], ["route"])
    if not words:
        return False
    article = words[1:2] in (["du"], ["des"], ["les"]) or words[1:3] in (["de", "la"], ["de", "l"])
    return words[0] in _FOLDED_TYPES | {"r"} or (words[0] in TYPES_BEFORE_AN_ARTICLE and article)


def _full_word(name: str, words: list[re.Match[str]], i: int) -> str | None:
    word = words[i]
    key = fold(word[0])
    if i + 1 == len(words) or name[word.end() : word.end() + 1] in ("'", "’"):
        return None
    if i == 0 and not name[: word.start()].strip():
        found = _full_type(name, key, word, words)
        if found is not None:
            return found
    if not _names_follow(words, i, plain=key in PLAIN_TITLES) or (
        i > 0 and fold(words[i - 1][0]) in ("saint", "sainte")
    ):
        return None
    if key in DOTTED_TITLES and word[0].endswith(".") and i > 0:
        return DOTTED_TITLES[key]
    return TITLES.get(key) if i > 0 or key.startswith("st") else None


def _full_type(name: str, key: str, word: re.Match[str], words: list[re.Match[str]]) -> str | None:
    if key in TYPES_BEFORE_AN_ARTICLE and _ARTICLE.match(name, word.end()):
        return TYPES_BEFORE_AN_ARTICLE[key]
    if key == "r" and len(words) > 2 and may_be_first_name(words[1][0]):
        return "rue"  # R Rosa Parks; R. Salengro may be Roger
    if key == "r" and word[0][0] == "r" and words[1][0][0].isupper():
        return "rue"  # r. Salengro: an initial is a capital
    return TYPES.get(key)


def _names_follow(words: list[re.Match[str]], i: int, *, plain: bool) -> bool:
    """Whether a name comes next, perhaps after "de": in capitals unless the word is `plain`."""
    following = next(_not_small(words[i + 1 :]), "")
    return bool(following) if plain else following[:1].isupper()


def _not_small(words: list[re.Match[str]]) -> Iterator[str]:
    return (word[0] for word in words if fold(word[0]) not in SMALL_LINKS)


def _notre_dame(found: re.Match[str]) -> str:
    return "NOTRE-DAME" if found.string == found.string.upper() else "Notre-Dame"


def _type_first(name: str) -> str:
    """`Château (rue du)`, `LILAS (ALL DES)`: how streets stand in order in a list."""
    found = _TYPE_LAST.match(name) if len(name) <= LONGEST_NAME else None
    if found is None or not begins_with_a_type(found["type"]) or begins_with_a_type(name):
        return name
    glue = "" if found["type"].endswith(("'", "’")) else " "
    return f"{found['type']}{glue}{found['name']}"


def _rond_point(found: re.Match[str]) -> str:
    shout = found.string == found.string.upper()
    return _like(found[0], "rond-point", shout=shout, plain=shout)


def _day_in_full(name: str) -> str:
    """`Rue du 8 Mai 45` → `Rue du 8 Mai 1945`, `11 Nov. 1918` → `11 Novembre 1918`."""
    return _DAY.sub(_whole_date, name)


def _whole_date(found: re.Match[str]) -> str:
    day, month, year = found.groups()
    full = SHORT_MONTHS.get(fold(month))
    if full and year:
        month = _like(month, full, shout=month == month.upper(), plain=month.isascii())
    known = DATES_OF_STREETS.get((day, fold(month)))
    if year and len(year) == 2 and known and known.endswith(year):
        year = known
    if (month, year) == (found[2], found[3]):
        return found[0]
    return " ".join(part for part in (day, month, year) if part)


def _like(written: str, full: str, *, shout: bool, plain: bool) -> str:
    if shout:
        return fold(full).upper().replace(" ", "-") if plain else full.upper()
    return full.capitalize() if written[0].isupper() else full


_SHORTENED = {*TITLES, *TYPES, *TYPES_BEFORE_AN_ARTICLE, *DOTTED_TITLES, *SHORT_MONTHS, "nd", "n"}
_SHORT = [f" {word} " for word in sorted(_SHORTENED)]
_SHORT_YEAR = r"[0-9] [^0-9 ]+ [0-9]{2}$"
_WHOLE_TYPE = rf"^ (?:{'|'.join(sorted(FULL_TYPES)).replace('-', ' ')}) "


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    """A whole type of street, then words of which none is shortened."""
    words = spaced_words(cell)
    short = words.str.contains_any(_SHORT) | cell.str.contains(_SHORT_YEAR)
    return plain_name(cell, field) & words.str.contains(_WHOLE_TYPE) & ~short


STREET = FieldType(
    "street",
    ("voie", "rue"),
    parse,
    (
        Example("Avenue de la République", "Avenue de la République"),
        Example("Av. de la République", "Avenue de la République"),
        Example("av de la république", "avenue de la république"),
        Example("Bd Mal Foch", "Boulevard Maréchal Foch"),
        Example("AV GAL LECLERC", "Avenue Général Leclerc"),
        Example("AVENUE DE LA REPUBLIQUE", "Avenue de la République"),
        Example("R DU 4 AOUT 1789", "Rue du 4 Août 1789"),
        Example("RUE ANTOINE REMOND", asks=True),
        Example("AV DE L EUROPE", "Avenue de l'Europe"),
        Example("Bd des Droits de l Homme", "Boulevard des Droits de l'Homme"),
        Example("av du gal de gaulle", "avenue du général de gaulle"),
        Example("chemin du mal passage", "chemin du mal passage"),
        Example("Château (rue du)", "rue du Château"),
        Example("Europe (av. de l')", "avenue de l'Europe"),
        Example("Gambetta (Rue)", "Rue Gambetta"),
        Example("Parc (fermé)", "Parc (fermé)"),
        Example("Rd-Pt de l'Europe", "Rond-point de l'Europe"),
        Example("r. Salengro", "rue Salengro"),
        Example("Av.Jean Jaurès", "Avenue Jean Jaurès"),
        Example("Pl. du 8 Mai 1945", "Place du 8 Mai 1945"),
        Example("Rue du 8 Mai 45", "Rue du 8 Mai 1945"),
        Example("rue du 11 nov. 1918", "rue du 11 novembre 1918"),
        Example("Rue du 11 Nov 18", "Rue du 11 Novembre 1918"),
        Example("Place du 8 Mai", "Place du 8 Mai"),
        Example("Place N.-D.", "Place Notre-Dame"),
        Example("Rue du Col. Fabien", "Rue du Colonel Fabien"),
        Example("Route du Col Vert", "Route du Col Vert"),
        Example("Gde Rue", "Grande Rue"),
        Example("Rés. les Lilas", "Résidence les Lilas"),
        Example("Rue du Sgt Blandan", "Rue du Sergent Blandan"),
        Example("angle rue Foch / rue du Lac", "angle rue Foch / rue du Lac"),
        Example("derrière la mairie", "derrière la mairie"),
        Example("Ch. des Écoliers", "Chemin des Écoliers"),
        Example("chez M. Dupont", asks=True),
        Example("R. de la Mairie", "Rue de la Mairie"),
        Example("R. Salengro", "R. Salengro"),
        Example("R Rosa Parks", "Rue Rosa Parks"),
        Example("R Salengro", "R Salengro"),
        Example("R Salengro", "Rue Salengro", decided={R_IS_RUE: "yes"}),
        Example("R. Salengro", "R. Salengro", decided={R_IS_RUE: "yes"}),
        Example("Ch. de Gaulle", "Ch. de Gaulle"),
        Example("Rue Joseph Gal", "Rue Joseph Gal"),
        Example("Rue Saint Gal Neuf", "Rue Saint Gal Neuf"),
        Example("Place St-Jean", "Place Saint-Jean"),
        Example("St Exupéry", "Saint Exupéry"),
        Example("Imp des Lilas", "Impasse des Lilas"),
        Example("Rue de l’Église", "Rue de l'Église"),
        Example("ALL DES TILLEULS", "Allée des Tilleuls"),
        Example("Lieu-dit Les Brosses", "Lieu-dit Les Brosses"),
    ),
    survey,
    plain,
)
