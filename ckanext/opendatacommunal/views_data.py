"""The files of the published datasets, streamed from the DataStore tables: they never grow old.

`/gabarits/<slug>/donnees.csv` and `.geojson`: the métropole-wide table; with `?organisation=NAME`,
that of one organisation. UTF-8, comma, decimal point, header = names of the columns; the GeoJSON
follows RFC 7946. The ETag is the version of the table: a client that has it gets 304.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

import ckan.plugins.toolkit as tk

from ckanext.datastore.backend.postgres import get_read_engine

from ckanext.opendatacommunal.depots import lookup
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.model.columns import storable
from ckanext.opendatacommunal.publish import commit, tables
from ckanext.opendatacommunal.publish.datasets import csv_resource
from ckanext.opendatacommunal.shapes import Box, turned
from ckanext.opendatacommunal.sheet.schemas import dataset_type

__all__ = ["data"]

BATCH = 1000
CACHE_SECONDS = 300
NUMBERS = ("number", "integer", "year")

data = Blueprint("opendatacommunal_data", __name__)


@data.get("/gabarits/<slug>/donnees.csv")
def as_csv(slug: str) -> AnyResponse:
    return _file(slug, "csv", "text/csv")


@data.get("/gabarits/<slug>/donnees.geojson")
def as_geojson(slug: str) -> AnyResponse:
    return _file(slug, "geojson", "application/geo+json")


def _file(slug: str, kind: str, mimetype: str) -> AnyResponse:
    try:
        gabarit = lookup.gabarit(slug)
        organisation = storable(tk.request.args.get("organisation", ""))
        found = _reference(slug, organisation) if organisation else slug
        dataset = tk.get_action("package_show")({}, {"id": found})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return _missing()
    name = dataset["name"]
    resource_id = csv_resource(dataset) if dataset["type"] == dataset_type(slug) else None
    # The version before the rows: at worst a client asks once more.
    version = commit.version(resource_id) if resource_id else None
    if resource_id is None or version is None or (kind == "geojson" and not _located(gabarit)):
        return _missing()
    table = tables.table(gabarit, resource_id, consolide=not organisation)
    write = _geojson if kind == "geojson" else _csv
    response = Response(write(gabarit, table), mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.set_etag(f"{resource_id}-{version[0]}-{gabarit.version}-{kind}")
    response.last_modified = version[1]
    response.cache_control.max_age = CACHE_SECONDS
    return response.make_conditional(request)


def _reference(slug: str, organisation: str) -> str:
    """Id or name of the dataset of an organisation, by the name it has or had.

    An address given out before the organisation was renamed stays good until its next publication,
    which renames the dataset, unless another organisation has taken the name. Raises
    `ObjectNotFound`.
    """
    try:
        owner = lookup.organisation(organisation)
    except tk.ObjectNotFound:
        return f"{slug}-{organisation}"
    found = lookup.dataset_of(slug, owner.id)
    if found is None:
        raise tk.ObjectNotFound
    return found.id


def _missing() -> Response:
    sentence = tk._("There is no published data at this address.")
    return Response(sentence, 404, mimetype="text/plain")


def _located(gabarit: Gabarit) -> bool:
    return bool(gabarit.role("longitude") and gabarit.role("latitude"))


def _rows(table: tables.Table) -> Iterator[tuple[str | None, ...]]:
    """Every cell as text, by identifier, as the table was at one moment."""
    mine = table.sql
    columns = [sa.cast(mine.c[name], sa.Text) for name in table.columns]
    query = sa.select(*columns).order_by(mine.c[table.key])
    with get_read_engine().connect() as connection:
        found = connection.execution_options(stream_results=True, yield_per=BATCH).execute(query)
        for row in found:
            yield tuple(row)


def _csv(gabarit: Gabarit, table: tables.Table) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    for number, row in enumerate(_rows(table), 1):
        writer.writerow(row)
        if number % BATCH == 0:
            yield _taken(out)
    yield _taken(out)


def _geojson(gabarit: Gabarit, table: tables.Table) -> Iterator[str]:
    """One feature a line; a row without a point has a null geometry. The box comes last, once all
    rows were seen."""
    numbers = {each["name"] for each in gabarit.schema["fields"] if each.get("type") in NUMBERS}
    out = io.StringIO()
    box = Box()
    out.write('{"type":"FeatureCollection","features":[')
    for number, row in enumerate(_rows(table), 1):
        out.write("\n" if number == 1 else ",\n")
        feature = _feature(gabarit, dict(zip(table.columns, row, strict=True)), numbers)
        box.add(feature["geometry"])
        out.write(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
        if number % BATCH == 0:
            yield _taken(out)
    out.write(f'\n],"bbox":{json.dumps(box.bounds)}}}\n' if box.bounds else "\n]}\n")
    yield _taken(out)


def _feature(gabarit: Gabarit, row: dict[str, str | None], numbers: set[str]) -> dict[str, Any]:
    """With the outline that the commune gave as its geometry, else its point."""
    outline, at = gabarit.role("geometry") or "", gabarit.point_of(row)
    geometry = {"type": "Point", "coordinates": list(at)} if at else None
    if row.get(outline):
        geometry = turned(json.loads(row[outline] or ""))
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": {
            name: json.loads(value) if value and name in numbers else value
            for name, value in row.items()
            if name != outline
        },
    }


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text
