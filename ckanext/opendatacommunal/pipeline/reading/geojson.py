"""GeoJSON, and lists of JSON objects: one row an object, one column a property.

Columns come in the order of their first appearance. Numbers keep the very digits of the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal.pipeline.depot import Issue
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading import limits
from ckanext.opendatacommunal.pipeline.reading.cells import Sheet, table_of
from ckanext.opendatacommunal.pipeline.reading.encoding import decoded_by

MAX_JSON_BYTES = 100_000_000

# What a table of text never begins with.
JSON_START = re.compile(rb'(?:\{\s*["}]|\[\s*[{\]]|\x1e\s*\{)')

WGS84 = re.compile(r"(?:CRS:?84|EPSG:{1,2}(?:\d[\d.]*)?:?4326|EPSG:4326)$", re.IGNORECASE)

NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")

NESTED = ("fields", "properties", "attributes")
"""Where an answer of an API keeps the values of an object."""

RECORD_SEPARATOR = "\x1e"
"""Before each object of a GeoJSON text sequence (RFC 8142)."""

Record = dict[str, Any]


class Digits(str):
    """A JSON number as it is written."""

    __slots__ = ()


@dataclass
class _Objects:
    """`format`: `geojson` or `json`. `features`: what has `properties` and a `geometry`."""

    format: str
    records: list[Record]
    crs: str | None = None
    issues: list[Issue] = field(default_factory=list)


def looks_like_json(head: bytes) -> bool:
    return bool(JSON_START.match(head))


def read_geojson(path: Path) -> tuple[str, Sheet]:
    """(`geojson` or `json`, the one sheet of the file: a header, then one row an object).

    Raises `UnreadableFile` when it is no JSON, or JSON that is no list of objects.
    """
    if path.stat().st_size > MAX_JSON_BYTES:
        raise UnreadableFile("too-large", megabytes=MAX_JSON_BYTES // 1_000_000)
    data, codec = decoded_by(path.read_bytes())[:2]
    text = data.decode(codec).lstrip("\ufeff")
    try:
        found = _objects(_parsed(text))
        rows = _rows(found)
        cells, lengths = table_of(rows)
    except RecursionError as error:
        raise UnreadableFile("damaged-json") from error
    issues = tuple(found.issues)
    return found.format, Sheet(cells, lengths, encoding=codec, issues=issues)


def _parsed(text: str) -> Any:
    """The value, or the list of values of a text that has one a line."""
    try:
        return _loads(text)
    except ValueError as error:
        lines = text.replace(RECORD_SEPARATOR, "").splitlines()
        full = [line for line in lines if line.strip()]
        if len(full) < 2:
            raise UnreadableFile("damaged-json") from error
    try:
        return [_loads(line) for line in full]
    except ValueError as error:
        raise UnreadableFile("damaged-json") from error


def _loads(text: str) -> Any:
    return json.loads(
        text,
        parse_float=Digits,
        parse_int=Digits,
        parse_constant=_no_number,
        object_pairs_hook=_each_name_once,
    )


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _each_name_once(pairs: list[tuple[str, Any]]) -> Record:
    found = dict(pairs)
    if len(found) < len(pairs):  # one of two values would be lost
        raise ValueError("two values under one name")
    return found


def _objects(value: Any) -> _Objects:
    features: Any = value
    crs = None
    if isinstance(value, dict):
        if value.get("type") == "FeatureCollection":
            features, crs = value.get("features"), _crs(value)
        else:
            features = [value] if value.get("type") == "Feature" else _only_list(value)
    if not isinstance(features, list):
        raise UnreadableFile("json-file")
    if not features:
        raise UnreadableFile("no-rows")
    if not all(isinstance(each, dict) for each in features):
        raise UnreadableFile("json-file")
    if all(each.get("type") == "Feature" for each in features):
        return _Objects("geojson", features, crs)
    nested = [name for name in NESTED if all(isinstance(each.get(name), dict) for each in features)]
    if len(nested) == 1:
        return _Objects("geojson", [_as_feature(each, nested[0]) for each in features])
    return _Objects("json", features)


def _as_feature(record: Record, nested: str) -> Record:
    """What stands beside the values, such as the number of the record, is one of them."""
    beside = {name: each for name, each in record.items() if name not in (nested, "geometry")}
    return {"properties": {**record[nested], **beside}, "geometry": record.get("geometry")}


def _only_list(value: Record) -> list[Record] | None:
    """The list of objects of an answer of an API, however deep; None if there are several."""
    found, held = [], list(value.values())
    while held:
        each = held.pop()
        if isinstance(each, dict):
            held += each.values()
        elif isinstance(each, list) and each and all(isinstance(one, dict) for one in each):
            found.append(each)
    return found[0] if len(found) == 1 else None


def _crs(collection: Record) -> str | None:
    """The name of the coordinate system, None for longitudes and latitudes."""
    crs = collection.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or WGS84.search(name.strip()):
        return None
    return name.strip()


def _rows(found: _Objects) -> Iterable[list[str]]:
    rows = [_row_of(each, found) for each in found.records] if found.format == "geojson" else None
    rows = found.records if rows is None else rows
    names = list(dict.fromkeys(name for row in rows for name in row))
    if len(names) > limits.MAX_COLUMNS:
        raise UnreadableFile("too-many-cells", rows=limits.MAX_ROWS, columns=limits.MAX_COLUMNS)
    if found.crs:
        found.issues.append(Issue("other-coordinates", "warning", value=found.crs))
    yield names
    for row in rows:
        yield [_text(row.get(name)) for name in names]


def _row_of(feature: Record, found: _Objects) -> Record:
    """The properties, then what stands beside them."""
    properties = feature.get("properties")
    row: Record = dict(properties) if isinstance(properties, Mapping) else {}
    beside: Record = {}
    if feature.get("id") is not None:
        beside["id"] = feature["id"]
    beside |= _place(feature.get("geometry"), found)
    for name, value in beside.items():
        if name in row and _text(row[name]) != _text(value):
            row[f"geometry_{name}" if name != "id" else "feature_id"] = value
        else:
            row[name] = value
    return row


def _place(geometry: Any, found: _Objects) -> Record:
    if not isinstance(geometry, dict) or geometry.get("coordinates") == []:
        return {}
    position = _position(geometry)
    if position is None:
        return {"geometry": geometry}
    x, y = ("x", "y") if found.crs else ("lon", "lat")
    if len(position) > 2 and not any(each.code == "heights-left-out" for each in found.issues):
        found.issues.append(Issue("heights-left-out", "info"))
    return {x: position[0], y: position[1]}


def _position(geometry: Record) -> list[str] | None:
    """Of a point, or of the only one of several; None for any other geometry."""
    position = geometry.get("coordinates")
    if geometry.get("type") == "MultiPoint" and isinstance(position, list) and len(position) == 1:
        position = position[0]
    elif geometry.get("type") != "Point":
        return None
    if not isinstance(position, list) or len(position) < 2:
        return None
    numbers = all(isinstance(each, str) and NUMBER.fullmatch(each) for each in position)
    return position if numbers else None


def _text(value: Any) -> str:
    """A value as a cell: numbers and texts as they are, what is nested as JSON."""
    if isinstance(value, str):
        return value
    return "" if value is None else _json(value)


def _json(value: Any) -> str:
    if isinstance(value, Digits):
        return value
    if isinstance(value, dict):
        inside = (
            f"{json.dumps(name, ensure_ascii=False)}:{_json(each)}" for name, each in value.items()
        )
        return f"{{{','.join(inside)}}}"
    if isinstance(value, list):
        return f"[{','.join(map(_json, value))}]"
    return json.dumps(value, ensure_ascii=False)
