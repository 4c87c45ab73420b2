"""Columns, kinds, roles, synonyms and lists of a gabarit: do they hold together?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.gabarits.files import BLOCKS
from ckanext.opendatacommunal.gabarits.files import read_yaml as read_blocks
from ckanext.opendatacommunal.linting.finding import Finding, unknown
from ckanext.opendatacommunal.linting.folder import Folder
from ckanext.opendatacommunal.pipeline.fields import FIELD_TYPES
from ckanext.opendatacommunal.pipeline.reading.names import faithful_key

FILE = "gabarit.yaml"
PREFIX = re.compile(r"[A-Z]{3}")
CLOSED = ("enum", "multi")


def check(folder: Folder) -> Iterator[Finding]:
    if not folder.columns:
        return
    yield from _names(folder)
    yield from _kinds(folder)
    yield from _identifier(folder)
    yield from _territory(folder)
    yield from _lists(folder)
    yield from _synonyms(folder)
    yield from _words(folder)


def _names(folder: Folder) -> Iterator[Finding]:
    """Every column that gabarit.yaml names is one."""
    blocks = read_blocks(BLOCKS)
    common, shared = blocks["interne"], blocks["parts"]
    internal: list[str] = []
    for position, each in enumerate(_listed(folder.ours.mapping.get("interne"))):
        line = folder.ours.line("interne", position)
        if isinstance(each, str) and each not in common:
            yield unknown(FILE, "lint-no-common-column", each, common, line)
        name = each if isinstance(each, str) else _name_of(each)
        if name in folder.columns or name in internal:
            yield Finding(FILE, "lint-column-twice", line, {"column": name})
        internal.append(name)
    parts = []
    for position, each in enumerate(_listed(folder.ours.mapping.get("parts"))):
        if isinstance(each, str) and each not in shared:
            line = folder.ours.line("parts", position)
            yield unknown(FILE, "lint-no-common-column", each, shared, line)
        parts.append(each if isinstance(each, str) else _name_of(each))
    known = [*folder.columns, *filter(None, internal), *filter(None, parts)]
    for place, name in _named(folder):
        if name not in known:
            yield unknown(FILE, "lint-no-column", name, known, folder.ours.line(*place))


def _named(folder: Folder) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """(place, name of a column) for each column that gabarit.yaml names."""
    for name in folder.table("fields"):
        yield ("fields", str(name)), str(name)
    for role, name in folder.table("roles").items():
        yield ("roles", str(role)), str(name)
    for position, name in enumerate(_listed(folder.ours.mapping.get("natural_key"))):
        yield ("natural_key", position), str(name)
    for position, name in enumerate(_listed(folder.table("period").get("fields"))):
        yield ("period", "fields", position), str(name)
    for position, defect in folder.tables("known_defects"):
        if "field" in defect:
            yield ("known_defects", position, "field"), str(defect["field"])


def _kinds(folder: Folder) -> Iterator[Finding]:
    described = [(("fields", str(name)), each) for name, each in folder.table("fields").items()]
    own = [(("interne", position), each) for position, each in folder.tables("interne")]
    for place, each in (*described, *own):
        kind = each.get("kind") if isinstance(each, dict) else None
        if kind is not None and kind not in FIELD_TYPES:
            line = folder.ours.line(*place, "kind")
            yield unknown(FILE, "lint-unknown-kind", str(kind), FIELD_TYPES, line)


def _identifier(folder: Folder) -> Iterator[Finding]:
    ours = folder.ours
    given = folder.table("identifier")
    prefix = given.get("prefix")
    own_pattern = "pattern" in given
    if isinstance(prefix, str) and not own_pattern and not PREFIX.fullmatch(prefix):
        line = ours.line("identifier", "prefix")
        yield Finding(FILE, "lint-prefix", line, {"prefix": prefix})
    if ours.mapping.get("kind") != "deposit":
        return
    if not given and "identifier" not in ours.mapping:
        yield Finding(FILE, "lint-no-identifier", ours.line("identifier"))
    elif not ours.mapping.get("natural_key") and not given.get("given"):
        yield Finding(FILE, "lint-no-natural-key", ours.line("identifier"), severity="warning")


def _territory(folder: Folder) -> Iterator[Finding]:
    """The INSEE code is filled from the commune: a column of the schema, or a part of files."""
    roles = folder.gabarit.roles if folder.gabarit else {}
    if "insee" in roles and "commune" not in roles and folder.ours.mapping.get("kind") == "deposit":
        params = {"column": roles["insee"]}
        yield Finding(FILE, "lint-insee-alone", folder.ours.line("roles", "insee"), params)


def _lists(folder: Folder) -> Iterator[Finding]:
    """Closed lists that say something else than the schema."""
    for field in folder.gabarit.fields if folder.gabarit else ():
        line = folder.ours.line("fields", field.name)
        listed = _enum(folder.columns.get(field.name, {}))
        if field.kind in CLOSED and not field.values and not listed:
            yield Finding(FILE, "lint-no-values", line, {"column": field.name})
        if not listed or not field.values:
            continue
        told = field.kind == "multi" or _is_told_wrong(folder, field.name)
        for value in field.values:
            if value not in listed and not told:
                yield unknown(FILE, "lint-not-in-schema", value, listed, line, column=field.name)
        if field.kind in CLOSED and not field.open:
            for value in listed:
                if value not in field.values:
                    params = {"column": field.name, "value": value}
                    yield Finding(FILE, "lint-not-in-list", line, params)


def _is_told_wrong(folder: Folder, name: str) -> bool:
    """A known defect says that the list of the schema is too short."""
    defects = [each for _position, each in folder.tables("known_defects")]
    return any(each.get("field") == name and each.get("constraint") == "enum" for each in defects)


def _enum(column: dict[str, Any]) -> list[str]:
    item = column.get("arrayItem")
    for holder in (column, item if isinstance(item, dict) else {}):
        constraints = holder.get("constraints")
        found = constraints.get("enum") if isinstance(constraints, dict) else None
        if isinstance(found, list):
            return [str(each) for each in found]
    return []


def _synonyms(folder: Folder) -> Iterator[Finding]:
    """A name that two fields claim: each file that has it is asked about it."""
    fields = folder.gabarit.fields if folder.gabarit else ()
    own = {faithful_key(word): each.name for each in fields for word in (each.name, each.title)}
    claimed: dict[str, str] = {}
    for field in fields:
        for word in field.synonyms:
            key = faithful_key(word)
            other = own.get(key) or claimed.get(key)
            claimed.setdefault(key, field.name)
            if other and other != field.name and _is_said_here(folder, field, word):
                line = folder.ours.line("fields", field.name, "synonyms")
                params = {"word": word, "column": field.name, "other": other}
                yield Finding(FILE, "lint-synonym-twice", line, params, "warning")


def _is_said_here(folder: Folder, field: Field, word: str) -> bool:
    """Not by the common blocks, whose overlaps are known and settled by what the cells hold."""
    own = folder.table("fields").get(field.name)
    return isinstance(own, dict) and word in map(str, _listed(own.get("synonyms")))


def _words(folder: Folder) -> Iterator[Finding]:
    """What a person reads: a title and a description for each column."""
    for field in folder.gabarit.fields if folder.gabarit else ():
        for part, text in (("title", field.title), ("description", field.description)):
            if not text or (part == "title" and text == field.name):
                line = folder.ours.line("fields", field.name)
                params = {"column": field.name, "case": part}
                yield Finding(FILE, "lint-no-words", line, params, "warning")


def _name_of(given: Any) -> str:
    return str(given.get("name", "")) if isinstance(given, dict) else ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
