"""A Table Schema as written in a file: what makes it unusable is said in one sentence.

Source of the rules: https://specs.frictionlessdata.io/table-schema/. Titles, examples and other
metadata are not looked at: they change no verdict.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal.pipeline import cell_types
from ckanext.opendatacommunal.pipeline.cell_types import places, texts
from ckanext.opendatacommunal.pipeline.errors import UsageError

MOST_SHOWN = 60
YAML_NAMES = (".yml", ".yaml")

_FORMATS: Mapping[str, frozenset[str]] = {
    "string": frozenset(texts.READERS) | {"default"},
    "geojson": frozenset(places.READERS),
    "geopoint": frozenset({"default", "array", "object"}),
}
_KIND_OF_CONSTRAINT: Mapping[str, type] = {
    "required": bool,
    "unique": bool,
    "pattern": str,
    "enum": list,
    "minLength": int,
    "maxLength": int,
}
_LIMITS = ("minimum", "maximum")
_OF_KIND: Mapping[str, Mapping[str, type]] = {
    "boolean": {"trueValues": list, "falseValues": list},
    "integer": {"bareNumber": bool},
    "number": {"bareNumber": bool, "floatNumber": bool, "decimalChar": str, "groupChar": str},
    "array": {"arrayItem": dict},
}
"""Type of a field → properties that it alone has; a list is one of words."""


def read_schema(path: Path) -> dict[str, Any]:
    """The schema in a JSON or YAML file, ready for `table_schema`.

    Raises `UsageError`: `bad-json`, or `bad-schema` with its `case`.
    """
    content = _content(path)
    if not isinstance(content, dict):
        raise UsageError("bad-json", name=path.name)
    for fault, params in faults(content):
        shown = {
            key: each if isinstance(each, int) else _short(each) for key, each in params.items()
        }
        raise UsageError("bad-schema", name=path.name, case=fault, **shown)
    return {**content, "fields": [_plain(field) for field in content["fields"]]}


def _short(value: Any) -> Any:
    if isinstance(value, list):
        return [_short(each) for each in value[:MOST_SHOWN]]
    text = " ".join(str(value).split())
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + "…"


def _content(path: Path) -> Any:
    data = path.read_bytes()
    try:
        if path.suffix.lower() in YAML_NAMES:
            import yaml  # noqa: PLC0415 - most schemas are JSON

            try:
                found = yaml.load(data, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
            except yaml.YAMLError as error:
                raise UsageError("bad-json", name=path.name) from error
            return json.loads(json.dumps(found, default=str))  # days and hours as they are written
        return json.loads(data)
    except (ValueError, TypeError, RecursionError) as error:
        raise UsageError("bad-json", name=path.name) from error


def _plain(field: Mapping[str, Any]) -> dict[str, Any]:
    """The field without the `fmt:` that old schemas put before a format."""
    form = field.get("format", "default")
    return {**field, "format": form.removeprefix("fmt:")}


Fault = tuple[str, dict[str, Any]]


def faults(content: Mapping[str, Any]) -> Iterator[Fault]:
    """(case of the sentence `bad-schema`, what fills it), the gravest first."""
    fields = content.get("fields")
    if not isinstance(fields, list) or not fields:
        yield "no-fields", {}
        return
    names: set[str] = set()
    for place, field in enumerate(fields, 1):
        name = field.get("name") if isinstance(field, dict) else None
        if not isinstance(name, str) or not name:
            yield "no-name", {"place": place}
            return
        if name in names:
            yield "same-name", {"field": name}
        names.add(name)
        yield from _faults_of_field(field)
    if not _is_words(content.get("missingValues", [])):
        yield "bad-property", {"property": "missingValues"}
    yield from _faults_of_keys(content, names)
    yield from _faults_of_checks(content)


def _faults_of_field(field: Mapping[str, Any]) -> Iterator[Fault]:
    name, kind, form = field["name"], field.get("type", "string"), field.get("format", "default")
    if not isinstance(kind, str) or kind not in cell_types.CONSTRAINTS:
        yield "unknown-type", {"field": name, "type": kind, "types": list(cell_types.CONSTRAINTS)}
        return
    known = _FORMATS.get(kind)
    if not isinstance(form, str) or (known and form.removeprefix("fmt:") not in known):
        yield "unknown-format", {"field": name, "format": form, "formats": sorted(known or ())}
        return
    wanted = {"missingValues": list, "constraints": dict, **_OF_KIND.get(kind, {})}
    for each, type_ in wanted.items():
        if each in field and not _is_of(field[each], type_):
            yield "bad-property", {"property": f"{name}.{each}"}
            return
    if "required" in field:  # it is a constraint
        yield "bad-property", {"property": f"{name}.required"}
    if field.get("arrayItem") and kind == "array":
        item = field["arrayItem"]
        yield from _faults_of_field({"type": "any", **item, "name": f"{name}.arrayItem"})
    yield from _faults_of_constraints(field)


def _is_of(value: Any, wanted: type) -> bool:
    return _is_words(value) if wanted is list else isinstance(value, wanted)


def _faults_of_constraints(field: Mapping[str, Any]) -> Iterator[Fault]:
    kind = field.get("type", "string")
    read = cell_types.reader(field)
    for name, expected in field.get("constraints", {}).items():
        about = {"field": field["name"], "constraint": name, "value": expected, "type": kind}
        wanted = _KIND_OF_CONSTRAINT.get(name)
        if name not in cell_types.CONSTRAINTS[kind]:
            yield "no-such-constraint", about
        elif name in _LIMITS:
            if expected is not None and read(expected) is None:
                yield "bad-constraint", about
        elif not _is_right(expected, wanted):
            yield "bad-constraint", about
        elif name == "pattern" and not _compiles(expected):
            yield "bad-pattern", about


def _is_right(expected: Any, wanted: type | None) -> bool:
    if wanted is int:
        whole = isinstance(expected, int) or (isinstance(expected, float) and expected.is_integer())
        return whole and not isinstance(expected, bool)
    return wanted is None or isinstance(expected, wanted)


def _compiles(pattern: str) -> bool:
    try:
        with warnings.catch_warnings():  # what `[a&&b]` may mean one day is not the person's matter
            warnings.simplefilter("ignore", FutureWarning)
            re.compile(f"^{pattern}$")
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def _faults_of_keys(content: Mapping[str, Any], names: set[str]) -> Iterator[Fault]:
    primary, foreign = content.get("primaryKey", []), content.get("foreignKeys", [])
    if not primary and not isinstance(primary, list):
        yield "bad-property", {"property": "primaryKey"}
    if not isinstance(foreign, list) or not all(isinstance(each, dict) for each in foreign):
        yield "bad-property", {"property": "foreignKeys"}
        return
    lists = [primary]
    for each in foreign:
        reference = each.get("reference") or {}
        if not isinstance(reference, dict):
            yield "bad-property", {"property": "foreignKeys"}
            return
        lists.append(each.get("fields") or [])
        others = reference.get("fields") or []
        if not _is_words(_listed(others)) or len(_listed(others)) != len(_listed(lists[-1])):
            yield "bad-property", {"property": "foreignKeys"}
            return
        if not reference.get("resource"):
            lists.append(others)
    for each in lists:
        for name in _listed(each):
            if not isinstance(name, str) or name not in names:
                yield "unknown-key", {"field": name}


def _listed(names: Any) -> list[Any]:
    return names if isinstance(names, list) else [names]


def _faults_of_checks(content: Mapping[str, Any]) -> Iterator[Fault]:
    checks = content.get("custom_checks", [])
    right = isinstance(checks, list) and all(
        isinstance(check, dict)
        and isinstance(check.get("name"), str)
        and isinstance(check.get("params"), dict)
        for check in checks
    )
    if not right:
        yield "bad-property", {"property": "custom_checks"}
    for field in content["fields"]:
        check = field.get("customCheck", "")
        if not isinstance(check if isinstance(check, str) else _name_of(check), str):
            yield "bad-property", {"property": f"{field['name']}.customCheck"}


def _name_of(check: Any) -> Any:
    return check.get("name") if isinstance(check, dict) else None


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
