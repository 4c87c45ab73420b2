"""What gabarit.yaml says of a schema that has just come in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ckanext.opendatacommunal.importing import guessing
from ckanext.opendatacommunal.importing.synonyms import synonyms

SEMANTIC = re.compile(r"v?(\d+\.\d+\.\d+)")
REPOSITORY = re.compile(
    r"https://(?:raw\.)?(?:github|githubusercontent|gitlab)\.com/(?:.*/)?([^/]+/[^/]+?)(?:/-)?(?:/raw|/blob|/v?\d|$)"
)


def described(schema: Mapping[str, Any], slug: str, *, title: str | None) -> dict[str, Any]:
    """The content of gabarit.yaml, in the order it is written."""
    columns = [dict(each) for each in schema["fields"]]
    version = SEMANTIC.fullmatch(str(schema.get("version", "")))
    named = title or str(schema.get("title") or slug.replace("-", " ").capitalize())
    prefix = guessing.shared_prefix(columns)
    roles = guessing.roles_of(columns, prefix)
    identifier = guessing.identifier_of(schema, columns)
    if identifier:
        roles = {"identifier": identifier, **_without(roles, identifier)}
    ours: dict[str, Any] = {
        "version": version[1] if version else "1.0.0",
        "title": named,
        "description": str(schema.get("description") or named),
        "kind": "deposit",
        "source": _source(schema, version[1] if version else None),
        "periodicity": "ANNUAL",
        "theme": "GOVE",
        "keywords": [str(each) for each in schema.get("keywords") or [named.lower()]],
        "geometry": _geometry(roles),
        "natural_key": guessing.natural_key_of(schema, columns, roles),
        "identifier": {"given": True} if identifier else {"prefix": _prefix(slug)},
    }
    parts, options = guessing.parts_of(columns, roles)
    if parts:
        ours["parts"] = parts
    if roles:
        ours["roles"] = roles
    words = synonyms(columns, prefix)
    ours["fields"] = {each["name"]: _field(each, roles, words[each["name"]]) for each in columns}
    for name, held in options.items():
        ours["fields"][name]["options"] = held
    return ours


def _without(roles: Mapping[str, str], column: str) -> dict[str, str]:
    return {role: name for role, name in roles.items() if name != column}


def _source(schema: Mapping[str, Any], version: str | None) -> str:
    for place in ("homepage", "path"):
        found = REPOSITORY.match(str(schema.get(place, "")))
        if found:
            return " ".join(filter(None, (found[1], version)))
    return str(
        schema.get("homepage") or schema.get("path") or schema.get("name") or "schéma importé"
    )


def _geometry(roles: Mapping[str, str]) -> str:
    if roles.keys() & {"longitude", "position"}:
        return "point"
    return "adresse" if "street" in roles and "longitude" in roles else "aucune"


def _prefix(slug: str) -> str:
    letters = re.sub(r"[^a-z]", "", slug)
    consonants = letters[:1] + re.sub(r"[aeiouy]", "", letters[1:])
    return (consonants if len(consonants) >= 3 else f"{letters}XXX")[:3].upper()


def _field(column: Mapping[str, Any], roles: Mapping[str, str], words: list[str]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    kind = guessing.kind_of(column)
    # A column that plays a part has the kind of its part.
    if kind and column["name"] not in [*roles.values()]:
        said["kind"] = kind
    if column["name"] == roles.get("identifier"):
        said |= {"kind": "text", "filled": False}
    if column["name"] == roles.get("name"):
        said["kind"] = "name"
    if words:
        said["synonyms"] = words
    if said.get("kind") == "enum":
        said["values"] = {str(value): [] for value in column["constraints"]["enum"]}
    return said
