"""Make a gabarit of what its files say: ours over the Table Schema, its roles over `blocs.yaml`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal.gabarits.changes import Migration, changes_of, migration
from ckanext.opendatacommunal.gabarits.files import BLOCKS, GabaritError, read_yaml
from ckanext.opendatacommunal.gabarits.gabarit import (
    IDENTIFIER_PATTERN,
    Field,
    Gabarit,
    Level,
    Period,
)
from ckanext.opendatacommunal.gabarits.obligation import Obligation, general
from ckanext.opendatacommunal.gabarits.without_deposit import derived_of, relay_of

ROW_IDENTIFIER = "identifiant_ligne"
"""Common column that names the rows where the Table Schema has none for it."""


def assemble(folder: Path, schema: dict[str, Any], ours: dict[str, Any]) -> Gabarit:
    described, blocks = ours.get("fields", {}), _blocks()
    changes = changes_of(ours)
    roles = dict(ours.get("roles", {}))
    identifier = ours.get("identifier", {})
    shared = {name: blocks["roles"].get(role, {}) for role, name in roles.items()}
    if "identifier" in roles and not _keeps_other_numbers(ours):
        shared[roles["identifier"]] = {**blocks["roles"]["identifier"], "options": {}}
    public = [
        _field(column, _laid_over(shared.get(column["name"], {}), described.get(column["name"])))
        for column in schema["fields"]
    ]
    interne = tuple(ours.get("interne", ()))
    if identifier.get("per_producer"):
        roles["given_identifier"] = roles.pop("identifier")
    if identifier and "identifier" not in roles:
        interne += (ROW_IDENTIFIER,)
    columns = [_shared_column(folder, each, blocks["interne"]) for each in interne]
    roles |= {column["role"]: column["name"] for column in columns if "role" in column}
    fields = (*public, *(_field(column, column, internal=True) for column in columns))
    fields = _with_older_words(fields, migration(changes)) if changes else fields
    read = [_shared_column(folder, each, blocks["parts"]) for each in ours.get("parts", ())]
    roles |= {column["role"]: column["name"] for column in read if "role" in column}
    parts = tuple(_field(column, column) for column in read)
    _check_names(folder, (*fields, *parts), described, ours)
    return Gabarit(
        slug=folder.name,
        version=str(ours["version"]),
        title=ours["title"],
        description=" ".join(ours["description"].split()),
        kind=ours["kind"],
        source=ours["source"],
        periodicity=ours["periodicity"],
        theme=ours["theme"],
        folder=folder,
        schema=schema,
        fields=fields,
        roles=roles,
        parts=parts,
        natural_key=tuple(ours.get("natural_key", ())),
        identifier_prefix=identifier.get("prefix"),
        identifier_pattern=identifier.get("pattern", IDENTIFIER_PATTERN),
        identifier_given=bool(identifier.get("given", False)),
        period=_period(ours.get("period")),
        incremental=bool(ours.get("incremental", False)),
        geometry=ours.get("geometry", "aucune"),
        far_metres=ours.get("far_metres"),
        keywords=tuple(ours.get("keywords", ())),
        obligations=_obligations(ours),
        known_defects=tuple(ours.get("known_defects", ())),
        changes=changes,
        derived=derived_of(ours),
        relay=relay_of(ours),
    )


def _keeps_other_numbers(ours: Mapping[str, Any]) -> bool:
    """Whether the tool makes the identifiers and there is a column for the commune's own."""
    codes = {name for name, each in _blocks()["interne"].items() if each["role"] == "internal_code"}
    makes = bool(ours.get("identifier", {}).get("prefix"))
    return makes and any(each in codes for each in ours.get("interne", ()) if isinstance(each, str))


def _obligations(ours: Mapping[str, Any]) -> tuple[Obligation, ...]:
    """Its own, then those that any data has; what is only relayed is deposited elsewhere."""
    own = tuple(map(Obligation.read, ours.get("obligations", ())))
    return own if ours["kind"] == "relay" else (*own, *general())


def _period(given: Mapping[str, Any] | None) -> Period | None:
    if given is None:
        return None
    return Period(tuple(given["fields"]), given.get("part", "value"))


@cache
def _blocks() -> Mapping[str, Any]:
    return read_yaml(BLOCKS)


def _laid_over(shared: Mapping[str, Any], own: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the gabarit says of a field over what its role says; both synonyms are kept."""
    own = own or {}
    synonyms = (*own.get("synonyms", ()), *shared.get("synonyms", ()))
    return {**shared, **own, "synonyms": tuple(dict.fromkeys(map(str, synonyms)))}


def _shared_column(
    folder: Path, given: str | Mapping[str, Any], known: Mapping[str, Any]
) -> dict[str, Any]:
    """One entry of `interne` or `parts`: the name of a common column, or one of its own."""
    if not isinstance(given, str):
        return dict(given)
    if given not in known:
        raise GabaritError(f"{folder.name}/gabarit.yaml: {given}: not a column of {BLOCKS.name}")
    return {"name": given, **known[given]}


def _field(column: Mapping[str, Any], ours: Mapping[str, Any], *, internal: bool = False) -> Field:
    constraints = column.get("constraints") or {}
    default_level: Level = "required" if constraints.get("required") else "optional"
    values = ours.get("values", {})
    if not isinstance(values, Mapping):
        values = dict.fromkeys(values, ())
    return Field(
        name=column["name"],
        kind=ours.get("kind", column.get("type", "string")),
        title=ours.get("title") or column.get("title") or column["name"],
        description=ours.get("description") or column.get("description") or "",
        level=ours.get("level", default_level),
        filled=bool(ours.get("filled", False)),
        internal=internal,
        synonyms=tuple(map(str, ours.get("synonyms", ()))),
        values={str(value): tuple(map(str, other or ())) for value, other in values.items()},
        open=bool(ours.get("open", False)),
        constraints=constraints,
        example=_example(ours, column),
        options=ours.get("options", {}),
    )


def _with_older_words(fields: tuple[Field, ...], older: Migration) -> tuple[Field, ...]:
    """A column goes on being known by its older names, a value by its older writings."""
    present = {each.name for each in fields}
    return tuple(
        replace(
            each,
            synonyms=(*each.synonyms, *_older_names(each.name, older, present)),
            values=_older_values(each, older.values.get(each.name, {})),
        )
        for each in fields
    )


def _older_names(name: str, older: Migration, present: set[str]) -> list[str]:
    return [old for old, new in older.names.items() if new == name and old not in present]


def _older_values(field: Field, replaced: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    values = dict(field.values)
    for old, new in replaced.items():
        if new in values and old not in values:
            values[new] = (*values[new], old)
    return values


def _example(ours: Mapping[str, Any], column: Mapping[str, Any]) -> str:
    """One cell as text; the national schemas write it under `example` or `examples`."""
    for found in (ours.get("example"), column.get("example"), column.get("examples")):
        first = found[0] if isinstance(found, list) and found else found
        if first not in (None, "", []):
            return _as_cell(first, column)
    return ""


def _as_cell(value: Any, column: Mapping[str, Any]) -> str:
    """A value of JSON in the writing of a cell."""
    if isinstance(value, bool):
        words = column.get("trueValues" if value else "falseValues")
        return str(words[0]) if words else str(value).lower()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def _check_names(
    folder: Path, fields: Iterable[Field], described: Mapping[str, Any], ours: Mapping[str, Any]
) -> None:
    names = [each.name for each in fields]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise GabaritError(f"{folder.name}: column named twice: {', '.join(sorted(twice))}")
    used = {*described, *ours.get("roles", {}).values(), *ours.get("natural_key", ())}
    used |= set(ours.get("period", {}).get("fields", ()))
    unknown = used - set(names)
    if unknown:
        raise GabaritError(
            f"{folder.name}/gabarit.yaml: not a column of schema.json: {', '.join(sorted(unknown))}"
        )
