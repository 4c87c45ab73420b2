"""The formats of the type `string`: `uri`, `email`, `uuid`, `binary`, `wkt`."""

from __future__ import annotations

import base64
import re
import uuid as python_uuid
from collections.abc import Callable, Mapping
from typing import Any

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")

# The rules of RFC 5321 and 5322 that the `validators` package of frictionless keeps to.
_LOCAL_LETTER = r"[0-9A-Za-z!#$%&'*+/=?^_`{|}~\u00a0-\u024f-]"
_LOCAL = re.compile(rf"{_LOCAL_LETTER}+(?:\.{_LOCAL_LETTER}+)*\n?", re.IGNORECASE)
_QUOTED_LOCAL = re.compile(
    r'"(?:[\x01-\x08\x0b\x0c\x0e-\x1f!#-\[\]-\x7f\u00a0-\u024f]|\\[\t.])*"\n?'
)
_DOMAIN = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z]", re.IGNORECASE
)


def any_text(cell: Any) -> str | None:
    return cell if isinstance(cell, str) else None


def uri(cell: Any) -> str | None:
    """Any text that begins with a scheme: Validata looks no further."""
    return cell if isinstance(cell, str) and _SCHEME.match(cell) else None


def email(cell: Any) -> str | None:
    if not isinstance(cell, str) or cell.count("@") != 1:
        return None
    local, domain = cell.split("@")
    if len(local) > 64 or len(domain) > 253:
        return None
    right = _LOCAL.fullmatch(local) or _QUOTED_LOCAL.fullmatch(local)
    return cell if right and _is_domain(domain) else None


def _is_domain(name: str) -> bool:
    if re.search(r"\s|__", name):
        return False
    try:
        encoded = name.encode("idna").decode("ascii")
    except UnicodeError:
        return False
    return len(encoded) <= 253 and bool(_DOMAIN.fullmatch(encoded))


def uuid(cell: Any) -> str | None:
    """Every writing that Python takes for a UUID, with or without hyphens or braces."""
    if not isinstance(cell, str):
        return None
    try:
        python_uuid.UUID(cell)
    except ValueError:
        return None
    return cell


def binary(cell: Any) -> str | None:
    """Base64; signs outside its alphabet are passed over."""
    if not isinstance(cell, str):
        return None
    try:
        base64.b64decode(cell)
    except ValueError:
        return None
    return cell


_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_POSITION = rf"{_NUMBER}(?:\s+{_NUMBER}){{1,3}}"
_POSITIONS = rf"\(\s*{_POSITION}(?:\s*,\s*{_POSITION})*\s*\)"
_INNERMOST = re.compile(rf"\(\s*{_POSITION}(?:\s*,\s*{_POSITION})*\s*\)|EMPTY")
_LIST_OF_SEEN = re.compile(r"\(\s*@(?:\s*,\s*@)*\s*\)")
_SHAPE = re.compile(
    r"(?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION|TRIANGLE|TIN|POLYHEDRALSURFACE"
    r"|(?:CIRCULAR|COMPOUND)?(?:STRING|CURVE)|MULTICURVE|CURVEPOLYGON|MULTISURFACE"
)
_SHAPE_OF_SEEN = re.compile(rf"(?:{_SHAPE.pattern})(?:\s+(?:ZM|Z|M))?\s*@")


def wkt(cell: Any) -> str | None:
    """Well-known text: a shape, then positions in brackets or EMPTY, one in another if need be.

    What is recognised is replaced by one sign, from the inside out, until one sign is left.
    """
    if not isinstance(cell, str) or "@" in cell:
        return None
    left, before = cell.strip(), None
    while left != before:
        before = left
        left = _INNERMOST.sub("@", left)
        left = _SHAPE_OF_SEEN.sub("@", left) if left.count("@") > 1 else left
        left = _LIST_OF_SEEN.sub("@", left)
    return cell if _SHAPE_OF_SEEN.fullmatch(left) else None


READERS: Mapping[str, Callable[[Any], Any]] = {
    "uri": uri,
    "email": email,
    "uuid": uuid,
    "binary": binary,
    "wkt": wkt,
}
