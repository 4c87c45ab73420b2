"""Rows found again by what they say: their code, their natural key, their name and their place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.depot import ROW
from ckanext.opendatacommunal.pipeline.fields.folded import folded
from ckanext.opendatacommunal.pipeline.fields.house_number import NO_NUMBER
from ckanext.opendatacommunal.pipeline.geocoding.same_street import one_address
from ckanext.opendatacommunal.pipeline.identity.naming import Naming
from ckanext.opendatacommunal.pipeline.identity.natural_keys import KEY, keys_of_both
from ckanext.opendatacommunal.pipeline.identity.periods import periods_of
from ckanext.opendatacommunal.pipeline.identity.previous import PLACE, Previous, Row

NEAR_METRES = 30
_NEAR_DEGREES = 0.0003
"""Of latitude: somewhat more than `NEAR_METRES`."""

Pairs = Iterable[tuple[int, int]]
"""Rows and the `PLACE` of the previous row that each is."""

Find = Callable[[pl.DataFrame, pl.DataFrame, Gabarit], Pairs]

_NAME, _PERIOD = "_name", "_period"


def find_by_code(naming: Naming) -> None:
    _claim_found(naming, _by_code(naming.rows, naming.free, naming.gabarit))


def find_by_key(naming: Naming) -> None:
    _claim_found(naming, _by_key(naming.rows, naming.free, naming.gabarit))


def find_without_naming(naming: Naming) -> None:
    """A gabarit whose identifiers are not ours: rows are found again, none is named."""
    rows, previous = naming.rows, naming.previous
    if not previous:
        return
    found = rows.select(ROW)
    if naming.identifier in rows.columns:
        told = rows.select(ROW, pl.col(naming.identifier or "").alias("identifier"))
        known = told.join(previous.identifiers, on="identifier").select(ROW, PLACE)
        found = found.join(known, on=ROW, how="left", maintain_order="left")
    else:
        found = found.with_columns(pl.lit(None, dtype=pl.UInt32).alias(PLACE))
    for find in (_by_code, _by_key):
        left = rows.filter(pl.col(ROW).is_in(found.filter(pl.col(PLACE).is_null())[ROW].implode()))
        other = find(left, previous.table, naming.gabarit).rename({PLACE: "other"})
        found = found.join(other, on=ROW, how="left", maintain_order="left")
        found = found.select(ROW, pl.coalesce(PLACE, "other").alias(PLACE))
    found = found.drop_nulls().unique(PLACE, keep="first", maintain_order=True)
    naming.claims.append(
        found.select(ROW, pl.lit(None, dtype=pl.String).alias("identifier"), PLACE)
    )


def _by_code(rows: pl.DataFrame, before: pl.DataFrame, gabarit: Gabarit) -> pl.DataFrame:
    """(row, `PLACE`) of the rows with the code that one previous row of their period has."""
    name = gabarit.role("internal_code")
    if name not in rows.columns or name not in before.columns:
        return _none()
    code = pl.col(name or "").alias("code")
    here, there = (
        table.select(mark, code).with_columns(periods_of(table, gabarit).alias(_PERIOD))
        for table, mark in ((rows, ROW), (before, PLACE))
    )
    there = there.filter(pl.col("code") != "")
    there = there.filter(pl.struct("code", _PERIOD).is_unique())
    return here.join(there, on=["code", _PERIOD], maintain_order="left").select(ROW, PLACE)


def _by_key(rows: pl.DataFrame, before: pl.DataFrame, gabarit: Gabarit) -> pl.DataFrame:
    """(row, `PLACE`) of the rows with the natural key that one previous row has."""
    here, there = keys_of_both(rows, before, gabarit)
    there = there.select(KEY, PLACE).drop_nulls().filter(pl.col(KEY).is_unique())
    return here.select(ROW, KEY).join(there, on=KEY, maintain_order="left").select(ROW, PLACE)


def find_twins(naming: Naming) -> None:
    """Rows that one key names, as many as last time: the same ones, in their order."""
    here, there = keys_of_both(naming.rows, naming.free, naming.gabarit)
    here = here.drop_nulls(KEY)
    there = there.filter(pl.col(KEY).is_in(here[KEY].unique().implode()))
    here, there = (table.with_columns(pl.len().over(KEY).alias("n")) for table in (here, there))
    turn = pl.int_range(pl.len()).over(KEY).alias("turn")
    here, there = here.select(ROW, KEY, "n", turn), there.select(PLACE, KEY, "n", turn)
    both = here.join(there, on=[KEY, "n", "turn"], maintain_order="left").filter(pl.col("n") > 1)
    _claim_found(naming, both.select(ROW, PLACE))


def claim_found(naming: Naming, pairs: Pairs) -> None:
    """Give each row the identifier of the previous row beside it."""
    _claim_found(naming, pl.DataFrame(list(pairs), _none().schema, orient="row"))


def _claim_found(naming: Naming, found: pl.DataFrame) -> None:
    """Give rows the identifier of the previous row that each is, if no other row has it.

    Previous rows that have none were read back from a published table, which has no such column:
    they are known, but to be named again.
    """
    if found.is_empty():
        return
    known = pl.DataFrame([naming.previous.table[PLACE], _own(naming.previous)])
    found = found.join(known, on=PLACE, maintain_order="left")
    nameless = found.filter(pl.col("identifier") == "").select(ROW, PLACE)
    for row, place in nameless.unique(PLACE, keep="first", maintain_order=True).iter_rows():
        if place not in naming.nameless:
            naming.nameless.add(place)
            naming.matched.setdefault(row, place)
    free = [bool(each) and each not in naming.taken for each in found["identifier"]]
    found = found.filter(pl.Series(free, dtype=pl.Boolean))
    naming.claim_all(found.unique("identifier", keep="first", maintain_order=True))


def _own(previous: Previous) -> pl.Series:
    return previous.cells(previous.gabarit.role("identifier")).alias("identifier")


def find_by_name(naming: Naming) -> None:
    """The only previous row of that name within 30 m; else the only one at that number of a street
    that is surely the same: last time the geocoder gave it its official name."""
    gabarit = naming.gabarit
    name = gabarit.role("name") or ""
    for find in (_within_reach, _at_the_address):
        if name in naming.rows.columns and name in naming.previous.table.columns:
            here, there = (_with_names(rows, name, gabarit) for rows in (naming.rows, naming.free))
            known = pl.col(_NAME).is_in(here[_NAME].unique().implode())
            claim_found(naming, find(here, there.filter(known), gabarit))


def _with_names(rows: pl.DataFrame, name: str, gabarit: Gabarit) -> pl.DataFrame:
    """The rows that have a name, with what tells whether it is the same one."""
    names, periods = folded(rows[name]).alias(_NAME), periods_of(rows, gabarit).alias(_PERIOD)
    return rows.with_columns(names, periods).filter(pl.col(_NAME) != "")


def _within_reach(rows: pl.DataFrame, before: pl.DataFrame, gabarit: Gabarit) -> Pairs:
    known: dict[tuple[str, str], list[tuple[float, float, int]]] = defaultdict(list)
    for row in before.iter_rows(named=True):
        point = _point(gabarit, row)
        if point is not None:
            known[row[_NAME], row[_PERIOD]].append((point[1], point[0], row[PLACE]))
    for several in known.values():
        several.sort()
    for row in rows.iter_rows(named=True):
        point = _point(gabarit, row)
        if point is None:
            continue
        near = [
            place
            for lat, lon, place in _around(known.get((row[_NAME], row[_PERIOD]), ()), point[1])
            if communes.metres(point, (lon, lat)) <= NEAR_METRES
        ]
        if len(near) == 1:
            yield row[ROW], near[0]


def _around(
    known: Sequence[tuple[float, float, int]], latitude: float
) -> Sequence[tuple[float, float, int]]:
    """The points about as far north, of some that are in that order."""
    first = bisect_left(known, latitude - _NEAR_DEGREES, key=lambda each: each[0])
    return known[first : bisect_right(known, latitude + _NEAR_DEGREES, key=lambda each: each[0])]


def _at_the_address(rows: pl.DataFrame, before: pl.DataFrame, gabarit: Gabarit) -> Pairs:
    street, number = gabarit.role("street") or "", gabarit.role("house_number") or ""
    known: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in before.iter_rows(named=True):
        known[row[_NAME], row[_PERIOD]].append(row)
    for row in rows.iter_rows(named=True):
        if not row.get(street):
            continue
        here = (row.get(number) or NO_NUMBER, row[street])
        same = [
            each[PLACE]
            for each in known.get((row[_NAME], row[_PERIOD]), ())
            if one_address(here, (each.get(number) or NO_NUMBER, each.get(street) or ""))
        ]
        if len(same) == 1:
            yield row[ROW], same[0]


def _point(gabarit: Gabarit, row: Row) -> tuple[float, float] | None:
    lon = row.get(gabarit.role("longitude") or "")
    lat = row.get(gabarit.role("latitude") or "")
    try:
        return (float(lon), float(lat)) if lon and lat else None
    except ValueError:
        return None


def _none() -> pl.DataFrame:
    return pl.DataFrame(schema={ROW: pl.Int64, PLACE: pl.UInt32})
