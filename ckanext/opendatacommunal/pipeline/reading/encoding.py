"""The bytes of a French text file as text: which of eight encodings no accent is wrong in.

UTF-8 and UTF-16 betray themselves. The others differ only by their accented letters, so each word
that has one is read in every encoding and judged as French: known words, letters where French has
them, no small letter among capitals, no frame or sign inside a word.
"""

from __future__ import annotations

import codecs
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from ckanext.opendatacommunal.pipeline.errors import UnreadableFile

BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# In order of how often communes' files are written so: the first wins when two read as well.
ONE_BYTE = ("cp1252", "iso8859-15", "latin-1", "cp850", "mac_roman")

WORD = re.compile(rb"[A-Za-z0-9'\x80-\xff]*[\x80-\xff][A-Za-z0-9'\x80-\xff]*")
JUDGED_WORDS = 3000
SAMPLE_BYTES = 65_536
PIECE_BYTES = 1 << 20

LETTERS = {
    **dict.fromkeys("é", 3.0),
    **dict.fromkeys("èàêçôîâûœ", 2.0),
    **dict.fromkeys("ëïùüö", 1.0),
    **dict.fromkeys("áíóúñäßæÿ", 0.2),
}
SIGNS = dict.fromkeys("’‘“”«»–—…€°ºª²³½·×\xa0", 0.5)

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


def decoded_by(data: bytes) -> tuple[bytes, str]:
    """The codec that reads `data`, and the bytes to read with it.

    The bytes come back changed in one case: a file of several encodings (two exports put end to
    end) is brought to UTF-8 line by line. Raises `UnreadableFile` when it is no text.
    """
    for mark, codec in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            _check_reads(data, codec)
            return data, codec
    wide = _utf16_without_mark(data)
    if wide:
        _check_reads(data, wide)
        return data, wide
    _refuse_binary(data)
    return (data, "utf-8") if _reads(data, "utf-8") else _not_utf8(data)


def in_utf8(data: bytes, codec: str) -> bytes:
    """`data`, which `codec` reads, in UTF-8 without mark."""
    if codec == "utf-8":
        return data
    out = io.BytesIO()
    for text in _pieces(data, codec):
        out.write(text.encode())
    return out.getvalue()


def _pieces(data: bytes, codec: str) -> Iterator[str]:
    """The text of `data`, a piece at a time: whole, it may take four times the place."""
    decoder = codecs.getincrementaldecoder(codec)()
    for start in range(0, len(data), PIECE_BYTES):
        yield decoder.decode(data[start : start + PIECE_BYTES])
    yield decoder.decode(b"", final=True)


def _check_reads(data: bytes, codec: str) -> None:
    if not _reads(data, codec):
        raise UnreadableFile("binary-file")


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:SAMPLE_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes) -> None:
    sample = data[:SAMPLE_BYTES]
    controls = sum(1 for byte in sample if byte < 32 and byte not in b"\t\n\r\x0c\x1a")
    if controls > max(2, len(sample) // 200):
        raise UnreadableFile("binary-file")


def _not_utf8(data: bytes) -> tuple[bytes, str]:
    """Mostly UTF-8 with a few lines that are not, or one of the encodings of one byte a letter."""
    lines = data.splitlines(keepends=True)
    wrong = [line for line in lines if not _reads(line, "utf-8")]
    accented = sum(1 for line in lines if not line.isascii())
    if len(wrong) < accented:
        codec = best_one_byte(b"\n".join(wrong))
        mended = (line if _reads(line, "utf-8") else line.decode(codec).encode() for line in lines)
        return b"".join(mended), "utf-8"
    return data, best_one_byte(data)


def best_one_byte(data: bytes) -> str:
    """The encoding of one byte a letter in which the accented words read best as French."""
    words = Counter(WORD.findall(data)).most_common(JUDGED_WORDS)
    able = [codec for codec in ONE_BYTE if _reads(data, codec)]
    scores = {codec: sum(n**0.5 * _score(word, codec) for word, n in words) for codec in able}
    return max(able, key=lambda codec: scores[codec])


def _reads(data: bytes, codec: str) -> bool:
    try:
        for _text in _pieces(data, codec):
            pass
    except UnicodeDecodeError:
        return False
    return True


def _score(word: bytes, codec: str) -> float:
    text = word.decode(codec, errors="replace")
    score = sum(map(_letter_score, *_with_neighbours(text)))
    known = sum(1 for part in re.split(r"['’\W_\d]+", text.lower()) if part in FREQUENT)
    return score + 6 * known


def _with_neighbours(text: str) -> tuple[str, Iterator[str], Iterator[str]]:
    return text, iter(" " + text[:-1]), iter(text[1:] + " ")


def _letter_score(letter: str, before: str, after: str) -> float:
    if letter.isascii():
        return 0
    small = LETTERS.get(letter.lower())
    if small is not None:
        return small + _misplaced(letter, before, after)
    if letter in SIGNS:
        return _sign_score(letter, before, after)
    if unicodedata.category(letter) in ("Cc", "Cn", "So") or letter == "�":
        return -6
    return -1 if letter.isalpha() else -3


def _misplaced(letter: str, before: str, after: str) -> float:
    """Case and place where French does not have the letter."""
    penalty = 0.0
    if letter.islower() and (before.isupper() and after.isupper()):
        penalty -= 4
    if letter.islower() and before.isupper() and not after.isalpha() and letter not in "éèà":
        penalty -= 3
    if letter.isupper() and (before.islower() or (after.isupper() and before.islower())):
        penalty -= 5
    plain = letter.lower()
    if plain in "àù" and after.isalpha():
        penalty -= 3
    if plain in "èêâîô" and not after.isalpha() and before.isalpha():
        penalty -= 2
    if plain == "ç" and after.lower() not in "aouâ":
        penalty -= 3
    return penalty


def _sign_score(letter: str, before: str, after: str) -> float:
    inside = before.isalpha() and after.isalpha()
    if letter in "’‘":
        return 2 if inside else -1
    if letter in "°º":
        return 2 if before in "nN0123456789" and before else -1
    if letter in "²³":
        return 2 if before in "mM" and not after.isalpha() else -2
    if letter in "«\xa0":
        return 1 if not inside else -2
    return -3 if inside or after.isalpha() or before.isalpha() else 0.5
