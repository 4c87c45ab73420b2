"""Text whose columns are lined up by spaces, as older software prints it."""

from __future__ import annotations

import re
from itertools import pairwise

LOOKED_AT = 40
FEWEST_NAMES, FEWEST_LINES = 3, 3
TOP_BYTES, MOST_BYTES = 20_000, 5_000_000

NAME = re.compile(r"\S+(?: \S+)*")
DELIMITED = re.compile(r"[;\t|]")


def lined_up(data: bytes) -> list[list[str]] | None:
    """The rows of a text in UTF-8; None unless one column of spaces, and one only, goes through all
    lines between each name and the next: then it can be cut in one way only."""
    found = _names(data[:TOP_BYTES].decode(errors="ignore").splitlines()[:LOOKED_AT])
    if found is None or len(data) > MOST_BYTES:
        return None
    start, names = found
    lines = data.decode().splitlines()
    below = [line for line in lines[start:] if line.strip()]
    if len(below) <= FEWEST_LINES:
        return None
    cuts = [0]
    for (_first, end), (first, _end) in pairwise(names):
        free = [all(not line[at : at + 1].strip() for line in below) for at in range(end, first)]
        runs = [at for at, empty in enumerate(free) if empty and not (at and free[at - 1])]
        if len(runs) != 1:
            return None
        cuts.append(end + runs[0])
    ends = [*cuts[1:], None]
    cut = [[line[a:b].strip() for a, b in zip(cuts, ends, strict=True)] for line in lines[start:]]
    return [*([line.strip()] for line in lines[:start]), *(row if any(row) else [] for row in cut)]


def _names(lines: list[str]) -> tuple[int, list[tuple[int, int]]] | None:
    """(place of the first line of several words far apart, where each begins and ends)."""
    for place, line in enumerate(lines):
        if DELIMITED.search(line):
            return None
        names = [each.span() for each in NAME.finditer(line)]
        if len(names) >= FEWEST_NAMES:
            return None if "," in line else (place, names)
    return None
