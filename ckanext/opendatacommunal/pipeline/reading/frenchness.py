"""How unlike French a letter or a sign is between its two neighbours, in bits: the fewer, the more
French. What tells one reading of the same bytes from another."""

from __future__ import annotations

import re
import unicodedata

from ckanext.opendatacommunal.pipeline.fields.french_words import WORDS
from ckanext.opendatacommunal.pipeline.reading.french_letters import ACCENTED, BESIDE

MISPLACED, FOREIGN, NOT_WRITTEN, DRAWN = 22, 22, 26, 40
WRONG_CASE = 10
KNOWN_WORD = 8

FREQUENT = frozenset(
    """
    accessibilité accès agréé allée aménagé andré année août arboré arrêt arrêté aérien aîné
    barthélemy barœul belvédère belœil bibliothèque boisé bouée bâtiment béatrice bébé bénin
    bœuf cafétéria carré chaîne châtaignier château chèvrefeuille chêne chênes cimetière cité
    clémenceau clôture clôturé collège complément coordonnées crèche création créée cèdre cédric
    célestin côte côté cœur derrière différent début décembre défense département désiré détente
    entrée espérance extérieur façade fermé ferrée forêt françois françoise frère frères
    fréquence félix février fête gardé grâce grève grézieu guérin général géranium gérard hélène
    hérault héron hêtre hôpital hôtel jeûne josé jérémie jérôme labellisé libellé liberté
    libération linéaire lumière lès léon léonard marché maréchal maître motorisé musée mère
    médiathèque mélèze mérieux métro métropole météo même mûrier mœurs noël numérique numéro
    nègre néant nœud où pièce piéton piétonnier piétons planté poésie privé propreté
    propriétaire propriété près pré précision précisions préfecture prés présence prévu père
    pépinière périmètre pétanque pêche qualité québec rené rhône rivière rosé règlement
    référence réglementé régulier rénové république réserve résidence résistance sablé santé
    saône société soirée supérieur surélevé sébastien sécurité séquoia sûreté sœur température
    thérèse théâtre tréfle trêve tué université utilisé vallée végétaux véhicule véhicules vélo
    vélos vénissieux vérifié zoé zélande école écoles écologique écully édouard égalité église
    élémentaire émile énergie équipement équipements érable étang étienne étoile été évêque île
    œuvre
    """.split()
)

# Letters of the neighbours' languages that names in France bear.
FOREIGN_LETTERS = dict.fromkeys("áíóúñäßæ", 18)
SIGNS = {**dict.fromkeys("’°²€", 9), **dict.fromkeys("«»–º³", 12), **dict.fromkeys("“”…—×½·", 17)}
NO_BREAK_SPACE = "\xa0"
FRAMES = range(0x2500, 0x25A0)
PRINTERS_SIGNS = "\ufb01\ufb02\u2044"
"""Pieces of frames (code page 850), ligatures and the bar of fractions (Macintosh): they are in
these encodings, and no one writes them in a table."""

OPENING, CLOSING, DASHES = "«“", "»”", "–—"
ELIDED = frozenset("cdjlmnstuCDJLMNSTU")
VOWELS = frozenset("aeiouyhAEIOUYH")


def known(word: str) -> bool:
    """Whether a part of the word is in frequent use: cut at what is no letter."""
    parts = re.split(r"[\W\d_]+", word.lower())
    return any(part in FREQUENT or part in WORDS for part in parts if not part.isascii())


def bits(letter: str, before: str, after: str) -> int:
    """Of one character that is not ASCII; `before`, `after`: "" at an end of the text."""
    small = letter.lower()
    if small in ACCENTED:
        return _of_letter(small, before, after) + _of_case(letter, before, after)
    if small in FOREIGN_LETTERS:
        return FOREIGN_LETTERS[small] + _of_case(letter, before, after)
    if letter.isalpha() and letter not in PRINTERS_SIGNS:
        return FOREIGN
    return _of_sign(letter, before, after)


def _of_letter(small: str, before: str, after: str) -> int:
    rare, befores, afters = ACCENTED[small]
    return rare + int(befores[_place(before)]) + int(afters[_place(after)])


def _place(neighbour: str) -> int:
    """Index in `BESIDE` of the letter, without its accent; of the edge of a word for the rest."""
    small = neighbour.lower()
    if small not in BESIDE:
        small = {"œ": "o", "æ": "a"}.get(small, unicodedata.normalize("NFD", small)[:1])
    return BESIDE.find(small) if small and small in BESIDE else len(BESIDE) - 1


def _of_case(letter: str, before: str, after: str) -> int:
    """A small letter among capitals, a capital after a small letter or two before one."""
    if letter.islower():
        among = after.isupper() and (before.isupper() or not before.isalpha())
        last = before.isupper() and not after.isalpha() and letter not in "éèà"
        return WRONG_CASE * (among or last)
    inside = before.islower() or (before.isupper() and after.islower())
    return WRONG_CASE * inside


def _of_sign(sign: str, before: str, after: str) -> int:
    """Signs that French writes, where it writes them; all others are letters read wrong."""
    if sign == NO_BREAK_SPACE:
        return 17 if before.isalnum() and after.isalpha() else 12 if _spaced(before, after) else 22
    if sign not in SIGNS:
        return DRAWN if ord(sign) in FRAMES or sign in PRINTERS_SIGNS else NOT_WRITTEN
    return SIGNS[sign] if _stands_well(sign, before, after) else MISPLACED


def _spaced(before: str, after: str) -> bool:
    return before == "«" or after.isdigit() or after in "»:;!?€%"


def _stands_well(sign: str, before: str, after: str) -> bool:
    if sign == "’":
        return before in ELIDED and after.isalpha() and _is_vowel(after)
    if sign in "°º":
        return before in "nN0123456789" and before != "" and not after.isalpha()
    if sign in "²³":
        return before in "mM" and before != "" and not after.isalnum()
    if sign in OPENING:
        return not before.isalnum() and after != ""
    if sign in CLOSING + "…":
        return not after.isalnum() and before != ""
    return not before.isalpha() and not after.isalpha()


def _is_vowel(letter: str) -> bool:
    return letter in VOWELS or unicodedata.normalize("NFD", letter)[:1] in VOWELS
