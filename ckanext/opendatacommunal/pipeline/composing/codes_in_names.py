"""Codes of a software written before names: `06011 GROUPE SCOLAIRE BELLECOMBE`.

They are that only where every name of the column begins with one, all of one length, one code a
name: then the code goes to the internal column, and the name stays alone.
"""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.pipeline.depot import ROW, Correction, Depot

RULE = "code-in-name"
FEWEST = 2

_CODED = re.compile(r"\s*(\d{4,}|[A-Z]{1,4}[-_]?\d{2,})\s+(?:[-–:]\s*)?([^\W\d_].*?)\s*")


def take_codes_out(depot: Depot) -> Depot:
    name, code = depot.gabarit.role("name"), depot.gabarit.role("internal_code")
    columns = depot.values.columns
    if name is None or code is None or name not in columns or code in columns:
        return depot
    first = next((cell for cell in depot.values[name] if cell and cell.strip()), "")
    if _parted(first) is None:  # one name without a code is enough
        return depot
    cells = depot.values[name].to_list()
    parted = {cell: _parted(cell) for cell in dict.fromkeys(cells) if cell and cell.strip()}
    if not _are_codes(parted, depot):
        return depot
    parts = [parted[cell] if cell and cell.strip() else None for cell in cells]
    names = pl.Series(name, [part and part[1] for part in parts], dtype=pl.String)
    codes = pl.Series(code, [part and part[0] for part in parts], dtype=pl.String)
    corrections = [
        Correction(row, field, cell, part[place], RULE)
        for row, cell, part in zip(depot.values[ROW], cells, parts, strict=True)
        if part
        for place, field in enumerate((code, name))
    ]
    values = depot.values.with_columns(names, codes)
    return replace(depot, values=values).with_corrections(corrections)


def _parted(cell: str) -> tuple[str, str] | None:
    found = _CODED.fullmatch(cell)
    return (found[1], found[2]) if found else None


def _are_codes(parted: dict[str, tuple[str, str] | None], depot: Depot) -> bool:
    """Neither years nor postcodes, one length, and never one code for two names."""
    found = [part for part in parted.values() if part]
    codes = {code for code, _ in found}
    names = {name for _, name in found}
    if len(found) < len(parted) or len(codes) < FEWEST or len({len(code) for code in codes}) > 1:
        return False
    if any(re.fullmatch(r"1[89]\d\d|20\d\d", code) or communes.of_postcode(code) for code in codes):
        return False
    return len(codes) == len(names) == len(found)
