"""« N° » before the street: the number in the street, or the number of the row?"""

from __future__ import annotations

import polars as pl

from ckanext.opendatacommunal.pipeline.reading.names import plain
from ckanext.opendatacommunal.pipeline.recognising.claims import (
    RANKS,
    WHEREABOUTS,
    Claim,
    address_of,
)
from ckanext.opendatacommunal.pipeline.recognising.content import counts_rows, fits
from ckanext.opendatacommunal.pipeline.recognising.search import Search

PLACE = "place"
"""Why a column was taken as the house number: it stands just before the street."""


def beside_street(search: Search, *, template: bool) -> None:
    """Settle a column whose name may be the number of the row, just before the street, in a file
    where no other column is the house number. Rows numbered 1, 2, 3 stay in doubt; a file that
    follows the template means what it says. Rows numbered one by one in their order are that, and
    no houses, wherever the column stands."""
    role = search.gabarit.role
    house, street = role("house_number"), role("street")
    number = role("number") or role("identifier")
    if house:
        _drop_houses(search, house)
    index = _before(search, street)
    if not number or not house or index is None or _has(search, house):
        return
    claimed = {claim.field: claim.how for claim in search.open[index]}
    cells = search.cells(index).drop_nulls().str.strip_chars()
    cells = cells.filter(cells != "")
    digits = bool(cells.str.contains(r"^\d+$").all())
    # An identifier may be anything: cells that read as house numbers, there, are some.
    told_apart = role("number") or not _read_as(search, index, house)
    if number not in claimed or (house in claimed and not digits and told_apart):
        return
    if template and claimed[number] == "name":
        return
    here = Claim(house, "synonym", RANKS["synonym"], PLACE)
    doubt = (Claim(number, "synonym", RANKS["synonym"]),) if digits and _counts(cells) else ()
    search.open[index] = (here, *doubt)


def _read_as(search: Search, index: int, name: str) -> bool:
    return fits(search.cells(index), search.gabarit[name], search.gabarit, search.context)


def _drop_houses(search: Search, house: str) -> None:
    """Rows numbered in order: what numbers them, else a code of the commune's own."""
    code = search.gabarit.role("internal_code")
    for index, claims in search.open.items():
        names = [claim.field for claim in claims]
        if house not in names or not counts_rows(search.cells(index)):
            continue
        known = search.words.claims(search.names[index])  # even where a template hides it
        others = tuple(claim for claim in known if claim.field != house)
        own = (Claim(code, "synonym", RANKS["synonym"], PLACE),) if code else ()
        search.open[index] = others or own


def beside_address(search: Search) -> None:
    """“Situation” beside “Adresse”: what helps to find the place, where there is a field for it."""
    address, complement = address_of(search.gabarit), search.gabarit.role("complement")
    found = [i for i, claims in search.open.items() if [c.field for c in claims] == [address]]
    loose = [i for i in found if plain(search.names[i]) in WHEREABOUTS]
    if len(found) < 2 or len(found) - len(loose) != 1:
        return
    here = Claim(complement, "synonym", RANKS["synonym"]) if complement else None
    for index in loose:
        search.open[index] = (here,) if here else ()


def drop_impossible(search: Search) -> None:
    """A column of codes such as `EV01` is no number of ours: the tool numbers the rows itself."""
    number = search.gabarit.role("number")
    for index, claims in search.open.items():
        alone = [claim.field for claim in claims] == [number]
        if alone and search.doubt(index, claims[0]) == "cells":
            search.open[index] = ()


def _before(search: Search, street: str | None) -> int | None:
    """The open column before the street, but for what stands between the two of them: `bis`, the
    type of the street."""
    found = [i for i, claims in search.open.items() if claims and claims[0].field == street]
    if len(found) != 1:
        return None
    before = found[0] - 1
    while before in search.open and _between(search, before):
        before -= 1
    return before if before in search.open else None


def _between(search: Search, index: int) -> bool:
    claims = search.open[index]
    named = (
        search.gabarit[claims[0].field]
        if len(claims) == 1 and claims[0].field in search.gabarit
        else None
    )
    return named is not None and "gives" in named.options


def _has(search: Search, house: str) -> bool:
    alone = any([claim.field for claim in claims] == [house] for claims in search.open.values())
    return alone or house in search.taken


def _counts(cells: pl.Series) -> bool:
    """Whether the numbers are all those from the first to the last, each once."""
    numbers = cells.cast(pl.Int64, strict=False).drop_nulls()
    if numbers.is_empty() or numbers.n_unique() < numbers.len():
        return False
    low, high = numbers.min(), numbers.max()
    return isinstance(low, int) and isinstance(high, int) and high - low == numbers.len() - 1
