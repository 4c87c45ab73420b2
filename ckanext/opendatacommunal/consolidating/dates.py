"""What tells which of two versions of a file is the newer: dates in names, dates in workbooks.

The date of the file on the disk is not looked at: saving an attachment changes it.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

Moment = tuple[int, ...]
"""(year,), (year, month) or (year, month, day); a document's goes down to the second."""

_YEAR = r"(?P<y>(?:19|20)\d\d)"
_MONTH, _DAY = r"(?P<m>0[1-9]|1[0-2])", r"(?P<d>0[1-9]|[12]\d|3[01])"
_BEFORE, _AFTER, _SIGN = r"(?<!\d)", r"(?!\d)", r"[-_. ]?"
_WRITINGS = tuple(
    re.compile(_BEFORE + pattern + _AFTER)
    for pattern in (
        _YEAR + _SIGN + _MONTH + _SIGN + _DAY,
        _DAY + _SIGN + _MONTH + _SIGN + _YEAR,
        _YEAR + r"[-_. ]" + _MONTH,
        _MONTH + r"[-_. ]" + _YEAR,
        _YEAR,
    )
)
_VERSION = re.compile(r"(?:^|[\W_])v(?:ersion)?[-_. ]?(\d{1,3})(?:$|[\W_])", re.I)
_SAVED = (
    ("docProps/core.xml", re.compile(rb"<dcterms:modified[^>]*>([^<]{10,40})<")),
    ("meta.xml", re.compile(rb"<dc:date>([^<]{10,40})<")),
)
MOST_BYTES = 100_000


def in_text(text: str) -> Moment | None:
    """The only date of a name; None if it has none, or several.

    >>> in_text("parcs_2024-03-12"), in_text("EV 12.03.2024"), in_text("bron"), in_text("69029")
    ((2024, 3, 12), (2024, 3, 12), None, None)
    """
    for writing in _WRITINGS:
        found = {_moment(match) for match in writing.finditer(text)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def version_in(text: str) -> int | None:
    """`parcs_v2` → 2."""
    found = _VERSION.findall(text)
    return int(found[0]) if len(found) == 1 else None


def saved(path: Path) -> Moment | None:
    """When a workbook says it was last saved; None for other files, and if it does not say."""
    try:
        with zipfile.ZipFile(path) as archive:
            for member, pattern in _SAVED:
                if member in archive.namelist() and archive.getinfo(member).file_size < MOST_BYTES:
                    found = pattern.search(archive.read(member))
                    numbers = re.findall(rb"\d+", found[1]) if found else []
                    return tuple(map(int, numbers[:6])) or None
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return None
    return None


def shown(moment: Moment | None) -> str:
    """
    >>> shown((2024, 10, 1, 8, 30, 0)), shown(None)
    ('01/10/2024', '?')
    """
    return "/".join(f"{part:02}" for part in moment[2::-1]) if moment else "?"


def newer(left: Moment | int | None, right: Moment | int | None) -> int:
    """1: `left` is surely the newer; -1: `right` is; 0: these two dates do not tell."""
    if left is None or right is None:
        return 0
    if isinstance(left, int) or isinstance(right, int):
        if not (isinstance(left, int) and isinstance(right, int)):
            return 0
        return (left > right) - (left < right)
    shared = min(len(left), len(right))
    return (left[:shared] > right[:shared]) - (left[:shared] < right[:shared])


def _moment(match: re.Match[str]) -> Moment:
    parts = match.groupdict()
    return tuple(int(parts[name]) for name in "ymd" if parts.get(name))
