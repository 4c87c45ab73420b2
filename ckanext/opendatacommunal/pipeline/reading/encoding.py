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

BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

NOT_UTF8 = tuple(mark for mark, codec in BYTE_ORDER_MARKS if codec != "utf-8-sig")

CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\x0c\x1a")

BEYOND = re.compile(rb"[\x80-\xff]+")
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


def codec_if_utf8(data: bytes) -> str | None:
    """The codec of `data` if it is UTF-8, which is not looked at; None if it is surely not. Raises
    `UnreadableFile` when it is no text.
    """
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith(NOT_UTF8) or _utf16_without_mark(data):
        return None
    _refuse_binary(data)
    return "utf-8"


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
    controls = len(sample) - len(sample.translate(None, CONTROLS))
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
    codec, doubt = _best_one_byte(data, contexts)
    return Decoded(data, codec, doubt=doubt)


def _best_one_byte(data: bytes, contexts: Counter[bytes]) -> tuple[str, tuple[str, str] | None]:
    # The words that it knows are not imported for a file that has no need of them.
    from ckanext.opendatacommunal.pipeline.reading import code_pages  # noqa: PLC0415

    return code_pages.best(data, contexts)


def _mended(lines: list[bytes], wrong: list[bytes]) -> Decoded:
    others = b"\n".join(wrong)
    codec, doubt = _best_one_byte(others, _contexts(others))
    mended = (line if _reads(line, "utf-8") else line.decode(codec).encode() for line in lines)
    return Decoded(b"".join(mended), "utf-8", mixed=True, doubt=doubt)


def _contexts(data: bytes) -> Counter[bytes]:
    """Every run of bytes beyond ASCII with the byte before and the byte after, and how often."""
    return Counter([data[max(run.start() - 1, 0) : run.end() + 1] for run in BEYOND.finditer(data)])


def _reads(data: bytes, codec: str) -> bool:
    try:
        for _text in _pieces(data, codec):
            pass
    except UnicodeDecodeError:
        return False
    return True
