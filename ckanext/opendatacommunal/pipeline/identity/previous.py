"""What the rows of the same scope were when last published: found again, compared, gone (law 6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import polars as pl

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.composing.wholes import put_together
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot, Question
from ckanext.opendatacommunal.pipeline.fields.matching import fold
from ckanext.opendatacommunal.pipeline.fields.street import in_full
from ckanext.opendatacommunal.pipeline.identity.periods import apart
from ckanext.opendatacommunal.pipeline.locate import locate
from ckanext.opendatacommunal.pipeline.placing.splitting import split
from ckanext.opendatacommunal.pipeline.write import rewritten, writers_of

PUBLISHED = "_publiee"
"""Column of the previous rows: `non` for a row that is not public now."""

PLACE = "_place"
"""Where a previous row stands among them."""

MANY_GONE = 0.3
"""Share of the published rows from which their disappearance stops the dépôt."""

EXACT_KINDS = ("given_name", "date", "number", "integer", "year", "siret")
"""Kinds whose accents and marks tell two values apart."""

Row = Mapping[str, Any]


def natural_key(row: Row, gabarit: Gabarit) -> str | None:
    """The words that name a row when it has no identifier; None if one of them is missing
    that the gabarit requires: a place without a landmark is named by its street.

    Its period among them: what comes back each year is another row each year (law 6).
    """
    parts = []
    if gabarit.period and not {*gabarit.period.fields} <= {*gabarit.natural_key}:
        parts.append(gabarit.period_of(row))
        if not parts[0] or not gabarit.natural_key:
            return None
    for name in gabarit.natural_key:
        text = row.get(name) or ""
        kind = gabarit[name].kind
        # Chloe and Chloé are two first names, 7.1 and 71 two codes.
        exact = kind in EXACT_KINDS
        folded = text.casefold() if exact else fold(in_full(text) if kind == "street" else text)
        if not folded and gabarit[name].required:
            return None
        parts.append(folded)
    return "|".join(parts) if any(parts) else None


@dataclass(frozen=True)
class Previous:
    """The previous rows and the ways to find one of them.

    `rows`: those that the file speaks of. `others`: those of other periods, left as they are.
    """

    gabarit: Gabarit
    rows: tuple[Row, ...]
    others: tuple[Row, ...] = ()
    table: pl.DataFrame = field(default_factory=pl.DataFrame)

    @classmethod
    def of(cls, depot: Depot) -> Previous:
        table = depot.settings.previous
        if table is None:
            return cls(depot.gabarit, ())
        table = _with_parts(table, depot).with_row_index(PLACE)
        rows = apart(table.iter_rows(named=True), depot.values, depot.gabarit)
        return cls(depot.gabarit, *rows, table)

    def of_rows(self, rows: Iterable[Row]) -> pl.DataFrame:
        """These rows as a table, in their order."""
        return self.table[[row[PLACE] for row in rows]]

    @cached_property
    def by_identifier(self) -> dict[str, Row]:
        name = self.gabarit.role("identifier")
        return {row[name]: row for row in self.rows if name and row.get(name)}

    @cached_property
    def by_internal_code(self) -> dict[tuple[str, str], Row]:
        """(period, code in the commune's software) → row."""
        return _unique((self.code_of(row), row) for row in self.rows)

    def code_of(self, row: Row) -> tuple[str, str] | None:
        code = row.get(self.gabarit.role("internal_code") or "")
        return (self.gabarit.period_of(row), code) if code else None

    @cached_property
    def by_key(self) -> dict[str, Row]:
        return _unique((natural_key(row, self.gabarit), row) for row in self.rows)

    @cached_property
    def by_name(self) -> dict[str, list[Row]]:
        name = self.gabarit.role("name")
        found: dict[str, list[Row]] = {}
        for row in self.rows if name else ():
            found.setdefault(fold(row.get(name or "") or ""), []).append(row)
        return found

    def identifier_of(self, row: Row) -> str | None:
        name = self.gabarit.role("identifier")
        return row.get(name) if name else natural_key(row, self.gabarit)


def _with_parts(table: pl.DataFrame, depot: Depot) -> pl.DataFrame:
    """The published rows with the parts of their whole addresses and points, which are not kept."""
    known = [each.name for each in depot.gabarit.parts if each.name not in table.columns]
    if not known:
        return table
    values = split(replace(depot, values=table.with_row_index(ROW))).values
    return table.with_columns(values[name] for name in known if name in values.columns)


def _unique(pairs: Iterable[tuple[Any, Row]]) -> dict[Any, Row]:
    """Key → row, for the keys of one row only."""
    found: dict[Any, Row] = {}
    twice: set[Any] = set()
    for key, row in pairs:
        if key:
            twice |= {key} & found.keys()
            found[key] = row
    return {key: row for key, row in found.items() if key not in twice}


def compare(depot: Depot, previous: Previous, matched: Mapping[int, Row]) -> Depot:
    """Fill `changes` and `changed`, keep what did not change as it was, tell what is gone."""
    changes = dict.fromkeys(depot.values[ROW].to_list(), "added")
    depot = replace(depot, changes=changes)
    if matched:
        depot = _compare(depot, previous, matched)
    return _say_gone(_issued(_dated(depot, matched), matched), previous, matched)


def _compare(depot: Depot, previous: Previous, matched: Mapping[int, Row]) -> Depot:
    names, point = _compared(depot.gabarit, put_together(depot).values)
    # Points in metres, swapped or left out are compared as they will be published.
    written = written_values(locate(depot) if point else depot)
    known = written.select(ROW, *names, *point).filter(pl.col(ROW).is_in(list(matched)))
    before = previous.of_rows(matched[row] for row in known[ROW])
    differs = known.select(ROW, *(_differs(known, before, name) for name in names))
    if point:
        given = pl.any_horizontal(pl.col(name).fill_null("") != "" for name in point)
        given = known.select(given).to_series()
        found = (_differs(known, before, name) & given for name in point)
        differs = differs.with_columns(found)
    changed = _changed(differs, known, before, depot)
    kinds = dict.fromkeys(known[ROW].to_list(), "unchanged")
    changes = {**depot.changes, **kinds, **dict.fromkeys(changed, "changed")}
    return _keep_points(replace(depot, changes=changes, changed=changed), known[ROW], before)


def _differs(here: pl.DataFrame, there: pl.DataFrame, name: str) -> pl.Series:
    """Whether two tables of the same rows say something else; empty or missing is the same."""
    return (_text(here, name) != _text(there, name)).alias(name)


def _text(table: pl.DataFrame, name: str) -> pl.Series:
    if name not in table.columns:
        return pl.repeat("", table.height, dtype=pl.String, eager=True)
    return table[name].cast(pl.String).fill_null("")


def _changed(
    differs: pl.DataFrame, known: pl.DataFrame, before: pl.DataFrame, depot: Depot
) -> dict[int, tuple[str, ...]]:
    """Row → its fields that changed, for the rows that have some."""
    street = depot.gabarit.role("street") if depot.settings.geocoder else None
    if street in differs.columns:
        same = [
            place
            for place in differs[street].arg_true()
            if _one(known.row(place, named=True), before.row(place, named=True), street)
        ]
        differs = differs.with_columns(differs[street].scatter(same, values=False))
    names = differs.columns[1:]
    told = differs.filter(pl.any_horizontal(names)) if names else differs.clear()
    return {
        row: tuple(name for name, other in zip(names, others, strict=True) if other)
        for row, *others in told.iter_rows()
    }


def _one(row: Row, before: Row, street: str) -> bool:
    """Whether both write one street: the geocoder will give it its official name again."""
    from ckanext.opendatacommunal.pipeline.geocoding.same_street import (  # noqa: PLC0415
        one_street,  # only for who geocodes
    )

    written, official = row[street] or "", before.get(street) or ""
    return one_street(written, official)


def written_values(depot: Depot) -> pl.DataFrame:
    """The values as they will be published, to compare with those that are."""
    writers = writers_of(depot.gabarit)
    here = put_together(depot).values
    columns = [rewritten(here[name], writers[name]) for name in writers if name in here.columns]
    return here.with_columns(columns)


def _compared(gabarit: Gabarit, values: pl.DataFrame) -> tuple[list[str], list[str]]:
    """Public fields whose change is a change of the row, and those of its point if any row gives
    one: not its date, nor a point we found."""
    own = {gabarit.role(role) for role in ("updated", "issued", "position_source")}
    point = {gabarit.role(role) for role in ("longitude", "latitude", "position")}
    names = [each.name for each in gabarit.public_fields if each.name in values.columns]
    given = [name for name in names if name in point and values[name].drop_nulls().len()]
    return [name for name in names if name not in own | point], given


def _dated(depot: Depot, matched: Mapping[int, Row]) -> Depot:
    """Today for a row that is new or changed, the date it had for another; a given one is kept."""
    name = depot.gabarit.role("updated")
    if name is None:
        return depot
    unchanged = {
        row: before[name]
        for row, before in matched.items()
        if depot.changes[row] == "unchanged" and before.get(name)
    }
    return _filled_by(depot, name, unchanged)


def _issued(depot: Depot, matched: Mapping[int, Row]) -> Depot:
    """The day a row was first published: the one it has, else today."""
    name = depot.gabarit.role("issued")
    if name is None:
        return depot
    first = {row: before[name] for row, before in matched.items() if before.get(name)}
    return _filled_by(depot, name, first)


def _filled_by(depot: Depot, name: str, known: Mapping[int, str]) -> Depot:
    """Empty cells filled by what is `known` of their row, else by today."""
    given = pl.col(name) if name in depot.values.columns else pl.lit(None, dtype=pl.String)
    today = pl.lit(depot.settings.today.isoformat())
    otherwise = today
    if known:
        rows = pl.Series(list(known), dtype=depot.values[ROW].dtype)
        dates = pl.Series(list(known.values()), dtype=pl.String)
        otherwise = pl.col(ROW).replace_strict(rows, dates, default=today)
    dated = pl.when(given != "").then(given).otherwise(otherwise)
    return replace(depot, values=depot.values.with_columns(dated.alias(name)))


def _keep_points(depot: Depot, known: pl.Series, before: pl.DataFrame) -> Depot:
    """The point of last time, where the file gives none and the address is the same."""
    roles = ("longitude", "latitude", "position_source")
    names = [name for name in map(depot.gabarit.role, roles) if name]
    address = ("house_number", "street", "postcode", "insee")
    here = depot.values.columns
    places = [name for name in map(depot.gabarit.role, address) if name and name in here]
    if None in map(depot.gabarit.role, roles[:2]):
        return depot
    values = depot.values.with_columns(
        pl.lit(None, dtype=pl.String).alias(name) for name in names if name not in here
    )
    rows = values.filter(pl.col(ROW).is_in(known.implode()))
    kept = pl.all_horizontal(
        *((_text(rows, name) == "") for name in names[:2]),
        *(~_differs(rows, before, name) for name in places),
    )
    then = pl.DataFrame([known, *(_text(before, name) for name in names)], [ROW, *names])
    then = then.filter(rows.select(kept).to_series())
    for name in names if then.height else ():
        was = pl.when(then[name] != "").then(then[name])
        points = then.select(ROW, was.alias(name))
        point = pl.col(ROW).replace_strict(points[ROW], points[name], default=pl.col(name))
        values = values.with_columns(point.alias(name))
    return replace(depot, values=values)


def _say_gone(depot: Depot, previous: Previous, matched: Mapping[int, Row]) -> Depot:
    """List the public rows that the file no longer has, and ask once what becomes of them."""
    if depot.gabarit.incremental:
        return depot
    found = {id(row) for row in matched.values()}
    public = [row for row in previous.rows if row.get(PUBLISHED) != "non"]
    name = depot.gabarit.role("name")
    missing = [row for row in public if id(row) not in found]
    if not missing:
        return depot
    gone = [
        {"identifier": previous.identifier_of(row), "label": (row.get(name) if name else "") or ""}
        for row in missing
    ]
    gone.sort(key=lambda each: each["identifier"] or "")
    before = Counter(map(depot.gabarit.period_of, public))
    lost = Counter(map(depot.gabarit.period_of, missing))
    many = any(n >= 2 and n > MANY_GONE * before[period] for period, n in lost.items())
    labels = [each["label"] or each["identifier"] for each in gone[:5]]
    when = {"case": "period", "periods": ", ".join(sorted(lost))} if any(lost) else {}
    question = Question(
        "disparues-nombreuses" if many else "disparues",
        None,
        str(len(gone)),
        candidates=("retirer", "garder"),
        params={
            "count": len(gone),
            "total": sum(before[period] for period in lost),
            "names": labels,
            **when,
        },
        about=tuple(each["identifier"] or each["label"] for each in gone),
        blocks=many,
    )
    return replace(depot, disappeared=tuple(gone)).with_questions([question])
