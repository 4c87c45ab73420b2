"""Step `locate`: the points that the commune gives, put right, checked against its outline.

No point is invented (law 10): a row without a point stays without. A pair in the wrong order or in
metres of a French projection has one reading; a point outside the commune is a question, and its
row goes out without point until it is answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.pipeline import answers
from ckanext.opendatacommunal.pipeline.depot import (
    LOCATIONS,
    ROW,
    Correction,
    Depot,
    Issue,
    Location,
    Question,
)
from ckanext.opendatacommunal.pipeline.placing import lost_points, projections

GIVEN = "donnée par la commune"
KEEP, REMOVE = "garder", "retirer"
CORSICA, OVERSEAS = ("2A", "2B"), ("97", "98")
FEWEST_ON_ONE_POINT = 3
"""Rows from which one point for all of them is worth a word."""

MOST_QUESTIONS = 3
"""Points outside the commune asked one by one; more of them are one question."""

Point = tuple[float, float]


@dataclass
class _Points:
    """The points of a dépôt: what becomes of each row's, and what must be said."""

    depot: Depot
    longitude: str
    latitude: str
    points: dict[int, Point | None] = field(default_factory=dict)
    outside: dict[int, Point] = field(default_factory=dict)
    locations: list[Location] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def correct(self, row: Mapping[str, Any], point: Point | None, rule: str) -> None:
        after = ("", "") if point is None else (written(point[0]), written(point[1]))
        for name, new in zip((self.longitude, self.latitude), after, strict=True):
            before = row.get(name) or ""
            if before != new:
                self.corrections.append(Correction(row[ROW], name, before, new, rule))


def locate(depot: Depot) -> Depot:
    """Settle the points of every row; fill `locations` and the origin of each position."""
    longitude, latitude = depot.gabarit.role("longitude"), depot.gabarit.role("latitude")
    if depot.gabarit.geometry == "aucune" or longitude is None or latitude is None:
        return depot
    found = _Points(depot, longitude, latitude)
    roles = ("longitude", "latitude", "position_source", "insee", "street")
    names = [name for name in map(depot.gabarit.role, roles) if name in depot.values.columns]
    if _all_empty(depot.values, [name for name in (longitude, latitude) if name in names]):
        return _without_points(depot, depot.gabarit.role("position_source"))
    rows = list(depot.values.select(ROW, *names).iter_rows(named=True))
    for row in rows:
        _read_point(found, row)
    _find_outside(found, rows)
    _settle_outside(found)
    _say_of_one_point(found)
    street = depot.gabarit.role("street") or ""
    found.locations = [_location(found, row, street) for row in rows]
    return _into(found, rows)


def _all_empty(values: pl.DataFrame, names: list[str]) -> bool:
    return not any((values[name] != "").any() for name in names)


def _without_points(depot: Depot, source: str | None) -> Depot:
    """A file that gives no point at all."""
    street = depot.gabarit.role("street")
    has_street = pl.lit(value=False)
    if street in depot.values.columns:
        has_street = pl.col(street or "").fill_null("") != ""
    status = pl.when(has_street).then(pl.lit("skipped")).otherwise(pl.lit("no_address"))
    rows = depot.values.select(ROW, status.alias("status"))
    columns = [depot.gabarit.role("longitude"), depot.gabarit.role("latitude"), source]
    empty = (pl.lit(None, dtype=pl.String).alias(name) for name in columns if name)
    nothing = (
        pl.lit(None).alias(name) for name in Location._fields if name not in ("row", "status")
    )
    locations = LOCATIONS.of(rows.rename({ROW: "row"}).with_columns(nothing))
    return replace(depot, values=depot.values.with_columns(empty), locations=locations)


def _read_point(found: _Points, row: Mapping[str, Any]) -> None:
    given = row.get(found.longitude), row.get(found.latitude)
    number = row[ROW]
    found.points[number] = None
    if not any(given):
        return
    if not all(given):
        found.issues.append(Issue("half-point", "warning", number, found.longitude, None))
        found.correct(row, None, "half-point")
        return
    try:
        lon, lat = float(given[0] or ""), float(given[1] or "")
    except ValueError:
        return
    if lon == 0 and lat == 0:
        found.correct(row, None, "no-point")
        return
    point, rule = _in_degrees(lon, lat, _insee(found.depot, row))
    if point is None:
        value = f"{given[0]}, {given[1]}"
        found.issues.append(Issue("not-a-point", "warning", number, found.longitude, value))
        found.correct(row, None, "not-a-point")
        return
    if rule:
        found.correct(row, point, rule)
    found.points[number] = point


def _find_outside(found: _Points, rows: Iterable[Mapping[str, Any]]) -> None:
    """The points out of their commune, looked at together; where its outline is not known, those
    out of the land it is in."""
    held: dict[str, dict[int, Point]] = {}
    for row in rows:
        point, insee = found.points[row[ROW]], _insee(found.depot, row)
        if point is not None and insee:
            held.setdefault(insee, {})[row[ROW]] = point
    outside: dict[int, Point] = {}
    for insee, points in held.items():
        inside = communes.contains_each(insee, points.values())
        for number, point in points.items():
            if inside is None:
                here = insee.startswith(OVERSEAS) or projections.in_metropolitan_france(*point)
            else:
                here = inside[point]
            if not here:
                outside[number] = point
    found.outside = dict(sorted(outside.items()))


def _insee(depot: Depot, row: Mapping[str, Any]) -> str | None:
    return row.get(depot.gabarit.role("insee") or "") or depot.settings.commune


def _in_degrees(lon: float, lat: float, insee: str | None) -> tuple[Point | None, str | None]:
    """(point in degrees, rule that changed it); no point when no reading, or several, is left."""
    if 41 <= lon <= 52 and -6 <= lat <= 10:
        return (lat, lon), "swapped-point"
    if abs(lon) <= 180 and abs(lat) <= 90:
        return (lon, lat), None
    readings = projections.candidates(lon, lat) + projections.candidates(lat, lon)
    if insee and not insee.startswith(CORSICA):
        readings = [each for each in readings if each[1] < projections.EAST_OF_THE_MAINLAND]
    if insee and len(readings) > 1:
        readings = [each for each in readings if communes.contains(insee, *each[1:])]
    if not readings and insee:
        point = lost_points.in_commune(lon, lat, insee)
        return point, "lost-decimal-point" if point else None
    if len(readings) != 1:
        return None, None
    return (readings[0][1], readings[0][2]), "projected-point"


def _settle_outside(found: _Points) -> None:
    """Ask of the points outside the commune that no earlier answer settles: each, or all at once
    when they are many."""
    by_point: dict[str, list[int]] = {}
    for row, point in found.outside.items():
        by_point.setdefault(_named(point), []).append(row)
    for value in list(by_point):
        question = Question("point-outside", found.longitude, value)
        said = answers.said(question, found.depot.settings)
        if said is not None and said.remembered and said.answer in (None, KEEP, REMOVE):
            _apply(found, by_point.pop(value), said.answer)
    if len(by_point) > MOST_QUESTIONS or len(found.outside) > MOST_QUESTIONS:
        _ask(found, str(len(found.outside)), tuple(found.outside), tuple(by_point))
        return
    for value, rows in by_point.items():
        _ask(found, value, tuple(rows))


def _say_of_one_point(found: _Points) -> None:
    """All rows on one point: the town hall's, or a cell that was copied down."""
    points = [point for point in found.points.values() if point]
    if len(points) >= FEWEST_ON_ONE_POINT and len(set(points)) == 1:
        said = {"count": len(points)}
        found.issues.append(
            Issue("one-point", "warning", None, found.longitude, _named(points[0]), said)
        )


def _named(point: Point) -> str:
    return f"{written(point[0])}, {written(point[1])}"


def _ask(found: _Points, value: str, rows: tuple[int, ...], points: tuple[str, ...] = ()) -> None:
    """`points`: all those that one question is about, so that each is remembered."""
    name = found.depot.gabarit.role("name")
    names: list[str] = []
    if name in found.depot.values.columns:
        held = found.depot.values.filter(pl.col(ROW).is_in(rows[:MOST_QUESTIONS]))[name or ""]
        names = [each for each in held if each]
    params = {"names": names, "count": len(rows)}
    rule = "points-outside" if points else "point-outside"
    holds = found.depot.gabarit.point_required
    question = Question(
        rule, found.longitude, value, rows, (KEEP, REMOVE), params, holds_row=holds, about=points
    )
    found.questions.append(question)
    given = found.depot.settings.answers
    if question.id not in given:
        return
    answer = given[question.id]
    if answer not in (None, KEEP, REMOVE):
        found.issues.append(answers.bad_answer(question, answer or ""))
        return
    _apply(found, rows, answer)


def _apply(found: _Points, rows: Iterable[int], answer: str | None) -> None:
    for row in rows:
        del found.outside[row]
        if answer == REMOVE:
            found.points[row] = None


def _location(found: _Points, row: Mapping[str, Any], street: str) -> Location:
    number = row[ROW]
    point = found.points[number]
    if number in found.outside:
        lon, lat = found.outside[number]
        return Location(number, "to_confirm", lon, lat, "given")
    if point is not None:
        return Location(number, "given", point[0], point[1], "given")
    return Location(number, "skipped" if row.get(street) else "no_address")


def _into(found: _Points, rows: list[dict[str, Any]]) -> Depot:
    """Write the points that may go out, and where each comes from."""
    depot = found.depot
    source = depot.gabarit.role("position_source")
    columns: dict[str, list[str | None]] = {found.longitude: [], found.latitude: []}
    if source:
        columns[source] = []
    corrected = {each.row for each in found.corrections}
    for row in rows:
        number = row[ROW]
        point = None if number in found.outside else found.points[number]
        given = (row.get(found.longitude), row.get(found.latitude))
        if point and number in corrected:
            given = (written(point[0]), written(point[1]))
        columns[found.longitude].append(given[0] if point else None)
        columns[found.latitude].append(given[1] if point else None)
        if source:
            columns[source].append((row.get(source) or GIVEN) if point else None)
    series = [pl.Series(name, cells, dtype=pl.String) for name, cells in columns.items()]
    depot = replace(
        depot, values=depot.values.with_columns(series), locations=tuple(found.locations)
    )
    depot = depot.with_corrections(found.corrections).with_issues(found.issues)
    return depot.with_questions(found.questions)


def written(degrees: float) -> str:
    return format(round(degrees, 6), "f").rstrip("0").rstrip(".")
