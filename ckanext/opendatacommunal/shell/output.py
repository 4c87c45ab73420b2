"""Results written aside and renamed: a file that is there is whole."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

STANDARD_OUTPUT = "-"
RECORDS_AT_A_TIME = 2_000

_BETWEEN = "\x1f"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(_BETWEEN, ": "))


def write(target: str, content: str | bytes | Iterable[bytes]) -> None:
    """Write `content` (text in UTF-8) to the file `target`, or to standard output for “-”."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    pieces = (data,) if isinstance(data, bytes) else data
    if target == STANDARD_OUTPUT:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    # Named before it is made: whatever stops us, at whatever instant, we know what to take away.
    aside = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        with aside.open("xb") as file:
            file.writelines(pieces)
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def write_json(target: str, content: Any) -> None:
    write(target, as_json(content))


def as_json(content: Any) -> Iterator[bytes]:
    """`content` as JSON, one line an entry and one a record of its lists, in pieces: the report of
    a long file is several times its size in memory when it is made whole."""
    yield from (piece.encode("utf-8") for piece in _pieces(content, ""))
    yield b"\n"


def _pieces(content: Any, indent: str) -> Iterator[str]:
    if isinstance(content, dict) and content and not indent:
        for place, (key, value) in enumerate(content.items()):
            yield ",\n " if place else "{\n "
            yield f"{_ENCODER.encode(str(key))}: "
            yield from _pieces(value, " ")
        yield "\n}"
    elif (by_columns := getattr(content, "json_pieces", None)) is not None:
        # `reporting.rows`, which not every command loads
        yield f"[\n{indent} " if content else "["
        yield from by_columns(f",\n{indent} ")
        yield f"\n{indent}]" if content else "]"
    elif isinstance(content, list) and content and isinstance(content[0], dict):
        for start in range(0, len(content), RECORDS_AT_A_TIME):
            yield f",\n{indent} " if start else f"[\n{indent} "
            records = _ENCODER.encode(content[start : start + RECORDS_AT_A_TIME])[1:-1]
            # The separator is a control character, which JSON escapes inside a text.
            records = records.replace(f"}}{_BETWEEN}{{", f"}},\n{indent} {{")
            yield records.replace(_BETWEEN, ", ")
        yield f"\n{indent}]"
    else:
        yield _ENCODER.encode(content).replace(_BETWEEN, ", ")
