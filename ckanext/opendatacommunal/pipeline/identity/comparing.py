"""What a file changes of the rows that were published: added, changed or unchanged, and gone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.composing.wholes import put_together
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot
from ckanext.opendatacommunal.pipeline.identity.gone import say_gone
from ckanext.opendatacommunal.pipeline.identity.previous import PLACE, Previous, written_values
from ckanext.opendatacommunal.pipeline.locate import locate
from ckanext.opendatacommunal.pipeline.placing.address_of_point import fills_streets


@dataclass(frozen=True)
class _Both:
    """The rows that were published before, now and then: `now` is a whole table of the file.

    Columns are taken one at a time: both tables whole would cost as much memory as the file.
    """

    now: pl.DataFrame
    previous: Previous
    found: pl.DataFrame

    @cached_property
    def _standing(self) -> pl.Series:
        return self.now[ROW].search_sorted(self.found[ROW])

    def here(self, name: str) -> pl.Series:
        return _cells(self.now, name, self._standing)

    def then(self, name: str) -> pl.Series:
        return _cells(self.previous.table, name, self.found[PLACE])

    def spread(self, name: str) -> pl.Series:
        """What each row of the file had then; null where it had nothing, or was not there."""
        then = pl.DataFrame([self.found[ROW], self.then(name).alias("then")])
        told = then.filter(pl.col("then") != "")
        return self.now.select(ROW).join(told, on=ROW, how="left", maintain_order="left")["then"]

    def unlike(self, names: Iterable[str]) -> pl.Series:
        """Whether a row may say something else in these columns: what is told from a fingerprint
        of 64 bits, so that only few rows of a long file are put beside what they were."""
        marks = (_fingerprints(self.now, names), _fingerprints(self.previous.table, names))
        return marks[0].gather(self._standing) != marks[1].gather(self.found[PLACE])

    def differs(self, name: str) -> pl.Series:
        """Whether now and then say something else; empty or missing is the same."""
        return self.here(name) != self.then(name)


def _cells(table: pl.DataFrame, name: str, places: pl.Series) -> pl.Series:
    """The cells of a column at these places, an empty one or no column as ""."""
    if name not in table.columns:
        return pl.repeat("", places.len(), dtype=pl.String, eager=True)
    return table[name].gather(places).cast(pl.String).fill_null("")


def _fingerprints(table: pl.DataFrame, names: Iterable[str]) -> pl.Series:
    """A number for what each row says in these columns; empty or missing is the same."""
    whole = pl.repeat(0, table.height, dtype=pl.UInt64, eager=True)
    for seed, name in enumerate(names):
        if name in table.columns:
            cells = table[name].cast(pl.String).fill_null("")
            whole += pl.select(pl.when(cells != "").then(cells.hash(seed)).otherwise(0)).to_series()
    return whole


def compare(depot: Depot, previous: Previous, found: pl.DataFrame) -> Depot:
    """Fill `changes` and `changed`, keep what did not change as it was, tell what is gone."""
    rows = depot.values[ROW].to_list()
    depot = replace(depot, changes=dict.fromkeys(rows, "added"))
    if found.height:
        depot = _compare(depot, previous, found)
    return say_gone(_dated(depot, previous, found), previous, found)


def _compare(depot: Depot, previous: Previous, found: pl.DataFrame) -> Depot:
    names, point = _compared(depot.gabarit, put_together(depot).values)
    # Points in metres, swapped or left out are compared as they will be published.
    written = written_values(locate(depot) if point else depot)
    if point and fills_streets(depot):
        depot = _keep_streets(depot, _Both(written, previous, found))
        written = written_values(locate(depot))
    both = _Both(written, previous, found)
    both = replace(both, found=found.filter(both.unlike([*names, *point])))
    differs = {name: both.differs(name) for name in names}
    given = pl.repeat(False, both.found.height, dtype=pl.Boolean, eager=True)
    for name in point:
        given |= both.here(name) != ""
    differs |= {name: both.differs(name) & given for name in point}
    street = depot.gabarit.role("street") if depot.settings.geocoder else None
    if street in differs:
        differs[street or ""] = _other_streets(both, street or "", differs[street or ""])
    changed = _changed(both.found[ROW], differs)
    kinds = dict.fromkeys(found[ROW].to_list(), "unchanged")
    changes = {**depot.changes, **kinds, **dict.fromkeys(changed, "changed")}
    return _keep_points(replace(depot, changes=changes, changed=changed), previous, found)


def _compared(gabarit: Gabarit, values: pl.DataFrame) -> tuple[list[str], list[str]]:
    """Public fields whose change is a change of the row, and those of its point if any row gives
    one: not its date, nor a point we found."""
    own = {gabarit.role(role) for role in ("updated", "issued", "position_source")}
    point = {gabarit.role(role) for role in ("longitude", "latitude", "position")}
    names = [each.name for each in gabarit.public_fields if each.name in values.columns]
    given = [name for name in names if name in point and values[name].drop_nulls().len()]
    return [name for name in names if name not in own | point], given


def _other_streets(both: _Both, street: str, differs: pl.Series) -> pl.Series:
    """Those that do not write one street: the geocoder will give it its official name again."""
    from ckanext.opendatacommunal.pipeline.geocoding.same_street import (  # noqa: PLC0415
        one_street,  # only for who geocodes
    )

    here, then = both.here(street), both.then(street)
    same = [place for place in differs.arg_true() if one_street(here[place], then[place])]
    return differs.scatter(same, values=False)


def _changed(rows: pl.Series, differs: dict[str, pl.Series]) -> dict[int, tuple[str, ...]]:
    """Row → its fields that changed, for the rows that have some."""
    if not differs:
        return {}
    table = pl.DataFrame([each.alias(name) for name, each in differs.items()])
    told = pl.any_horizontal(table.columns)
    table = table.insert_column(0, rows).filter(told)
    names = table.columns[1:]
    return {
        row: tuple(name for name, other in zip(names, others, strict=True) if other)
        for row, *others in table.iter_rows()
    }


def _dated(depot: Depot, previous: Previous, found: pl.DataFrame) -> Depot:
    """The day a row changed last: today if it is new or changed, the one it had for another. The
    day it was first published: the one it has, else today. A day that is given is kept."""
    both = _Both(depot.values, previous, found)
    updated, issued = map(depot.gabarit.role, ("updated", "issued"))
    if updated is not None:
        unchanged = [depot.changes[row] == "unchanged" for row in found[ROW]]
        known = found.filter(pl.Series(unchanged, dtype=pl.Boolean))
        depot = _filled_by(depot, updated, replace(both, found=known))
    return depot if issued is None else _filled_by(depot, issued, both)


def _filled_by(depot: Depot, name: str, both: _Both) -> Depot:
    """Empty cells filled by the day the row had before, else by today."""
    given = pl.col(name) if name in depot.values.columns else pl.lit(None, dtype=pl.String)
    otherwise = both.spread(name).fill_null(depot.settings.today.isoformat())
    dated = pl.when(given != "").then(given).otherwise(otherwise)
    return replace(depot, values=depot.values.with_columns(dated.alias(name)))


def _keep_streets(depot: Depot, both: _Both) -> Depot:
    """The street of last time, where the file gives the same point and no address: it was told from
    the point, and would be again."""
    roles = ("street", "house_number", "address")
    here = [name for name in map(depot.gabarit.role, roles) if name in depot.values.columns]
    point = [name for name in map(depot.gabarit.role, ("longitude", "latitude")) if name]
    alone = pl.DataFrame(
        [(both.here(name) == "").alias(name) for name in here if name]
        + [((both.here(name) != "") & ~both.differs(name)).alias(name) for name in point]
    )
    kept = both.found.filter(alone.select(pl.all_horizontal(pl.all())).to_series())
    street, number = map(depot.gabarit.role, roles[:2])
    again, values = replace(both, found=kept), depot.values
    for name in (street, number) if kept.height else ():
        if name in values.columns:
            values = values.with_columns(pl.coalesce(again.spread(name or ""), name).alias(name))
    return replace(depot, values=values)


def _keep_points(depot: Depot, previous: Previous, found: pl.DataFrame) -> Depot:
    """The point of last time, where the file gives none and the address is the same."""
    roles = ("longitude", "latitude", "position_source")
    names = [name for name in map(depot.gabarit.role, roles) if name]
    if None in map(depot.gabarit.role, roles[:2]):
        return depot
    values = depot.values.with_columns(
        pl.lit(None, dtype=pl.String).alias(name) for name in names if name not in depot.values
    )
    both = _Both(values, previous, found)
    if not any(_says(table, name) for table in (values, previous.table) for name in names):
        return replace(depot, values=values)
    address = map(depot.gabarit.role, ("house_number", "street", "postcode", "insee"))
    places = [name for name in address if name and name in depot.values.columns]
    kept = pl.DataFrame(
        [(both.here(name) == "").alias(name) for name in names[:2]]
        + [(~both.differs(name)).alias(name) for name in places]
    )
    found = found.filter(kept.select(pl.all_horizontal(pl.all())).to_series())
    both = replace(both, found=found)
    again = pl.col(ROW).is_in(found[ROW].implode())
    for name in names if found.height else ():
        point = pl.when(again).then(both.spread(name)).otherwise(pl.col(name))
        values = values.with_columns(point.alias(name))
    return replace(depot, values=values)


def _says(table: pl.DataFrame, name: str) -> bool:
    return name in table.columns and bool((table[name] != "").any())
