"""Names of columns that stand on two lines: groups above names, units below them, or names that
were cut to fit."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from ckanext.opendatacommunal.pipeline.reading.names import keys

FIGURE = re.compile(r"[\s+-]*\d[\d\s.,:/%€+-]*$")

UNIT = re.compile(
    r"\s*[(\[]?\s*(?:en\s+)?(?:m[²2]?|ha|ares?|km|cm|€|euros?|%|kwh?|o\s*/\s*n|oui\s*/\s*non"
    r"|0\s*/\s*1|jj\s*/\s*mm\s*/\s*aaaa|aaaa)\s*[)\]]?\s*",
    re.IGNORECASE,
)
"""What a second line of names says of the first, and is no name."""

MOSTLY = 0.6


class Names(NamedTuple):
    """`names`: of the columns. `bare`: those by which they are known, without the group that tells
    two equal ones apart."""

    names: list[str]
    bare: list[str]


def names_below_groups(above: list[str] | None, below: list[str]) -> list[Names]:
    """Names on two lines, as merged cells leave them: below the groups where there is something."""
    if above is None or sum(1 for cell in above if cell.strip()) < 2:
        return []
    if any(FIGURE.match(cell) for cell in (*above, *below) if cell.strip()):
        return []
    names = [lower if lower.strip() else upper for upper, lower in zip(above, below, strict=True)]
    names = _with_units(above, names)
    bare = list(names)
    repeated = {name for name in names if name.strip() and names.count(name) > 1}
    group = ""
    for index, upper in enumerate(above):
        group = upper.strip() or group
        if names[index] in repeated and below[index].strip():
            names[index] = f"{group} {names[index].strip()}".strip()
    return [Names(names, bare)] if any(cell.strip() for cell in below) else []


def names_cut_in_two(
    above: list[str] | None, below: list[str], words: Collection[str]
) -> list[str] | None:
    """`Code` above `postal`, `Gestion-` above `naire`: the whole names, if most of those that are
    on both lines are in `words` (keys) together, which a row of data never is."""
    if above is None or any(FIGURE.match(cell) for cell in below if cell.strip()):
        return None
    pairs = list(zip(map(str.strip, above), map(str.strip, below), strict=True))
    names = [_joined(upper, lower) for upper, lower in pairs]
    both = [place for place, (upper, lower) in enumerate(pairs) if upper and lower]
    units = [place for place in both if UNIT.fullmatch(pairs[place][1])]
    more = [place for place in both if place not in units and _says_more(*pairs[place])]
    known = [place for place in more if _is_known(names[place], words)]
    alone = [lower for upper, lower in pairs if lower and not upper]
    if not known or len(known) + len(units) < MOSTLY * len(both):
        return None
    return names if all(_is_known(each, words) for each in alone) else None


def _joined(upper: str, lower: str) -> str:
    if not upper or not lower:
        return upper or lower
    if UNIT.fullmatch(lower):
        return f"{upper} ({lower.strip(' ()[]').removeprefix('en ')})"
    if len(upper) > 2 and upper[-1] == "-" and upper[-2].isalpha():
        return f"{upper[:-1]}{lower}"
    return f"{upper} {lower}"


def _says_more(upper: str, lower: str) -> bool:
    """`A` below `Nom` is an article to those who compare names."""
    return keys(_joined(upper, lower))[-1:] != keys(upper)[-1:]


def _is_known(name: str, words: Collection[str]) -> bool:
    return any(key in words for key in keys(name))


def _with_units(above: list[str], names: list[str]) -> list[str]:
    """`Superficie` above `m²`: the unit alone names nothing."""
    return [
        f"{upper.strip()} ({name.strip(' ()[]')})"
        if upper.strip() not in ("", name.strip()) and UNIT.fullmatch(name)
        else name
        for upper, name in zip(above, names, strict=True)
    ]
