"""Encodings of one byte a letter: in which one the accents of a text read best as French."""

from __future__ import annotations

import re
from collections import Counter

from ckanext.opendatacommunal.pipeline.reading.frenchness import KNOWN_WORD, bits, known

# Codec → bits of how rarely communes' files are written so; the first wins when two read as well.
ONE_BYTE = {"cp1252": 0, "iso8859-15": 0, "latin-1": 0, "cp850": 2, "mac_roman": 2}

WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
JUDGED_BYTES = 1 << 20
MOST_AROUND = 40

# Two readings nearer than this are as good as each other: said, so that a person looks.
SURE_BITS = 6


def best(data: bytes, contexts: Counter[bytes]) -> tuple[str, tuple[str, str] | None]:
    """The encoding of one byte a letter in which `data` reads best as French; and, when another
    one reads nearly as well, the first word in which they differ: as read, as it may be."""
    words = Counter(WORD.findall(data[:JUDGED_BYTES]))
    able = [codec for codec in ONE_BYTE if _reads(contexts, codec)]
    scores = {
        codec: ONE_BYTE[codec] + _bits(contexts, codec) - _known_bits(words, codec)
        for codec in able
    }
    best = min(able, key=lambda codec: scores[codec])
    for codec in sorted(able, key=lambda codec: scores[codec]):
        if scores[codec] - scores[best] >= SURE_BITS:
            break
        different = [each for each in contexts if each.decode(codec) != each.decode(best)]
        if different:
            word = _word_around(data, different[0])
            return best, (word.decode(best), word.decode(codec))
    return best, None


def _word_around(data: bytes, context: bytes) -> bytes:
    place = data.find(context)
    start = max(place - MOST_AROUND, 0)
    words = WORD.finditer(data[start : place + MOST_AROUND])
    return next((each[0] for each in words if start + each.end() > place + 1), context)


def _bits(contexts: Counter[bytes], codec: str) -> float:
    """How unlike French all of them are; what is there often counts more, but not as much more."""
    total = 0.0
    for context, times in contexts.items():
        text = context.decode(codec)
        total += times**0.5 * sum(
            bits(letter, text[place - 1] if place else "", text[place + 1 : place + 2])
            for place, letter in enumerate(text)
            if not letter.isascii()
        )
    return total


def _known_bits(words: Counter[bytes], codec: str) -> float:
    """What words in frequent use count for: neighbours do not tell `Rhône` from `Rhène`."""
    return sum(
        KNOWN_WORD * times**0.5 for word, times in words.items() if known(word.decode(codec))
    )


def _reads(contexts: Counter[bytes], codec: str) -> bool:
    try:
        b"".join(contexts).decode(codec)
    except UnicodeDecodeError:
        return False
    return True
