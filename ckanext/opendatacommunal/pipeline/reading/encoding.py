"""The bytes of a French text file as text: which of eight encodings no accent is wrong in.

UTF-8 and UTF-16 betray themselves. The others differ only by their accented letters, so each of
these is read in every encoding between its two neighbours, and judged as French.
"""

from __future__ import annotations

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading.frenchness import KNOWN_WORD, bits, known

BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Codec → bits of how rarely communes' files are written so; the first wins when two read as well.
ONE_BYTE = {"cp1252": 0, "iso8859-15": 0, "latin-1": 0, "cp850": 2, "mac_roman": 2}

BEYOND = re.compile(rb"[\x80-\xff]+")
WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
JUDGED_BYTES = 1 << 20
MOST_AROUND = 40

# Two readings nearer than this are as good as each other: said, so that a person looks.
SURE_BITS = 6
SAMPLE_BYTES = 65_536
PIECE_BYTES = 1 << 20


class Decoded(NamedTuple):
    """`codec` reads `data`: the bytes of the file, or what was made of them where it is `mixed`.

    `doubt`: a word as read, and as it may be, when another encoding reads nearly as well.
    """

    data: bytes
    codec: str
    mixed: bool = False
    doubt: tuple[str, str] | None = None


def decoded_by(data: bytes) -> Decoded:
    """The codec that reads `data`. A file of several encodings (two exports put end to end) is
    brought to UTF-8 line by line. Raises `UnreadableFile` when it is no text.
    """
    for mark, codec in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            _check_reads(data, codec)
            return Decoded(data, codec)
    wide = _utf16_without_mark(data)
    if wide:
        _check_reads(data, wide)
        return Decoded(data, wide)
    _refuse_binary(data)
    return Decoded(data, "utf-8") if _reads(data, "utf-8") else _not_utf8(data)


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


def _not_utf8(data: bytes) -> Decoded:
    """Mostly UTF-8 with a few lines that are not, or one of the encodings of one byte a letter."""
    contexts = _contexts(data)
    if any(_reads(run, "utf-8") for context in contexts for run in BEYOND.findall(context)):
        lines = data.splitlines(keepends=True)
        wrong = [line for line in lines if not _reads(line, "utf-8")]
        accented = sum(1 for line in lines if not line.isascii())
        if len(wrong) < accented:
            return _mended(lines, wrong)
    codec, doubt = best_one_byte(data, contexts)
    return Decoded(data, codec, doubt=doubt)


def _mended(lines: list[bytes], wrong: list[bytes]) -> Decoded:
    others = b"\n".join(wrong)
    codec, doubt = best_one_byte(others, _contexts(others))
    mended = (line if _reads(line, "utf-8") else line.decode(codec).encode() for line in lines)
    return Decoded(b"".join(mended), "utf-8", mixed=True, doubt=doubt)


def _contexts(data: bytes) -> Counter[bytes]:
    """Every run of bytes beyond ASCII with the byte before and the byte after, and how often."""
    return Counter([data[max(run.start() - 1, 0) : run.end() + 1] for run in BEYOND.finditer(data)])


def best_one_byte(data: bytes, contexts: Counter[bytes]) -> tuple[str, tuple[str, str] | None]:
    """The encoding of one byte a letter in which `data` reads best as French; and, when another
    one reads nearly as well, the first word in which they differ: as read, as it may be."""
    words = Counter(WORD.findall(data[:JUDGED_BYTES]))
    able = [codec for codec in ONE_BYTE if _reads(b"".join(contexts), codec)]
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


def _reads(data: bytes, codec: str) -> bool:
    try:
        for _text in _pieces(data, codec):
            pass
    except UnicodeDecodeError:
        return False
    return True
